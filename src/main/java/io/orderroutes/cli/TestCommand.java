package io.orderroutes.cli;

import io.orderroutes.cases.Case;
import io.orderroutes.cases.Cases;
import io.orderroutes.cases.StandIns;
import io.orderroutes.sellers.Sellers;
import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.quarkus.core.CamelRuntime;

/**
 * The command {@code test}: runs an operator's cases with his routes, without broker or network.
 */
@Singleton
@Unremovable
public record TestCommand(CamelRuntime camel, StandIns standIns, Cases cases, Sellers sellers)
    implements QuarkusApplication {
  static final String NAME = "test";
  private static final int USAGE = 2;
  private static final int LINES_MAX = 20;
  private static final int SECONDS_MAX = 30;

  private static final Pattern OWN =
      Pattern.compile("mappings|events\\.yaml|.*\\.(camel|kamelet)\\.yaml");

  /** Takes precedence over the operator's configuration of the service, except {@code -D}. */
  private static final Map<String, String> ALONE =
      Map.of(
          "orders.retry.attempts", "0",
          "orders.events.registry.url", "",
          "orders.page.enabled", "false",
          "camel.main.shutdown-timeout", "1",
          "quarkus.http.host-enabled", "false",
          "quarkus.management.host-enabled", "false",
          "quarkus.log.console.stderr", "true",
          "quarkus.log.console.level", "ERROR");

  static void main(String... args) {
    try {
      Properties settings = settings(directory(args));
      settings.putAll(ALONE);
      settings.putAll(System.getProperties());
      System.setProperties(settings);
    } catch (IOException | UncheckedIOException e) {
      refuse("cannot read " + e.getMessage());
    } catch (IllegalArgumentException e) {
      refuse(e.getMessage());
    }
    Quarkus.run(
        TestCommand.class,
        (status, failure) -> Main.ended(failure == null ? status : USAGE, failure),
        args);
  }

  private static void refuse(String complaint) {
    System.err.println("test: " + complaint);
    System.exit(USAGE);
  }

  private static Path directory(String... args) throws IOException {
    boolean named = args.length == 2 && !args[1].startsWith("-");
    check(named, "write: test <directory>, with a folder for each case");
    Path directory = Path.of(args[1]);
    check(Files.isDirectory(directory), "there is no directory " + directory);
    String none =
        "there is no case in " + directory + ": write a folder with an event.json or a record.bin";
    check(!Case.in(directory).isEmpty(), none);
    return directory;
  }

  private static void check(boolean well, String complaint) {
    if (!well) {
      throw new IllegalArgumentException(complaint);
    }
  }

  /** The directory's own settings: its application.properties, and its routes or mappings. */
  private static Properties settings(Path directory) throws IOException {
    Properties settings = new Properties();
    if (Files.exists(properties(directory))) {
      try (Reader reader = Files.newBufferedReader(properties(directory))) {
        settings.load(reader);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(properties(directory) + " is wrong: " + e.getMessage());
      }
    }
    try (Stream<Path> files = Files.walk(directory, 2)) {
      if (files.anyMatch(file -> OWN.matcher(file.getFileName().toString()).matches())) {
        settings.setProperty("orders.routes.dir", directory.toString());
      }
    }
    return settings;
  }

  private static Path properties(Path directory) {
    return directory.resolve("application.properties");
  }

  @Override
  public int run(String... args) throws IOException {
    Path directory = Path.of(args[1]);
    if (sellers.all().isEmpty()) {
      System.err.println(
          "test: no seller is configured: write orders.apps.<app>.protocol, .gateway, .key and"
              + " .secret and orders.sellers.<seller>.app, .platform and .session into "
              + properties(directory)
              + "; invented values are enough");
      return USAGE;
    }
    camel.getCamelContext().getCamelContextExtension().registerEndpointCallback(standIns::instead);
    camel.start(new String[0]);
    List<Case> found = Case.in(directory);
    long failed = found.stream().filter(one -> !isWell(one)).count();
    System.out.println("cases: " + found.size() + ", failed " + failed);
    return failed == 0 ? 0 : 1;
  }

  private boolean isWell(Case one) {
    List<String> complaints =
        CompletableFuture.supplyAsync(() -> cases.run(one), task -> new Thread(task).start())
            .completeOnTimeout(
                List.of("no result within " + SECONDS_MAX + " s"), SECONDS_MAX, TimeUnit.SECONDS)
            .join();
    System.out.println((complaints.isEmpty() ? "ok " : "FAILED ") + one.name());
    complaints.stream().limit(LINES_MAX).forEach(line -> System.out.print(line.indent(2)));
    if (complaints.size() > LINES_MAX) {
      System.out.println("  and " + (complaints.size() - LINES_MAX) + " more");
    }
    return complaints.isEmpty();
  }
}
