package io.orderroutes.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderroutes.events.ParkedException;
import io.orderroutes.mappings.Mapped;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each place of each example answer made odd in every way: the order still has its document. */
class MutatedResponsesTest {
  private static final List<String> ODD =
      List.of(
          "null",
          "\"\"",
          "\"\\u202e😀 odd\"",
          "{}",
          "[]",
          "[null]",
          "[1, \"two\", {}]",
          "{\"odd\": {\"currency\": []}}",
          "true",
          "-9223372036854775809",
          "1234567890123456789",
          "1e999999999",
          "0.10");

  private final Mapped mapped = Mapped.packaged();
  private final Documented documented = new Documented(new DocumentWriter(true, List.of()), mapped);
  private final DocumentSchema schema = new DocumentSchema();

  @ParameterizedTest
  @CsvSource({"aliexpress, 349", "aliexpress-trade, 8", "alibaba, 143"})
  void noOddLeafLosesTheOrder(String flow, int leaves) throws Exception {
    List<JsonPointer> places = new ArrayList<>();
    collect(JsonPointer.empty(), Mapped.examples(flow), places, false);
    assertThat(places).hasSize(leaves);
    mutate(flow, places);
  }

  @ParameterizedTest
  @CsvSource({"aliexpress", "aliexpress-trade", "alibaba"})
  void noOddObjectOrListLosesTheOrder(String flow) throws Exception {
    List<JsonPointer> places = new ArrayList<>();
    collect(JsonPointer.empty(), Mapped.examples(flow), places, true);
    // an answer is always an object
    places.removeIf(place -> place.toString().matches("/order|/logistics(/0)?"));
    assertThat(places).hasSizeGreaterThan(3);
    mutate(flow, places);
  }

  private void mutate(String flow, List<JsonPointer> places) throws Exception {
    for (JsonPointer place : places) {
      for (String odd : ODD) {
        check(flow, place + " = " + odd, changed(flow, place, Mapped.JSON.readTree(odd)));
      }
      check(flow, place + " dropped", changed(flow, place, null));
    }
  }

  private void check(String flow, String what, ObjectNode sources) throws Exception {
    mapped.assertWrittenAsMapped(flow, sources);
    byte[] bytes = documented.bytes(flow, "31130700125804", sources);
    JsonNode document = Mapped.JSON.readTree(bytes);
    assertThat(document.at("/sources/order").equals(sources.get("order"))).as(what).isTrue();
    assertThat(document.at("/status/phase").isTextual()).as(what).isTrue();
    try {
      schema.check(bytes);
    } catch (ParkedException e) {
      throw new AssertionError(what + ": " + e.getMessage(), e);
    }
  }

  private static ObjectNode changed(String flow, JsonPointer place, JsonNode value) {
    ObjectNode sources = Mapped.examples(flow);
    JsonNode parent = sources.at(place.head());
    String name = place.last().getMatchingProperty();
    if (parent instanceof ObjectNode object) {
      object.remove(name);
      if (value != null) {
        object.set(name, value);
      }
    } else if (value == null) {
      ((ArrayNode) parent).remove(place.last().getMatchingIndex());
    } else {
      ((ArrayNode) parent).set(place.last().getMatchingIndex(), value);
    }
    return sources;
  }

  private static void collect(
      JsonPointer place, JsonNode node, List<JsonPointer> places, boolean containers) {
    if (node.isContainerNode() == containers && !place.matches()) {
      places.add(place);
    }
    node.properties()
        .forEach(
            member ->
                collect(
                    place.appendProperty(member.getKey()), member.getValue(), places, containers));
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      collect(place.appendIndex(i), node.get(i), places, containers);
    }
  }
}
