package io.orderroutes.sellers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * An access token in a file, read again when the file changes: the token alone, or as JSON with its
 * refresh token.
 */
public final class SessionFile implements Supplier<String> {
  private static final Logger LOG = Logger.getLogger(SessionFile.class);

  private final String key;
  private final Path file;
  private FileTime read;
  private TokenPair pair = new TokenPair("", Optional.empty(), Optional.empty());

  /** A file that has no token yet stops the start. */
  SessionFile(String key, String file) {
    this.key = key;
    this.file = Path.of(file);
    if (get().isEmpty()) {
      throw new ConfigurationError(
          key,
          "names " + file + ", which holds no token",
          "write the seller's access token there, or the JSON with access_token and refresh_token");
    }
  }

  /** The token of this moment; the one before, while the file cannot be read or is empty. */
  @Override
  public String get() {
    return pair().access();
  }

  /** The same with its refresh token. */
  public synchronized TokenPair pair() {
    try {
      FileTime written = Files.getLastModifiedTime(file);
      if (!written.equals(read)) {
        TokenPair found = TokenPair.read(Files.readString(file));
        if (!found.access().isEmpty()) {
          pair = found;
          LOG.infof("%s: the token was read from its file", key);
        }
        read = written;
      }
    } catch (IOException e) {
      if (read != null) {
        LOG.warnf("%s: the file cannot be read, the token before is used: %s", key, e.getMessage());
        read = null;
      }
    }
    return pair;
  }

  /**
   * Keeps a new pair, in the file too, whose mode stays.
   *
   * @throws IOException when the file cannot be written; the pair is used nevertheless
   */
  public synchronized void write(TokenPair renewed) throws IOException {
    pair = renewed;
    Path target = file.toRealPath();
    Path fresh = Files.createTempFile(target.toAbsolutePath().getParent(), ".session", "");
    try {
      Files.writeString(fresh, renewed.json());
      PosixFileAttributeView mode =
          Files.getFileAttributeView(target, PosixFileAttributeView.class);
      if (mode != null) {
        Files.setPosixFilePermissions(fresh, mode.readAttributes().permissions());
      }
      Files.move(
          fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      read = Files.getLastModifiedTime(file);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}
