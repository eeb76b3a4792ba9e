package io.orderroutes.deployment;

import static io.orderroutes.support.ProjectFiles.at;
import static io.orderroutes.support.ProjectFiles.found;
import static io.orderroutes.support.ProjectFiles.properties;
import static io.orderroutes.support.ProjectFiles.text;
import static io.orderroutes.support.ProjectFiles.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderroutes.sandbox.SandboxService;
import io.orderroutes.support.ProjectFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** No container runs here, so the files are held against each other. */
class ComposeTest {
  private final Map<String, Map<String, Object>> services = new TreeMap<>();
  private final String compose = text("docker-compose.yml");

  ComposeTest() {
    ProjectFiles.<Map<String, Map<String, Object>>>at(yaml("docker-compose.yml"), "services")
        .forEach((name, service) -> services.put(name, ProjectFiles.merged(service)));
  }

  @Test
  void namesOnlyKeysThatTheManualExplains() {
    Set<String> known =
        found("(?m)^#?\\s*([a-z][\\w.-]+)\\s*=", text("application.properties"))
            .map(match -> match.group(1).toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"))
            .collect(Collectors.toSet());
    assertThat(environment("service").keySet()).isNotEmpty().isSubsetOf(known);
  }

  @Test
  void configuresTheSameAccountsAsTheSandbox() {
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
  void scrapesAndPublishesTheManagementPort() {
    String port = properties("application.properties").get("quarkus.management.port");
    assertThat(ports("service")).containsExactly("127.0.0.1:" + port + ":" + port);
    assertThat(text("observability/prometheus.yml"))
        .contains("- service:" + port, "metrics_path: /observe/metrics");
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
        .extracting(service -> service.get("image").toString())
        .hasSize(5)
        .allMatch(image -> DeploymentTest.PINNED.matcher(image).matches(), "with a version");
  }

  @Test
  void mountsFilesThatExistWhereTheyAreReadAndNothingElse() {
    Map<String, String> mounts =
        found("- \\./([^:]+):([^:]+):ro", compose)
            .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2)));
    assertThat(mounts).hasSize(6);
    assertThat(mounts.keySet()).allSatisfy(file -> assertThat(Path.of(file)).exists());
    assertThat(found("(?m)^ +- \\./", compose)).hasSameSizeAs(mounts.keySet());
    List<String> rules = at(yaml("observability/prometheus.yml"), "rule_files");
    assertThat(rules)
        .containsExactly("alerts.yml")
        .allSatisfy(
            rule ->
                assertThat(mounts)
                    .containsEntry("observability/" + rule, "/etc/prometheus/" + rule));
    String boards = at(yaml("observability/grafana-dashboards.yml"), "providers/0/options/path");
    assertThat(mounts.get("observability/grafana-dashboard.json")).startsWith(boards + "/");
  }

  @Test
  void keepsEveryContainerSmall() {
    services.forEach(
        (name, service) ->
            assertThat(service)
                .as(name)
                .containsEntry("cap_drop", List.of("ALL"))
                .containsEntry("security_opt", List.of("no-new-privileges:true"))
                .containsEntry("restart", "unless-stopped")
                .containsKey("healthcheck"));
    assertThat(services.keySet())
        .filteredOn(name -> !Boolean.TRUE.equals(services.get(name).get("read_only")))
        .as("writes to its own file system")
        .containsExactly("kafka");
  }

  @Test
  void waitsLongerForAStopThanTheServiceMayTake() {
    int grace =
        Integer.parseInt(
            services.get("service").get("stop_grace_period").toString().replace("s", ""));
    assertThat(grace).isGreaterThan(DeploymentTest.stopSeconds());
  }

  private Map<String, Object> environment(String service) {
    return at(services.get(service), "environment");
  }

  private List<String> ports(String service) {
    return services.get(service).containsKey("ports")
        ? at(services.get(service), "ports")
        : List.of();
  }
}
