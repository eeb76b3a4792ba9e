package io.orderroutes.sellers;

import io.orderroutes.config.ConfigurationError;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
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
  private Optional<Version> read = Optional.empty();
  private TokenPair pair = new TokenPair("", Optional.empty(), Optional.empty());

  /**
   * What tells one content from another without reading it: a link that is switched leads to
   * another file, whose time may well be the same.
   */
  private record Version(FileTime written, long size, Object inode) {
    static Version of(Path file) throws IOException {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return new Version(now.lastModifiedTime(), now.size(), now.fileKey());
    }
  }

  /** Held by the one process that renews the token now. */
  public interface Renewal extends AutoCloseable {
    @Override
    void close() throws IOException;
  }

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
      Version now = Version.of(file);
      if (!read.equals(Optional.of(now))) {
        TokenPair found = TokenPair.read(Files.readString(file));
        if (!found.access().isEmpty()) {
          pair = found;
          LOG.infof("%s: the token was read from its file", key);
        }
        read = Optional.of(now);
      }
    } catch (IOException e) {
      if (read.isPresent()) {
        LOG.warnf("%s: the file cannot be read, the token before is used: %s", key, e.getMessage());
        read = Optional.empty();
      }
    }
    return pair;
  }

  /**
   * The right to renew, which one process at a time has: a refresh token works once, and copies of
   * the service may share the file. It is an operating system's lock of a file beside the token's,
   * so a process that ends gives it back. What another one has renewed meanwhile is read first.
   *
   * @return nothing where another process has it
   * @throws IOException when the lock cannot be made, so the new pair could not be written either
   */
  public Optional<Renewal> renewal() throws IOException {
    FileChannel lock = lockFile();
    try {
      if (lock.tryLock() != null) {
        readAgain();
        return Optional.of(lock::close);
      }
    } catch (OverlappingFileLockException e) {
      // another seller of this process has the same file
    } catch (IOException e) {
      lock.close();
      throw e;
    }
    lock.close();
    return Optional.empty();
  }

  private FileChannel lockFile() throws IOException {
    Path target = file.toRealPath();
    Path lock = target.resolveSibling("." + target.getFileName() + ".lock");
    try {
      return FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new IOException("no lock can be made beside its file: let the folder be written", e);
    }
  }

  /** Whatever its version seems to be: a file system on the network may tell that late. */
  private synchronized void readAgain() {
    read = Optional.empty();
    pair();
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
      read = Optional.of(Version.of(file));
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}
