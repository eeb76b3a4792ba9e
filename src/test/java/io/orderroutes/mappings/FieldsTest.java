package io.orderroutes.mappings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The field guide says of every documented field where the mappings put it. */
class FieldsTest {
  private static final Path GUIDE = Path.of("docs", "FIELDS.md");

  private static final List<Api> APIS =
      List.of(
          new Api("aliexpress.solution.order.info.get", "aliexpress", "/order", 297),
          new Api("aliexpress.trade.order.open.query", "aliexpress-trade", "/order", 8),
          new Api("alibaba.seller.order.get", "alibaba", "/order", 91),
          new Api("aliexpress.local.logistics.order.info.query", "aliexpress", "/logistics/0", 52));

  private static final String INTRODUCTION =
      """
      # Field guide

      This page lists every documented field of the four APIs, and where it goes in the common shape of
      an order document. In addition each field is under `sources`, with the platform's own name. Names
      that the platform misspells (`init_oder_amount`, `logisitcs_escrow_fee_rate`,
      `afflicate_fee_rate`) are not corrected there.

      - "Key to" marks a field by which a value is looked up.
      - "Sources only" marks a field that the common shape does not have.
      - `request_id`, which every response has, goes to `sections[].request_id`.
      - `order_id` of a document is that of the event.

      A test generates this page from the mappings. After a change of a mapping, generate it again with
      `FIELDS_WRITE=1 mvn test -Dtest=FieldsTest`.
      """;

  /** An API page, and where its answer stands among the sources of a flow. */
  private record Api(String name, String flow, String section, int fields) {
    JsonPointer answer() {
      return JsonPointer.compile(section);
    }

    String section(Map<JsonPointer, String> landings) {
      StringBuilder text = new StringBuilder("\n## " + name + "\n\n");
      text.append("Flow `%s`, `sources.%s`: %d fields.\n\n".formatted(flow, place(), fields));
      text.append("| Field | Type | Lands in |\n|---|---|---|\n");
      JsonNode sources = Mapped.examples(flow);
      landings.forEach(
          (field, landing) ->
              text.append(
                  "| `%s` | %s | %s |\n"
                      .formatted(inAnswer(field), type(sources.at(field)), inAnswer(landing))));
      return text.toString();
    }

    private String place() {
      return Landings.path(answer());
    }

    private String inAnswer(JsonPointer field) {
      return Landings.path(field).substring(place().length() + 1);
    }

    private String inAnswer(String landing) {
      return landing.replace("`" + place() + ".", "`");
    }

    private static String type(JsonNode value) {
      return value.isTextual() ? "text" : value.isNumber() ? "number" : "boolean";
    }
  }

  @Test
  void theGuideTellsWhereEveryFieldLands() throws IOException {
    String guide = guide();
    if (System.getenv("FIELDS_WRITE") != null) {
      Files.createDirectories(GUIDE.getParent());
      Files.writeString(GUIDE, guide);
    }
    assertThat(GUIDE).content().isEqualTo(guide);
  }

  @Test
  void theGuideHasEveryDocumentedField() throws IOException {
    Map<String, Integer> rows = new HashMap<>();
    String guide = Files.readString(GUIDE);
    for (Api api : APIS) {
      String section = guide.split("(?m)^## " + Pattern.quote(api.name()) + "$")[1];
      rows.put(api.name(), rows(section.split("(?m)^## ")[0]));
    }
    assertThat(rows).isEqualTo(APIS.stream().collect(Collectors.toMap(Api::name, Api::fields)));
    assertThat(rows(guide)).isEqualTo(448);
  }

  private static int rows(String text) {
    return (int) text.lines().filter(line -> line.startsWith("| `")).count();
  }

  private static String guide() {
    StringBuilder guide = new StringBuilder(INTRODUCTION);
    for (Api api : APIS) {
      Map<JsonPointer, String> landings = Landings.of(api.flow(), api.answer());
      assertThat(landings).as("%s", api.name()).hasSize(api.fields());
      guide.append(api.section(landings));
    }
    return guide.toString();
  }
}
