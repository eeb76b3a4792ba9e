package io.orderroutes;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderroutes.events.EventForms;
import io.orderroutes.events.EventSource;
import io.orderroutes.events.OrderEvents;
import io.orderroutes.simulator.SpecialOrder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class ReadmeTest {
  private static final Pattern EVENT_ROW = Pattern.compile("^\\| [^|]+ \\| `([^`]+)` \\|$");

  private final List<String> lines = read();

  @Test
  void listsEverySpecialOrder() {
    assertThat(lines)
        .containsAll(
            Arrays.stream(SpecialOrder.values())
                .map(special -> "| " + special.prefix() + "… | " + special.description() + " |")
                .toList());
  }

  @Test
  void showsEventsThatAreUnderstood() throws Exception {
    List<String> examples =
        section("## The events it accepts").stream()
            .map(EVENT_ROW::matcher)
            .filter(Matcher::matches)
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
    Pattern file =
        Pattern.compile("`((?:routes|docker|observability|src)/[\\w./-]+|[A-Z][A-Z]+\\.md)`");
    assertThat(lines.stream().flatMap(line -> file.matcher(line).results()).map(r -> r.group(1)))
        .isNotEmpty()
        .allSatisfy(name -> assertThat(Path.of(name)).exists());
  }

  private List<String> section(String title) {
    int start = lines.indexOf(title) + 1;
    assertThat(start).isPositive();
    return lines.stream().skip(start).takeWhile(line -> !line.startsWith("## ")).toList();
  }

  private static List<String> read() {
    try {
      return Files.readAllLines(Path.of("README.md"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
