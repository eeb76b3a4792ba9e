package io.orderroutes.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A process that is measured: what it costs is read from outside. */
final class Contender implements AutoCloseable {
  private final Process process;

  private Contender(Process process) {
    this.process = process;
  }

  /** The packaged service. */
  static Contender service(Map<String, String> properties) throws IOException {
    return start("service", properties, "-jar", "target/quarkus-app/quarkus-run.jar");
  }

  /** The same job by hand: {@link Baseline}. */
  static Contender baseline(Map<String, String> properties) throws IOException {
    String classPath = System.getProperty("java.class.path");
    return start("baseline", properties, "-cp", classPath, Baseline.class.getName());
  }

  private static Contender start(String name, Map<String, String> properties, String... main)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-XX:+UseParallelGC"));
    properties.forEach((key, value) -> command.add("-D" + key + "=" + value));
    command.addAll(List.of(main));
    Path log = Files.createDirectories(Path.of("target/benchmarks")).resolve(name + ".log");
    Contender contender =
        new Contender(
            new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start());
    Runtime.getRuntime().addShutdownHook(new Thread(contender::close));
    return contender;
  }

  boolean alive() {
    return process.isAlive();
  }

  /** Processor time of the process so far, its compiler's and collector's with it. */
  Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** The most memory that was resident, in MiB; empty where the system does not tell. */
  Optional<Long> peakMemory() {
    try (var lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(15, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
