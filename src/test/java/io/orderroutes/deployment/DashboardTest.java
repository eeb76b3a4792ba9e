package io.orderroutes.deployment;

import static io.orderroutes.support.ProjectFiles.at;
import static io.orderroutes.support.ProjectFiles.found;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderroutes.support.ProjectFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The Grafana dashboard by itself; whether its queries find anything is in AlertsIT. */
public class DashboardTest {
  /** What the description of a panel says that finds nothing in a native executable. */
  public static final String ON_THE_JVM = "on the JVM only";

  private static final int WIDTH = 24;

  private final Map<String, Object> dashboard =
      ProjectFiles.yaml("observability/grafana-dashboard.json");
  private final List<Map<String, Object>> panels = at(dashboard, "panels");

  @Test
  void everyPanelSaysWhatItShowsAndInWhichUnit() {
    assertThat(panels)
        .hasSizeGreaterThan(15)
        .allSatisfy(
            panel -> {
              assertThat(panel.get("title").toString()).isNotBlank();
              assertThat(panel.get("description").toString()).isNotBlank();
              assertThat(ProjectFiles.<String>at(panel, "fieldConfig/defaults/unit")).isNotBlank();
              assertThat(ProjectFiles.<String>at(panel, "datasource/uid"))
                  .isEqualTo("${datasource}");
            });
    assertThat(panels).extracting(panel -> panel.get("id")).doesNotHaveDuplicates();
  }

  /** Seen with one: it tells nothing of its garbage. */
  @Test
  void aPanelOfWhatANativeExecutableLacksSaysSo() {
    assertThat(panels)
        .allSatisfy(
            panel ->
                assertThat(panel.get("description").toString().contains(ON_THE_JVM))
                    .as("%s", panel.get("title"))
                    .isEqualTo(panel.get("targets").toString().contains("jvm_gc_")));
    assertThat(ProjectFiles.yaml("observability/alerts.yml").toString()).doesNotContain("jvm_");
  }

  @Test
  void noPanelLiesUponAnother() {
    List<String> taken = new ArrayList<>();
    for (Map<String, Object> panel : panels) {
      Map<String, Integer> place = at(panel, "gridPos");
      assertThat(place.get("x") + place.get("w")).isLessThanOrEqualTo(WIDTH);
      for (int x = place.get("x"); x < place.get("x") + place.get("w"); x++) {
        for (int y = place.get("y"); y < place.get("y") + place.get("h"); y++) {
          taken.add(x + "," + y);
        }
      }
    }
    assertThat(taken).doesNotHaveDuplicates();
  }

  @Test
  void everyQueryKeepsToTheChosenJobAndCopies() {
    assertThat(
            ProjectFiles.<List<Map<String, Object>>>at(dashboard, "templating/list").stream()
                .map(variable -> variable.get("name")))
        .containsExactly("datasource", "job", "instance");
    assertThat(queries())
        .allSatisfy(
            query ->
                assertThat(found("orders_\\w+|jvm_\\w+|process_\\w+|system_\\w+", query))
                    .extracting(MatchResult::end)
                    .isNotEmpty()
                    .allMatch(
                        end -> query.startsWith("{job=\"$job\",instance=~\"$instance\"", end)));
  }

  /** Every query of the dashboard, with its variables. */
  private Stream<String> queries() {
    return panels.stream()
        .flatMap(panel -> ProjectFiles.<List<Map<String, String>>>at(panel, "targets").stream())
        .map(target -> target.get("expr"));
  }
}
