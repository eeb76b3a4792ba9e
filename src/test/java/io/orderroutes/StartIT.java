package io.orderroutes;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderroutes.sandbox.Flow;
import io.orderroutes.sandbox.SandboxService;
import io.orderroutes.sandbox.ServiceProcess;
import io.orderroutes.simulator.SimulatedAccounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The packaged service with a configuration that cannot work, and what the package holds. */
class StartIT {
  private static final Path TARGET = Path.of("target").toAbsolutePath();

  @ParameterizedTest
  @CsvSource({
    "orders.apps.top.sign-method, sha512",
    "orders.apps.iop.sign-method, md5",
    "orders.apps.top.protocol, soap",
    "orders.sellers.shop-1.platform, tabao",
    "orders.sellers.shop-1.app, nowhere",
    "orders.default-seller, nobody",
    "orders.concurrency, many",
    "orders.topics.evnts, misspelt",
    "orders.platforms.aliexpress.zone, Mars/Olympus",
    "orders.documents.validate, maybe",
    "orders.documents.sources, half",
    "orders.documents.drop, order_id",
    "kafka.acks, 1",
    "kafka.max.poll.records, x",
  })
  void aWrongKeyStopsTheStartWithOneLineThatNamesIt(String key, String value) throws Exception {
    List<String> log = stopped("start", Map.of(key, value));
    assertThat(complaint(log)).contains(key);
    assertThat(log).noneMatch(line -> line.contains(SimulatedAccounts.TOP_SECRET));
  }

  @Test
  void anEnvironmentVariableComesBeforeTheFileBesideTheService(@TempDir Path dir) throws Exception {
    Path file = Files.createDirectories(dir.resolve("config")).resolve("application.properties");
    Files.writeString(file, "orders.concurrency=8\norders.waiting.max=many\n");
    try (ServiceProcess service =
        ServiceProcess.startIn(
            dir,
            Map.of("ORDERS_CONCURRENCY", "few"),
            TARGET,
            "environment",
            Map.of("orders.waiting.max", "100"))) {
      assertThat(service.exitStatus(Flow.PATIENCE)).isEqualTo(1);
      String complaint = complaint(Files.readAllLines(service.log()));
      assertThat(complaint).contains("orders.concurrency", "few").doesNotContain("orders.waiting");
    }
  }

  @Test
  void aPageThatOthersCanReachWithoutATokenStopsTheStart() throws Exception {
    List<String> log =
        stopped(
            "page-start", Map.of("quarkus.http.host", "0.0.0.0", "orders.page.enabled", "true"));
    assertThat(complaint(log)).contains("orders.page.token is missing", "0.0.0.0");
  }

  @Test
  void aWrongKeyStopsTheStartWithOneLineWhileTheLogIsJson() throws Exception {
    List<String> log =
        stopped(
            "start-json",
            Map.of(
                "orders.apps.top.sign-method", "sha512",
                "quarkus.log.console.json.enabled", "true"));
    assertThat(log)
        .filteredOn(line -> line.contains("sign-method"))
        .singleElement()
        .asString()
        .startsWith("The service cannot start");
    assertThat(log).noneMatch(line -> line.contains("exception"));
  }

  @Test
  void aMappingThatDoesNotCompileStopsTheStartWithOneLineThatNamesItsPlace(@TempDir Path dir)
      throws Exception {
    Path mapping = Files.createDirectories(dir.resolve("mappings")).resolve("aliexpress.jslt");
    Files.writeString(mapping, "{\n  \"status\": {\"phase\": },\n}\n");
    List<String> log = stopped("mapping", Map.of("orders.routes.dir", dir.toString()));
    assertThat(complaint(log)).contains(mapping.toString(), "line 2");
  }

  /** What a start with these keys besides says, which ends by itself, and without a trace. */
  private static List<String> stopped(String name, Map<String, String> keys) throws Exception {
    Map<String, String> properties =
        SandboxService.properties("127.0.0.1:1", "http://127.0.0.1:1/a", "http://127.0.0.1:1/b");
    properties.putAll(keys);
    try (ServiceProcess service = ServiceProcess.start(TARGET, name, properties)) {
      assertThat(service.exitStatus(Flow.PATIENCE)).isEqualTo(1);
      List<String> log = Files.readAllLines(service.log());
      assertThat(log).noneMatch(line -> line.contains("\tat "));
      return log;
    }
  }

  /** The one line that says why. */
  private static String complaint(List<String> log) {
    List<String> complaints =
        log.stream().filter(line -> line.contains("The service cannot start")).toList();
    assertThat(complaints).hasSize(1);
    return complaints.get(0);
  }

  @Test
  @DisabledIfSystemProperty(named = "service.native", matches = "true")
  void thePackageHoldsNoBrokerNoSimulatorAndNoTest() throws IOException {
    try (Stream<Path> files = Files.walk(TARGET.resolve("quarkus-app"))) {
      List<String> names = files.map(path -> path.getFileName().toString()).toList();
      assertThat(names)
          .anyMatch(name -> name.contains("kafka-clients"))
          .noneMatch(name -> name.contains("kafka_2.13") || name.contains("scala-library"))
          .noneMatch(name -> name.contains("junit") || name.contains("assertj"));
    }
    try (Stream<Path> files = Files.list(TARGET.resolve("quarkus-app/app"))) {
      Path jar = files.findFirst().orElseThrow();
      try (java.util.jar.JarFile app = new java.util.jar.JarFile(jar.toFile())) {
        assertThat(app.stream().map(entry -> entry.getName()))
            .anyMatch(name -> name.startsWith("io/orderroutes/dispatch"))
            .noneMatch(
                name ->
                    name.contains("sandbox")
                        || name.contains("simulator")
                        || name.endsWith("Test.class"));
      }
    }
  }
}
