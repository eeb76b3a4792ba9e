package io.orderroutes;

import static io.orderroutes.support.ProjectFiles.found;
import static io.orderroutes.support.ProjectFiles.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderroutes.events.EventForms;
import io.orderroutes.events.EventSource;
import io.orderroutes.events.OrderEvents;
import io.orderroutes.simulator.SpecialOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

/** What the README, and the pages that it leads to first, say of commands, events and files. */
class ReadmeTest {
  private static final int BYTES = 8 * 1024;

  private final String readme = text("README.md");

  @Test
  void isShort() {
    assertThat(readme.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(BYTES);
  }

  @Test
  void showsTheTwoCommandsFirst() {
    String first = readme.split("```")[1];
    assertThat(first).containsSubsequence("\nmvn -Psandbox ", "\nmvn verify ");
  }

  @Test
  void leadsToTheIndexAndTheIndexToEveryPage() {
    assertThat(readme).contains("](docs/README.md)");
    String index = text("docs/README.md");
    assertThat(Arrays.stream(Path.of("docs").toFile().list()))
        .filteredOn(page -> page.endsWith(".md") && !page.equals("README.md"))
        .hasSizeGreaterThan(10)
        .allSatisfy(page -> assertThat(index).contains("](" + page + ")"));
  }

  @Test
  void listsEverySpecialOrder() {
    assertThat(text("docs/SANDBOX.md").lines())
        .containsAll(
            Arrays.stream(SpecialOrder.values())
                .map(special -> "| " + special.prefix() + "… | " + special.description() + " |")
                .toList());
  }

  @Test
  void showsEventsThatAreUnderstood() throws Exception {
    List<String> examples =
        found("(?m)^\\| [^|]+ \\| `([^`]+)` \\|$", section("## The events it accepts"))
            .map(row -> row.group(1))
            .toList();
    assertThat(examples).hasSizeGreaterThan(8);
    for (String example : examples) {
      byte[] value = example.getBytes(StandardCharsets.UTF_8);
      EventSource record = EventSource.of("order-events", value, new RecordHeaders());
      assertThat(new OrderEvents(EventForms.packaged()).read(record).event())
          .as(example)
          .isNotEmpty();
    }
  }

  @Test
  void namesOnlyFilesThatExist() {
    assertThat(
            found(
                    "(?<![\\w./])((?:routes|docker|observability|src|docs)/[\\w./-]*\\w|[A-Z][A-Z]+\\.md)",
                    readme)
                .map(file -> file.group(1)))
        .hasSizeGreaterThan(10)
        .allSatisfy(name -> assertThat(Path.of(name)).exists());
  }

  private static String section(String title) {
    String page = "\n" + text("docs/TOPICS.md");
    assertThat(page).contains("\n" + title + "\n");
    return page.substring(page.indexOf("\n" + title + "\n") + 1 + title.length()).split("\n## ")[0];
  }
}
