package io.orderroutes.sellers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** An access token in a file, read again when the file changes. */
final class SessionFile implements Supplier<String> {
  private static final Logger LOG = Logger.getLogger(SessionFile.class);

  private final String key;
  private final Path file;
  private FileTime read;
  private String token = "";

  /** A file that has no token yet stops the start. */
  SessionFile(String key, String file) {
    this.key = key;
    this.file = Path.of(file);
    if (get().isEmpty()) {
      throw new ConfigurationError(
          key, "names " + file + ", which holds no token", "write the seller's access token there");
    }
  }

  /** The token of this moment; the one before, while the file cannot be read or is empty. */
  @Override
  public synchronized String get() {
    try {
      FileTime written = Files.getLastModifiedTime(file);
      if (!written.equals(read)) {
        String found = Files.readString(file).strip();
        if (!found.isEmpty()) {
          token = found;
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
    return token;
  }
}
