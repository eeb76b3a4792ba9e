package io.orderroutes.sandbox;

import io.orderroutes.simulator.GatewaySimulator;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The classes of the packaged service, read and linked: a start that maps them takes two thirds of
 * the processor time. It is made once for each build and each JDK, by a service that serves a few
 * orders. Without it a start takes longer, and nothing else.
 */
final class ClassArchive {
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
    Files.deleteIfExists(made);
    try (GatewaySimulator gateway = GatewaySimulator.start(0);
        Flow flow =
            Flow.prepare(
                Broker.start(0), "classes", gateway.topUrl(), gateway.iopUrl(), Map.of())) {
      List<String> all = new ArrayList<>(java);
      all.add("-XX:ArchiveClassesAtExit=" + made);
      flow.properties().forEach((key, value) -> all.add("-D" + key + "=" + value));
      all.addAll(command);
      Process process =
          new ProcessBuilder(all)
              .directory(archive.getParent().toFile())
              .redirectErrorStream(true)
              .redirectOutput(archive.resolveSibling("classes.log").toFile())
              .start();
      ProcessGuard.over(process);
      try {
        flow.send("none", "{");
        flow.send("ALI-1", "{\"order_id\":\"ALI-1\",\"seller\":\"shop-3\"}");
        flow.awaitDocuments(flow.sendOrders(110_000, 20));
      } finally {
        process.toHandle().destroy();
        process.waitFor(Flow.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        process.destroyForcibly();
      }
    } catch (Exception | AssertionError e) {
      System.out.println("The services that tests start have no archive of their classes: " + e);
    }
    if (!Files.exists(made)) {
      Files.createFile(made);
    }
    Files.move(made, archive, StandardCopyOption.REPLACE_EXISTING);
  }
}
