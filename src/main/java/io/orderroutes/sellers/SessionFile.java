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
 * An access token in a file: the token alone, or JSON with its refresh token. The file is read
 * again when it changes.
 */
public final class SessionFile implements Supplier<String> {
  private static final Logger LOG = Logger.getLogger(SessionFile.class);

  private final String key;
  private final Path file;
  private Optional<Version> read = Optional.empty();
  private TokenPair pair = new TokenPair("", Optional.empty(), Optional.empty());

  /**
   * Shows a change of the file without reading it. The inode is needed for a link that is switched
   * to another file of the same time.
   */
  private record Version(FileTime written, long size, Object inode) {
    static Version of(Path file) throws IOException {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return new Version(now.lastModifiedTime(), now.size(), now.fileKey());
    }
  }

  /** The lock of the process that renews the token. */
  public interface Renewal extends AutoCloseable {
    @Override
    void close() throws IOException;
  }

  /** Stops the start if the file has no token. */
  SessionFile(String key, String file) {
    this.key = key;
    this.file = Path.of(file);
    if (get().isEmpty()) {
      throw new ConfigurationError(
          key,
          "names " + file + ", which has no token",
          "write the seller's access token there, or the JSON with access_token and refresh_token");
    }
  }

  /** The present token; the previous one while the file cannot be read or is empty. */
  @Override
  public String get() {
    return pair().access();
  }

  /** The present token with its refresh token. */
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
        LOG.warnf(
            "%s: the file cannot be read, the previous token is used: %s", key, e.getMessage());
        read = Optional.empty();
      }
    }
    return pair;
  }

  /**
   * Takes the lock for a renewal. A refresh token works once, and instances may share the file, so
   * only one process may renew. The lock is the operating system's, on a file beside the token's;
   * it is released when the process ends. Then the file is read again, because another process may
   * have renewed the token.
   *
   * @return empty where another process has the lock
   * @throws IOException when the lock file cannot be created; then a new pair could not be written
   *     either
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
      throw new IOException(
          "the lock file cannot be created: make the folder of the session file writable", e);
    }
  }

  /** Reads the file even if it seems unchanged: a network file system may report changes late. */
  private synchronized void readAgain() {
    read = Optional.empty();
    pair();
  }

  /**
   * Uses a new pair and writes it to the file, whose mode is kept.
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
