package io.orderroutes.deployment;

import static io.orderroutes.support.ProjectFiles.at;
import static io.orderroutes.support.ProjectFiles.found;
import static io.orderroutes.support.ProjectFiles.properties;
import static io.orderroutes.support.ProjectFiles.text;
import static io.orderroutes.support.ProjectFiles.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderroutes.lint.Lint;
import io.orderroutes.support.ProjectFiles;
import io.orderroutes.support.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No cluster runs here: the manifests are held against the manual, the Dockerfile and each other.
 */
class KubernetesTest {
  private static final Path ROOT = Path.of("deploy/kubernetes");
  private static final String BASE = "deploy/kubernetes/base/";
  private static final String KEDA = "deploy/kubernetes/overlays/keda/scaled-object.yaml";
  private static final Map<String, String> MANUAL = properties("application.properties");
  private static final Map<String, String> LABEL =
      Map.of("app.kubernetes.io/name", "order-enrichment");

  private final Map<String, Object> deployment = yaml(BASE + "deployment.yaml");
  private final Map<String, Object> pod = at(deployment, "spec/template/spec");
  private final Map<String, Object> container = at(pod, "containers/0");

  static List<Path> kustomizations() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files.filter(file -> file.endsWith("kustomization.yaml")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("kustomizations")
  void everyFileOfAKustomizationIsThereAndNamed(Path kustomization) throws IOException {
    Path folder = kustomization.getParent();
    String text = Files.readString(kustomization);
    assertThat(found("(?m)^ +- ([\\w./-]+)$", text).map(file -> folder.resolve(file.group(1))))
        .isNotEmpty()
        .allSatisfy(file -> assertThat(file).exists());
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.filter(file -> !file.equals(kustomization)))
          .allSatisfy(file -> assertThat(text).contains("- " + file.getFileName() + "\n"));
    }
  }

  @ParameterizedTest
  @MethodSource("kustomizations")
  void aKustomizationBuilds(Path kustomization) throws Exception {
    Tool kubectl = Tool.onPath("kubectl", "kubectl is missing: no kustomization was built");
    String built = kubectl.run("kustomize", kustomization.getParent().toString());
    assertThat(built).contains("kind: Deployment", "kind: ConfigMap", "kind: PodDisruptionBudget");
    assertThat(found("name: (order-enrichment-\\w{10})\\n", built).map(name -> name.group(1)))
        .as("the config map, and the volume that is made of it")
        .hasSize(2)
        .containsOnly(
            found("name: (order-enrichment-\\w{10})\\n", built).findFirst().orElseThrow().group(1));
  }

  @ParameterizedTest
  @MethodSource("kustomizations")
  void configurationNamesOnlyKeysOfTheManual(Path kustomization) throws IOException {
    assertThat(Lint.of(kustomization.getParent()).problems()).isEmpty();
  }

  @Test
  void everySecretIsReferencedAndNoneStandsInAFile() throws IOException {
    List<Map<String, Object>> variables = at(container, "env");
    List<String> names =
        variables.stream().map(variable -> "${" + variable.get("name") + "}").toList();
    assertThat(variables)
        .hasSize(3)
        .allSatisfy(variable -> assertThat(variable).containsOnlyKeys("name", "valueFrom"))
        .extracting(variable -> ProjectFiles.<String>at(variable, "valueFrom/secretKeyRef/name"))
        .containsOnly("order-enrichment");
    for (String file : List.of("base/", "overlays/example/")) {
      Map<String, String> keys = properties(ROOT + "/" + file + "application.properties");
      assertThat(keys.keySet()).anyMatch(key -> key.endsWith(".secret"));
      assertThat(keys)
          .as("%s", file)
          .allSatisfy(
              (key, value) -> {
                if (key.matches(".*[.](key|secret|session)")) {
                  assertThat(value).isIn(names);
                }
              });
    }
    try (Stream<Path> files = Files.walk(ROOT)) {
      assertThat(files.filter(Files::isRegularFile))
          .allSatisfy(file -> assertThat(Files.readString(file)).doesNotContain("kind: Secret"));
    }
  }

  @Test
  void probesAskWhatTheServiceAnswers() {
    String port = MANUAL.get("quarkus.management.port");
    assertThat(ProjectFiles.<Integer>at(container, "ports/0/containerPort")).hasToString(port);
    assertThat(ProjectFiles.<String>at(container, "ports/0/name")).isEqualTo("management");
    Map.of("startup", "live", "liveness", "live", "readiness", "ready")
        .forEach(
            (probe, health) ->
                assertThat(ProjectFiles.<Object>at(container, probe + "Probe/httpGet"))
                    .isEqualTo(Map.of("path", "/observe/health/" + health, "port", "management")));
    assertThat(properties(BASE + "application.properties"))
        .containsEntry("quarkus.management.host", "0.0.0.0");
    assertThat(ProjectFiles.<Object>at(deployment, "spec/template/metadata/annotations"))
        .isEqualTo(
            Map.of(
                "prometheus.io/scrape", "true",
                "prometheus.io/port", port,
                "prometheus.io/path", "/observe/metrics"));
    assertThat(ProjectFiles.<Integer>at(yaml(BASE + "service.yaml"), "spec/ports/0/port"))
        .hasToString(port);
  }

  @Test
  void aPodMayFinishItsOrdersBeforeItIsKilled() {
    int grace = at(pod, "terminationGracePeriodSeconds");
    assertThat(grace).isGreaterThan(DeploymentTest.stopSeconds());
    assertThat(ProjectFiles.<Object>at(deployment, "spec/strategy/rollingUpdate"))
        .isEqualTo(Map.of("maxUnavailable", 0, "maxSurge", 1));
  }

  @Test
  void aPodMayDoLittle() {
    assertThat(pod).containsEntry("automountServiceAccountToken", false);
    assertThat(ProjectFiles.<Map<String, Object>>at(pod, "securityContext"))
        .containsEntry("runAsNonRoot", true)
        .containsEntry("runAsUser", 10001)
        .containsEntry("seccompProfile", Map.of("type", "RuntimeDefault"));
    assertThat(ProjectFiles.<Object>at(container, "securityContext"))
        .isEqualTo(
            Map.of(
                "allowPrivilegeEscalation", false,
                "readOnlyRootFilesystem", true,
                "capabilities", Map.of("drop", List.of("ALL"))));
  }

  @Test
  void theHeapIsAPartOfAMemoryThatIsLimited() {
    String limit = at(container, "resources/limits/memory");
    assertThat(limit).matches("\\d+[GM]i").isEqualTo(at(container, "resources/requests/memory"));
    assertThat(text("docker/java.options")).contains("MaxRAMPercentage=60");
  }

  @Test
  void everySelectorFindsThePods() {
    assertThat(ProjectFiles.<Object>at(deployment, "spec/template/metadata/labels"))
        .isEqualTo(LABEL);
    assertThat(
            List.<Object>of(
                at(deployment, "spec/selector/matchLabels"),
                at(pod, "topologySpreadConstraints/0/labelSelector/matchLabels"),
                at(yaml(BASE + "service.yaml"), "spec/selector"),
                at(yaml(BASE + "disruption-budget.yaml"), "spec/selector/matchLabels"),
                at(
                    yaml("deploy/kubernetes/overlays/pod-monitor/pod-monitor.yaml"),
                    "spec/selector/matchLabels")))
        .containsOnly(LABEL);
    assertThat(text("observability/prometheus.yml"))
        .contains("job_name: " + LABEL.get("app.kubernetes.io/name") + "\n");
  }

  @Test
  void copiesAreScaledByTheLagOfTheGroupAndNeverBeyondThePartitions() {
    Map<String, Object> scaled = yaml(KEDA);
    assertThat(ProjectFiles.<Map<String, Object>>at(scaled, "spec/triggers/0/metadata"))
        .containsEntry("consumerGroup", MANUAL.get("orders.consumer.group"))
        .containsEntry("topic", MANUAL.get("orders.topics.events"))
        .containsEntry(
            "bootstrapServers",
            properties(BASE + "application.properties").get("kafka.bootstrap.servers"));
    int most = at(scaled, "spec/maxReplicaCount");
    assertThat(most).isLessThanOrEqualTo(Integer.parseInt(MANUAL.get("orders.topics.partitions")));
    assertThat(ProjectFiles.<Integer>at(scaled, "spec/minReplicaCount"))
        .isEqualTo(ProjectFiles.<Integer>at(deployment, "spec/replicas"));
    assertThat(ProjectFiles.<String>at(scaled, "spec/scaleTargetRef/name"))
        .isEqualTo(at(deployment, "metadata/name"));
  }
}
