package io.orderroutes.deployment;

import static io.orderroutes.support.ProjectFiles.at;
import static io.orderroutes.support.ProjectFiles.found;
import static io.orderroutes.support.ProjectFiles.text;
import static io.orderroutes.support.ProjectFiles.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderroutes.support.ProjectFiles;
import io.orderroutes.support.Tool;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The alert rules by themselves; what fires in a real Prometheus is in AlertsIT. */
class AlertsTest {
  private static final String RULES = "observability/alerts.yml";
  private static final String NEED =
      "promtool is missing (Debian: prometheus): rules were not checked";

  private final List<Map<String, Object>> rules = at(yaml(RULES), "groups/0/rules");
  private final List<String> names =
      rules.stream().map(rule -> rule.get("alert").toString()).toList();

  @Test
  void eachSaysHowBadItIsAndWhereToReadOn() {
    assertThat(rules)
        .hasSizeGreaterThan(10)
        .allSatisfy(
            rule -> {
              String name = rule.get("alert").toString();
              assertThat(ProjectFiles.<String>at(rule, "labels/severity"))
                  .as(name)
                  .isIn("critical", "warning");
              Map<String, String> annotations = at(rule, "annotations");
              assertThat(annotations).containsOnlyKeys("summary", "description", "runbook");
              assertThat(annotations)
                  .containsEntry("runbook", "docs/OPERATIONS.md#" + name.toLowerCase(Locale.ROOT));
            });
    assertThat(names).doesNotHaveDuplicates();
  }

  @Test
  void eachHasItsHeadingAmongTheOperations() {
    String operations = text("docs/OPERATIONS.md");
    String alerts = operations.substring(operations.indexOf("\n## Alerts\n") + 4);
    String section = alerts.substring(0, alerts.indexOf("\n## "));
    assertThat(found("(?m)^### (\\w+)$", section).map(heading -> heading.group(1)))
        .containsExactlyElementsOf(names);
  }

  @Test
  void eachIsTriedInTheTestOfTheRules() {
    assertThat(
            found("alertname=\"(\\w+)\"", text("observability/alerts-test.yml"))
                .map(found -> found.group(1)))
        .containsAll(names);
  }

  @ParameterizedTest
  @CsvSource({
    "check, rules, observability/alerts.yml",
    "check, config, observability/prometheus.yml",
    "test, rules, observability/alerts-test.yml"
  })
  void promtoolAgrees(String verb, String what, String file) throws Exception {
    assertThat(Tool.onPath("promtool", NEED).run(verb, what, file)).contains("SUCCESS");
  }
}
