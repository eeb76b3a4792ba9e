package io.orderroutes.deployment;

import static io.orderroutes.support.ProjectFiles.at;
import static io.orderroutes.support.ProjectFiles.found;
import static io.orderroutes.support.ProjectFiles.properties;
import static io.orderroutes.support.ProjectFiles.text;
import static io.orderroutes.support.ProjectFiles.yaml;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderroutes.sandbox.Sandbox;
import io.orderroutes.sandbox.SimulatorMain;
import io.orderroutes.support.ProjectFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The two Dockerfiles, held against what is deployed from them. */
class DeploymentTest {
  /** A version, or the release of Java that this Quarkus builds native binaries with. */
  static final Pattern PINNED = Pattern.compile("[\\w./-]+:(v?\\d+\\.\\d+[\\w.-]*|jdk-\\d+)");

  private static final String JVM = "Dockerfile";
  private static final String NATIVE = "Dockerfile.native";

  /** How long a stop waits for orders in flight, and for the group as long again. */
  static int stopSeconds() {
    String millis = properties("application.properties").get("orders.stop.timeout");
    return 2 * Integer.parseInt(millis) / 1000;
  }

  @ParameterizedTest
  @ValueSource(strings = {JVM, NATIVE})
  void pinsEveryImage(String dockerfile) {
    assertThat(found("(?m)^FROM (\\S+)", text(dockerfile)).map(from -> from.group(1)))
        .hasSize(3)
        .allMatch(image -> PINNED.matcher(image).matches(), "with a version");
  }

  @Test
  void theLastStageIsTheService() {
    assertThat(stages(JVM)).containsExactly("build", "sandbox", "app");
    assertThat(stages(NATIVE)).containsExactly("maven", "build", "app");
    Object services = at(yaml("docker-compose.yml"), "services");
    assertThat(ProjectFiles.<String>at(services, "service/build/target")).isEqualTo("app");
    assertThat(ProjectFiles.<String>at(services, "sandbox/build/target")).isEqualTo("sandbox");
    assertThat(text(JVM)).contains(SimulatorMain.class.getName(), "EXPOSE 8888");
  }

  @ParameterizedTest
  @ValueSource(strings = {JVM, NATIVE})
  void runsWithoutRoot(String dockerfile) {
    List<String> steps =
        found("(?m)^(USER \\S+|ENTRYPOINT).*", text(dockerfile))
            .map(step -> step.group(1))
            .toList();
    assertThat(steps.get(steps.size() - 2)).isEqualTo("USER 10001:10001");
    assertThat(steps.get(steps.size() - 1)).isEqualTo("ENTRYPOINT");
    assertThat(steps).doesNotContain("USER root");
  }

  /** The configuration is mounted as config/application.properties beside it. */
  @ParameterizedTest
  @ValueSource(strings = {JVM, NATIVE})
  void runsWhereItsConfigurationIsMounted(String dockerfile) {
    String last = text(dockerfile).substring(text(dockerfile).lastIndexOf("\nFROM "));
    String port = properties("application.properties").get("quarkus.management.port");
    assertThat(last).contains("WORKDIR /app\n", "EXPOSE " + port + "\n");
    assertThat(text("docker-compose.yml")).contains(":/app/config/application.properties:ro");
    assertThat(last).containsPattern("@/app/java\\.options|MaximumHeapSizePercent=75");
  }

  @ParameterizedTest
  @ValueSource(strings = {JVM, NATIVE})
  void copiesOnlyWhatIsThere(String dockerfile) {
    assertThat(found("(?m)^COPY (?:--chown=\\S+ )?([^-].*) \\S+$", text(dockerfile)))
        .flatMap(copy -> List.of(copy.group(1).split(" ")))
        .isNotEmpty()
        .allSatisfy(file -> assertThat(Path.of(file)).exists());
  }

  /** With the service's own Java and options, where its jars stay: a cache fits nothing else. */
  @Test
  void startsFromTheCacheThatARunInTheLastStageLeaves() {
    String last = text(JVM).substring(text(JVM).lastIndexOf("\nFROM "));
    String run = first("-Dsandbox\\.service=\"([^\"]+)\"", last);
    String start = first("\nENTRYPOINT \\[(.+)]", last).replaceAll("\"(, )?", " ").strip();
    String quick = "-XX:+UnlockDiagnosticVMOptions -XX:-AOTRecordTraining ";
    assertThat(run).contains(quick);
    assertThat(run.replace(quick, "").replace(":AOTCacheOutput=", ":AOTCache=").split(" +"))
        .isEqualTo(start.split(" +"))
        .contains("java", "@/app/java.options", "-jar", "/app/quarkus-run.jar");
    assertThat(last)
        .contains(Sandbox.class.getName() + " ", "test -s " + first("AOTCache=(\\S+)\"", last));
    assertThat(last.lastIndexOf("COPY ")).isLessThan(last.indexOf("-XX:AOTCacheOutput"));
    assertThat(Integer.parseInt(first("FROM eclipse-temurin:(\\d+)\\.", last)))
        .as("the first Java that makes it in one step")
        .isGreaterThanOrEqualTo(25);
    // classes of the other kind of package are loaded by a loader whose classes are not kept
    assertThat(text(JVM)).contains("-Dquarkus.package.jar.type=legacy-jar");
  }

  /** Whichever Java runs the tests, from the one on that the service is built for. */
  @Test
  void everyJavaTakesTheOptions() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process version =
        new ProcessBuilder(java, "@docker/java.options", "-XX:+PrintFlagsFinal", "-version")
            .redirectErrorStream(true)
            .start();
    String said = new String(version.getInputStream().readAllBytes(), UTF_8);
    assertThat(version.waitFor()).as(said).isZero();
    assertThat(said)
        .containsPattern("MaxRAMPercentage +\\S* *60\\.0")
        .containsPattern("NewRatio += 1 ")
        .containsPattern("UseParallelGC += true")
        .containsPattern("ExitOnOutOfMemoryError += true")
        .doesNotContain("Unrecognized VM option", "VM warning");
  }

  @Test
  void theImageIsNamedAlikeEverywhere() {
    String version = first("<version>([\\d.]+)(?:-SNAPSHOT)?</version>", text("pom.xml"));
    Object base = yaml("deploy/kubernetes/base/kustomization.yaml");
    Object deployment = yaml("deploy/kubernetes/base/deployment.yaml");
    String name = at(base, "images/0/name");
    assertThat(name).isEqualTo("order-enrichment-routes");
    assertThat(ProjectFiles.<String>at(base, "images/0/newTag")).isEqualTo(version);
    assertThat(ProjectFiles.<String>at(deployment, "spec/template/spec/containers/0/image"))
        .isEqualTo(name);
    Set<String> images =
        found("image: (order-enrichment-\\S+)", text("docker-compose.yml"))
            .map(image -> image.group(1))
            .collect(Collectors.toSet());
    assertThat(images)
        .containsExactlyInAnyOrder(name + ":" + version, "order-enrichment-sandbox:" + version);
  }

  private static String first(String pattern, String text) {
    return found(pattern, text).findFirst().orElseThrow().group(1);
  }

  private static List<String> stages(String dockerfile) {
    return found("(?m)^FROM \\S+ AS (\\S+)", text(dockerfile)).map(from -> from.group(1)).toList();
  }
}
