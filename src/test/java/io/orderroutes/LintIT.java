package io.orderroutes;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderroutes.sandbox.Flow;
import io.orderroutes.sandbox.SandboxService;
import io.orderroutes.sandbox.ServiceProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar's command lint, and a start that it stops. */
class LintIT {
  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final Path BAD = Path.of("src/test/lint/direct-without-route").toAbsolutePath();
  private static final Path GOOD = BAD.resolveSibling("no-mistake");
  private static final String MISTAKE = BAD.resolve("audit.camel.yaml") + ":8: ";

  @Test
  void endsWellWhereNothingIsWrong() throws Exception {
    assertThat(lint(0, GOOD.toString())).containsExactly("lint: problems found: 0");
    assertThat(lint(0)).containsExactly("lint: problems found: 0");
  }

  @Test
  void tellsAMistakeByItsFileAndLine() throws Exception {
    List<String> lines = lint(1, BAD.toString());
    assertThat(lines).hasSize(2).last().isEqualTo("lint: problems found: 1");
    assertThat(lines.get(0))
        .startsWith(MISTAKE)
        .contains("direct:publsh")
        .endsWith("direct:publish");
  }

  @Test
  void saysWhatItTakesWhenItIsAskedWrongly(@TempDir Path dir) throws Exception {
    Path none = dir.resolve("none");
    assertThat(lint(2, none.toString())).singleElement().asString().contains(none.toString());
    assertThat(lint(2, "--fast")).singleElement().asString().contains("--fast");
    assertThat(lint(0, "--help")).first().asString().startsWith("lint [DIR ...]");
  }

  /** The file is one that Camel would load, and fail at with a trace. */
  @Test
  void aStartStopsAtAMistakeWithOneLineBeforeCamelLoadsIt() throws Exception {
    Path bad = BAD.resolveSibling("step-misspelt");
    assertThat(
            refusal(
                Map.of(
                    "orders.routes.dir",
                    bad.toString(),
                    "camel.main.routes-include-pattern",
                    "file:" + bad.resolve("audit.camel.yaml"))))
        .containsPattern(bad.resolve("audit.camel.yaml") + ":7: .*\\bproces\\b.*\\bprocess\\b")
        .contains("lint " + bad)
        .hasLineCount(1);
  }

  @Test
  void aStartNamesTheKeyThatAnUnknownOneWasMeantToBe() throws Exception {
    assertThat(refusal(Map.of("orders.topics.evnts", "mine")))
        .endsWith(": write orders.topics.events");
  }

  @Test
  void aStartStopsAtAWrongRouteOfATemplateWithOneLine() throws Exception {
    assertThat(
            refusal(
                Map.of(
                    "camel.route-template[eu].template-id", "platform-flow",
                    "camel.route-template[eu].platform", "aliexpress")))
        .contains("platform-flow", "camel.route-template[eu].name=")
        .hasLineCount(1);
  }

  private static List<String> lint(int status, String... dirs) throws Exception {
    String[] arguments = new String[dirs.length + 1];
    arguments[0] = "lint";
    System.arraycopy(dirs, 0, arguments, 1, dirs.length);
    try (ServiceProcess lint = ServiceProcess.start(TARGET, "lint", Map.of(), arguments)) {
      assertThat(lint.exitStatus(Flow.PATIENCE)).isEqualTo(status);
      return Files.readAllLines(lint.log());
    }
  }

  private static String refusal(Map<String, String> wrong) throws Exception {
    Map<String, String> properties =
        SandboxService.properties("127.0.0.1:1", "http://127.0.0.1:1/a", "http://127.0.0.1:1/b");
    properties.putAll(wrong);
    try (ServiceProcess service = ServiceProcess.start(TARGET, "lint-start", properties)) {
      assertThat(service.exitStatus(Flow.PATIENCE)).isEqualTo(1);
      List<String> said = Files.readAllLines(service.log());
      assertThat(said).noneMatch(line -> line.startsWith("\tat "));
      return said.stream()
          .filter(line -> line.startsWith("The service cannot start"))
          .reduce((one, more) -> one + "\n" + more)
          .orElse("");
    }
  }
}
