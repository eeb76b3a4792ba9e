package io.orderroutes.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderroutes.events.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The page of the forms lists those of the file, and each form's example has that form. */
class EventsPageTest {
  private static final Path PAGE = Path.of("docs", "EVENTS.md");
  private static final String LIST = "## The packaged forms\n";
  private static final int WIDTH = 128;
  private static final EventForms FORMS = EventForms.packaged();
  private static final List<String> TEXTS =
      List.of("name", "description", "example", "example-headers", "when");

  static List<Map<String, Object>> forms() throws IOException {
    Load load = new Load(LoadSettings.builder().build());
    Map<String, Object> file =
        map(load.loadFromString(Files.readString(Path.of("routes/events.yaml"))));
    return ((List<?>) file.get("forms")).stream().map(EventsPageTest::map).toList();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }

  @ParameterizedTest
  @MethodSource("forms")
  void theExampleOfAFormHasThatForm(Map<String, Object> form) throws Exception {
    String name = (String) form.get("name");
    if (form.containsKey("refuse") && !form.containsKey("skip")) {
      assertThat(form).doesNotContainKey("example");
      return;
    }
    byte[] value = ((String) form.get("example")).getBytes(UTF_8);
    RecordHeaders headers = new RecordHeaders();
    map(form.getOrDefault("example-headers", Map.of()))
        .forEach((header, text) -> headers.add(header, ((String) text).getBytes(UTF_8)));
    EventSource source = EventSource.of("order-events", value, headers);
    assertThat(formOf(source)).isEqualTo(name);
    if (name.equals("order-without-id")) {
      return;
    }
    EventContent content = new OrderEvents(FORMS).read(source);
    content.event().ifPresent(event -> assertThat(event.orderId()).isEqualTo("1100040120015434"));
    assertThat(content.isTombstone()).isEqualTo(form.containsKey("tombstone"));
    assertThat(content.batch()).hasSize(name.equals("list") ? 2 : 0);
  }

  private static String formOf(EventSource source) throws Exception {
    EventForm framed = FORMS.framed(source.value()).orElse(null);
    if (framed != null) {
      return framed.name();
    }
    Object value = FORMS.reader().read("the value", JsonReader.text("the value", source.value()));
    return FORMS.all().get(FORMS.first(value, 0, new EventReading(FORMS, source))).name();
  }

  @Test
  void thePageListsTheFormsInTheirOrder() throws IOException {
    String page = Files.exists(PAGE) ? Files.readString(PAGE) : LIST;
    String written = page.substring(0, page.indexOf(LIST)) + LIST + "\n" + list();
    if (System.getenv("EVENTS_WRITE") != null) {
      Files.writeString(PAGE, written);
    }
    assertThat(page).isEqualTo(written);
  }

  private static String list() throws IOException {
    StringBuilder list = new StringBuilder();
    for (Map<String, Object> form : forms()) {
      list.append("### ").append(form.get("name")).append("\n\n");
      if (form.containsKey("description")) {
        list.append(form.get("description")).append(".\n\n");
      }
      list.append(line("recognized by " + conditions(form)));
      form.forEach(
          (key, value) -> {
            if (!TEXTS.contains(key)) {
              list.append(line(key + ": " + words(value)));
            }
          });
      if (form.containsKey("example")) {
        String example = ((String) form.get("example")).replace("\0", "\\0").replace("\7", "\\7");
        list.append("\n```\n").append(headers(form)).append(example).append("\n```\n");
      }
      list.append("\n");
    }
    return list.toString().strip() + "\n";
  }

  /** A line of the list, broken where a page's lines end. */
  private static String line(String text) {
    StringBuilder lines = new StringBuilder();
    String rest = "- " + text;
    while (rest.length() > WIDTH) {
      int end = rest.lastIndexOf(' ', WIDTH);
      lines.append(rest, 0, end).append("\n");
      rest = "  " + rest.substring(end + 1);
    }
    return lines.append(rest).append("\n").toString();
  }

  private static String conditions(Map<String, Object> form) {
    return map(form.getOrDefault("when", Map.of())).entrySet().stream()
        .map(one -> one.getKey() + " " + words(one.getValue()))
        .collect(Collectors.joining(", and "));
  }

  private static String headers(Map<String, Object> form) {
    return map(form.getOrDefault("example-headers", Map.of())).entrySet().stream()
        .map(header -> header.getKey() + ": " + header.getValue() + "\n")
        .collect(Collectors.joining());
  }

  private static String words(Object value) {
    if (value instanceof List<?> all) {
      return all.stream().map(EventsPageTest::words).collect(Collectors.joining(", "));
    }
    if (value instanceof Map<?, ?> all) {
      return all.entrySet().stream()
          .map(one -> "`" + one.getKey() + "` is " + words(one.getValue()))
          .collect(Collectors.joining(", "));
    }
    return "`" + value + "`";
  }
}
