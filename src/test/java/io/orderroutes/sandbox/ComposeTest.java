package io.orderroutes.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** No container runs here, so the files are held against each other. */
class ComposeTest {
  private static final Pattern PINNED = Pattern.compile("[\\w./-]+:v?\\d+\\.\\d+[\\w.-]*");

  private final Map<String, Map<String, Object>> services =
      map(yaml("docker-compose.yml"), "services");
  private final String dockerfile = text("Dockerfile");

  @Test
  void namesOnlyKeysThatTheManualExplains() {
    Set<String> known =
        found("(?m)^#?\\s*([a-z][\\w.-]+)\\s*=", text("application.properties"))
            .map(match -> match.group(1).toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"))
            .collect(Collectors.toSet());
    assertThat(environment("service").keySet()).isNotEmpty().isSubsetOf(known);
  }

  @Test
  void configuresTheSameAccountsAsTheSandbox() throws IOException {
    Map<String, String> sandbox =
        new TreeMap<>(
            SandboxService.properties(
                "", "http://sandbox:8888/router/rest", "http://sandbox:8888/sync"));
    sandbox.keySet().removeIf(key -> !key.startsWith("orders."));
    Map<String, String> docker = properties("docker/service.properties");
    docker.keySet().removeIf(key -> !key.startsWith("orders."));
    assertThat(docker).isEqualTo(sandbox);
    assertThat(environment("sandbox")).containsEntry("SANDBOX_PORT", "8888");
  }

  @Test
  void scrapesAndPublishesTheManagementPort() throws IOException {
    String port =
        properties("application.properties").getOrDefault("quarkus.management.port", "9876");
    assertThat(ports("service")).containsExactly("127.0.0.1:" + port + ":" + port);
    assertThat(text("observability/prometheus.yml"))
        .contains("- service:" + port, "metrics_path: /observe/metrics");
    assertThat(dockerfile).contains("EXPOSE " + port, "EXPOSE 8888");
    assertThat(text("observability/grafana-datasource.yml")).contains("http://prometheus:9090");
  }

  @Test
  void isReachedFromThisMachineOnly() {
    assertThat(services.keySet())
        .flatMap(this::ports)
        .isNotEmpty()
        .allMatch(port -> port.matches("127\\.0\\.0\\.1:(\\d+):\\1"), "on loopback");
  }

  @Test
  void pinsEveryImage() {
    assertThat(services.values())
        .filteredOn(service -> service.containsKey("image"))
        .extracting(service -> service.get("image").toString())
        .hasSize(3)
        .allMatch(image -> PINNED.matcher(image).matches(), "with a version");
    assertThat(found("(?m)^FROM (\\S+)", dockerfile).map(match -> match.group(1)))
        .hasSize(3)
        .allMatch(image -> PINNED.matcher(image).matches(), "with a version");
  }

  @Test
  void buildsStagesThatExistAndMountsFilesThatExist() {
    List<String> stages =
        found("(?m)^FROM \\S+ AS (\\S+)", dockerfile).map(match -> match.group(1)).toList();
    assertThat(stages).containsExactly("build", "sandbox", "app");
    assertThat(map(services.get("service"), "build")).containsEntry("target", "app");
    assertThat(map(services.get("sandbox"), "build")).containsEntry("target", "sandbox");
    assertThat(found("- (\\./[^:]+):[^:]+:ro", text("docker-compose.yml")))
        .hasSize(3)
        .allSatisfy(mount -> assertThat(Path.of(mount.group(1))).exists());
    assertThat(dockerfile).contains(SimulatorMain.class.getName());
  }

  @Test
  void runsOurContainersWithoutRoot() {
    assertThat(found("(?m)^(USER orders|ENTRYPOINT).*", dockerfile).map(match -> match.group(1)))
        .containsExactly("USER orders", "ENTRYPOINT", "USER orders", "ENTRYPOINT");
  }

  @Test
  void checksTheHealthOfEveryContainer() {
    assertThat(services.values()).allMatch(service -> service.containsKey("healthcheck"));
  }

  private Map<String, Object> environment(String service) {
    return map(services.get(service), "environment");
  }

  private List<String> ports(String service) {
    return ComposeTest.<List<String>>cast(services.get(service).getOrDefault("ports", List.of()));
  }

  private static Stream<MatchResult> found(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results();
  }

  private static Map<String, String> properties(String file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(Path.of(file))) {
      properties.load(reader);
    }
    Map<String, String> sorted = new TreeMap<>();
    properties.stringPropertyNames().forEach(key -> sorted.put(key, properties.getProperty(key)));
    return sorted;
  }

  private static Map<String, Object> yaml(String file) {
    return cast(new Load(LoadSettings.builder().build()).loadFromString(text(file)));
  }

  private static <V> Map<String, V> map(Map<String, Object> holder, String name) {
    return cast(holder.get(name));
  }

  @SuppressWarnings("unchecked")
  private static <T> T cast(Object value) {
    return (T) value;
  }

  private static String text(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
