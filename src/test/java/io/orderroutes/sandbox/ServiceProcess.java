package io.orderroutes.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The packaged service as a process of its own, which never outlives this one. */
public final class ServiceProcess implements AutoCloseable {
  private static final Pattern LISTENS =
      Pattern.compile("Management interface listening on (http://[\\w.:\\[\\]-]+\\d)");
  private static final Pattern PAGE = Pattern.compile("Listening on: (http://[\\w.:\\[\\]-]+\\d)");

  /** Whether the native executable is meant, and not the jar; the Maven profile native says so. */
  private static final boolean NATIVE = Boolean.getBoolean("service.native");

  /**
   * Whether so many start that an archive of their classes pays; Maven's integration tests say so.
   */
  private static final boolean ARCHIVE = Boolean.getBoolean("service.archive");

  /** The command of a service that lies elsewhere: one with -jar, or a native executable. */
  private static final String COMMAND = System.getProperty("sandbox.service", "");

  // such a one may have to leave a cache of its classes first
  private static final long STOP_SECONDS = COMMAND.isEmpty() ? 15 : 300;

  private static final Pattern STEERING =
      Pattern.compile("(ORDERS|KAFKA|QUARKUS|CAMEL|SMALLRYE|MAVEN|MP)_.*|_?(JAVA|JDK)_\\w*OPTIONS");

  private static final List<Path> LOGS = new CopyOnWriteArrayList<>();

  private final Process process;
  private final Path log;

  private ServiceProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts {@code quarkus-app} of the build directory, with these arguments; logs to {@code
   * sandbox/<name>.log}.
   */
  public static ServiceProcess start(
      Path build, String name, Map<String, String> properties, String... arguments)
      throws IOException {
    // no config directory of the caller's lies there
    Path home = Files.createDirectories(build.resolve("sandbox"));
    return startIn(home, Map.of(), build, name, properties, arguments);
  }

  /** The same in another directory, where its configuration may lie, with these variables. */
  public static ServiceProcess startIn(
      Path directory,
      Map<String, String> environment,
      Path build,
      String name,
      Map<String, String> properties,
      String... arguments)
      throws IOException {
    Path home = Files.createDirectories(build.resolve("sandbox"));
    Path log = home.resolve(name + ".log");
    List<String> command = withOptions(command(build), properties);
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().keySet().removeIf(key -> STEERING.matcher(key).matches());
    builder.environment().putAll(environment);
    Process process = builder.start();
    ProcessGuard.over(process);
    LOGS.add(log);
    return new ServiceProcess(process, log);
  }

  /** Options stand before -jar and its file; a native executable takes them anywhere. */
  static List<String> withOptions(List<String> command, Map<String, String> properties) {
    List<String> all = new ArrayList<>(command);
    int jar = all.indexOf("-jar");
    int at = jar < 0 ? all.size() : jar;
    properties.forEach((key, value) -> all.add(at, "-D" + key + "=" + value));
    return all;
  }

  /** Does beforehand what the first start would do once for all: for those who take the time. */
  public static void prepare(Path build) throws IOException {
    if (!NATIVE && COMMAND.isEmpty()) {
      java(build);
    }
  }

  private static List<String> command(Path build) throws IOException {
    if (!COMMAND.isEmpty()) {
      return List.of(COMMAND.split(" "));
    }
    return NATIVE ? executable(build) : java(build);
  }

  private static List<String> java(Path build) throws IOException {
    Path jar = build.resolve("quarkus-app/quarkus-run.jar");
    if (!Files.exists(jar)) {
      throw new IOException(jar + " is missing: run mvn package, or mvn -Psandbox");
    }
    List<String> java =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            // it lives for seconds: what the best code costs to make would never be earned back
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC");
    List<String> main = List.of("-jar", jar.toString());
    List<String> archive = ARCHIVE ? ClassArchive.options(build, java, main) : List.of();
    return Stream.of(java, archive, main).flatMap(List::stream).toList();
  }

  private static List<String> executable(Path build) throws IOException {
    try (Stream<Path> files = Files.list(build)) {
      return files
          .map(Path::toString)
          .filter(file -> file.endsWith("-runner"))
          .map(file -> List.of(file, "-Xmx256m"))
          .findFirst()
          .orElseThrow(() -> new IOException("no native executable: run mvn verify -Pnative"));
    }
  }

  /** The logs of the services that this process has started, the newest last. */
  static List<Path> logs() {
    return List.copyOf(LOGS);
  }

  public boolean alive() {
    return process.isAlive();
  }

  public Path log() {
    return log;
  }

  /** Where its health and metrics are; empty until it listens. */
  public String management() throws IOException {
    Matcher found = LISTENS.matcher(Files.readString(log));
    return found.find() ? found.group(1) : "";
  }

  /** Where its operator's page is; empty until it listens. */
  public String page() throws IOException {
    Matcher found = PAGE.matcher(Files.readString(log));
    return found.find() ? found.group(1) : "";
  }

  /** What it said last. */
  public String lastWords() throws IOException {
    List<String> lines = Files.readAllLines(log);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 25), lines.size()));
  }

  /** As a machine that loses power would. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Asks it to stop and leaves it to do so. */
  public void terminate() {
    process.toHandle().destroy();
  }

  public int exitStatus(Duration within) throws InterruptedException {
    if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException("the service still runs after " + within);
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    // not Process.destroy: it would close the input first, and the guard would cut the stop short
    process.toHandle().destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
