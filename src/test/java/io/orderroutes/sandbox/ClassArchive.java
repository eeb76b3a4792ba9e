package io.orderroutes.sandbox;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The classes of the packaged service, read and linked: a start that maps them takes two thirds of
 * the processor time. It is made once for each build and each JDK, by a start that finds no broker.
 * Without it a start takes longer, and nothing else.
 */
final class ClassArchive {
  private static final long PATIENCE_SECONDS = 120;

  private ClassArchive() {}

  /** The options of {@code java} that use it; none where it cannot be made. */
  static synchronized List<String> options(Path build, List<String> java, List<String> command)
      throws IOException {
    Path home = Files.createDirectories(build.resolve("sandbox"));
    Path archive = home.resolve("classes-" + Runtime.version() + ".jsa");
    // two processes that run tests may come here together
    try (FileChannel lock =
            FileChannel.open(
                home.resolve("classes.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var held = lock.lock()) {
      if (!isOf(archive, build)) {
        make(archive, java, command);
      }
    }
    return Files.size(archive) == 0
        ? List.of()
        : List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:disable", "-Xlog:all=error:stderr");
  }

  private static boolean isOf(Path archive, Path build) throws IOException {
    Path application = build.resolve("quarkus-app/quarkus/quarkus-application.dat");
    return Files.exists(archive)
        && Files.getLastModifiedTime(archive).compareTo(Files.getLastModifiedTime(application)) > 0;
  }

  private static void make(Path archive, List<String> java, List<String> command)
      throws IOException {
    Path made = archive.resolveSibling(archive.getFileName() + ".new");
    Path log = archive.resolveSibling("classes.log");
    Files.deleteIfExists(made);
    List<String> all = new ArrayList<>(java);
    all.add("-XX:ArchiveClassesAtExit=" + made);
    SandboxService.properties("127.0.0.1:1", "http://127.0.0.1:1/a", "http://127.0.0.1:1/b")
        .forEach((key, value) -> all.add("-D" + key + "=" + value));
    all.addAll(command);
    Process process =
        new ProcessBuilder(all)
            .directory(archive.getParent().toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    ProcessGuard.over(process);
    end(process, log.toFile());
    if (!Files.exists(made)) {
      Files.createFile(made);
    }
    Files.move(made, archive, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void end(Process process, File log) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (process.isAlive()
        && System.nanoTime() < deadline
        && !Files.readString(log.toPath()).contains("(camel-1) started in")) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
