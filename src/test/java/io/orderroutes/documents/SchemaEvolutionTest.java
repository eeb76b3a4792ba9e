package io.orderroutes.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderroutes.mappings.Mapped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A reader of the released schema understands the documents of today: a field that is removed or
 * means more than it did needs a new version. After a release, copy the schema to the released one.
 */
class SchemaEvolutionTest {
  private static final Path TODAY = Path.of("routes/mappings/order-document.schema.json");
  private static final Path RELEASED =
      Path.of("src/test/resources/released/order-document-1.schema.json");
  private static final String VERSION = "/properties/schema/const";

  @Test
  void nothingThatWasReleasedIsRemovedOrNarrowed() throws IOException {
    assertThat(broken(read(RELEASED), read(TODAY))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/properties/money/properties, total, /money/total: removed",
    "/$defs/money/properties, amount, /$defs/money/amount: removed",
    "/$defs/money/properties/amount, type, /$defs/money/amount: type changed",
    "/properties/lines/items/properties/sku, properties, /lines[]/sku/id: removed",
    "/properties/dates/properties/paid, $ref, /dates/paid: $ref changed",
  })
  void tellsWhatIsGone(String place, String name, String problem) throws IOException {
    ObjectNode today = read(TODAY);
    ((ObjectNode) today.at(place)).remove(name);
    assertThat(broken(read(RELEASED), today)).contains(problem);
    ((ObjectNode) today.at("/properties/schema")).put("const", "order-document/2");
    assertThat(broken(read(RELEASED), today)).isEmpty();
  }

  @Test
  void tellsAValueThatReadersDoNotKnow() throws IOException {
    ObjectNode today = read(TODAY);
    today.withArray("/properties/status/properties/phase/enum").add("lost");
    assertThat(broken(read(RELEASED), today)).containsExactly("/status/phase: enum changed");
  }

  @Test
  void tellsAFieldThatIsNoLongerAlwaysThere() throws IOException {
    ObjectNode today = read(TODAY);
    today.withArray("/required").remove(0);
    assertThat(broken(read(RELEASED), today)).containsExactly(": required changed");
  }

  @Test
  void letsAFieldBeAdded() throws IOException {
    ObjectNode today = read(TODAY);
    today.withObject("/properties").putObject("weather").put("type", "string");
    assertThat(broken(read(RELEASED), today)).isEmpty();
  }

  private static ObjectNode read(Path file) throws IOException {
    return (ObjectNode) Mapped.JSON.readTree(file.toFile());
  }

  private static List<String> broken(JsonNode released, JsonNode today) {
    List<String> broken = new ArrayList<>();
    if (released.at(VERSION).equals(today.at(VERSION))) {
      compare("", released, today, broken);
    }
    return broken;
  }

  private static void compare(String place, JsonNode then, JsonNode now, List<String> broken) {
    if (now.isMissingNode()) {
      broken.add(place + ": removed");
      return;
    }
    for (String rule : List.of("type", "$ref", "const", "enum", "pattern", "format")) {
      if (!then.path(rule).equals(now.path(rule))) {
        broken.add(place + ": " + rule + " changed");
      }
    }
    for (JsonNode required : then.path("required")) {
      List<String> still = new ArrayList<>();
      now.path("required").forEach(name -> still.add(name.asText()));
      if (!still.contains(required.asText())) {
        broken.add(place + ": required changed");
      }
    }
    for (Map.Entry<String, JsonNode> field : then.path("properties").properties()) {
      String name = place + "/" + field.getKey();
      compare(name, field.getValue(), now.path("properties").path(field.getKey()), broken);
    }
    for (Map.Entry<String, JsonNode> shared : then.path("$defs").properties()) {
      String name = place + "/$defs/" + shared.getKey();
      compare(name, shared.getValue(), now.path("$defs").path(shared.getKey()), broken);
    }
    if (then.has("items")) {
      compare(place + "[]", then.get("items"), now.path("items"), broken);
    }
  }
}
