package io.orderroutes.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderroutes.events.ParkedException;
import io.orderroutes.mappings.Mapped;
import io.orderroutes.simulator.SampleOrders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents of every kind of sample order against the published schema, and the schema itself. */
class DocumentSchemaTest {
  private static final Path FILE = Path.of("routes/mappings/order-document.schema.json");
  private static final int ORDERS = 90;

  private final SampleOrders samples = new SampleOrders();
  private final DocumentSchema schema = new DocumentSchema();
  private final Documented documented = Documented.full();

  @ParameterizedTest
  @ValueSource(strings = {"aliexpress", "aliexpress-trade", "alibaba"})
  void takesTheDocumentsOfNinetyOrdersOfEachPlatform(String flow) throws Exception {
    for (int i = 1; i <= ORDERS; i++) {
      String id = Long.toString(1_100_040_120_015_434L + i * 7L);
      byte[] document = documented.bytes(flow, id, sources(flow, id, i));
      schema.check(document);
      assertDescribed(Mapped.JSON.readTree(document));
    }
  }

  @Test
  void theSamplesShowEveryPhaseThatAPlatformHas() throws Exception {
    for (String flow : Mapped.FLOWS) {
      TreeSet<String> seen = new TreeSet<>();
      JsonNode phases =
          Mapped.JSON.readTree(FILE.resolveSibling("phases/" + flow + ".json").toFile());
      for (Map.Entry<String, JsonNode> status : phases.properties()) {
        ObjectNode sources = withStatus(flow, status.getKey());
        byte[] document = documented.bytes(flow, "31130700125804", sources);
        schema.check(document);
        seen.add(Mapped.JSON.readTree(document).at("/status/phase").asText());
      }
      TreeSet<String> known = new TreeSet<>();
      phases.forEach(phase -> known.add(phase.asText()));
      assertThat(seen).as(flow).isEqualTo(known);
    }
  }

  @Test
  void everyFieldIsDescribed() throws IOException {
    List<String> bare = new ArrayList<>();
    describe("", Mapped.JSON.readTree(FILE.toFile()), bare);
    assertThat(bare).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/order_id, 31130700125804",
    "/complete, \"yes\"",
    "/sections, []",
    "/sections/0/status, \"fine\"",
    "/status/phase, \"nearly\"",
    "/money/total, 0.01",
    "/money/total/amount, \"1e3\"",
    "/money/total/amount, 0.01",
    "/money/total/currency, null",
    "/lines, {}",
    "/lines/0/status, {}",
    "/dates/created, \"2019-03-06\"",
    "/shipments/0/parcel/weight/unit, \"lb\"",
    "/schema, \"order-document/2\"",
  })
  void refusesAnInvalidDocumentAndTellsWhereButNotWhat(String place, String value)
      throws Exception {
    ObjectNode document = documented.ofExamples("aliexpress");
    schema.check(Mapped.JSON.writeValueAsBytes(document));
    int slash = place.lastIndexOf('/');
    JsonNode parent = document.at(place.substring(0, slash));
    ((ObjectNode) parent).set(place.substring(slash + 1), Mapped.JSON.readTree(value));
    assertThatThrownBy(() -> schema.check(Mapped.JSON.writeValueAsBytes(document)))
        .isInstanceOf(ParkedException.class)
        .hasMessageContaining(place.substring(1).replaceAll("/0", "[0]").replace('/', '.'))
        .satisfies(e -> assertThat(((ParkedException) e).reason()).isEqualTo("document-invalid"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"order_id", "seller", "event", "sections", "status", "complete"})
  void refusesADocumentWithoutARequiredField(String field) throws Exception {
    ObjectNode document = documented.ofExamples("alibaba").without(field);
    assertThatThrownBy(() -> schema.check(Mapped.JSON.writeValueAsBytes(document)))
        .isInstanceOf(ParkedException.class)
        .hasMessageContaining("(required " + field + ")");
  }

  /** Every third order has a parcel that was refused, every fourth none at all. */
  private ObjectNode sources(String flow, String id, int i) {
    ObjectNode sources = Mapped.JSON.createObjectNode();
    switch (flow) {
      case "aliexpress" -> sources.set("order", samples.orderInfo(id));
      case "alibaba" -> sources.set("order", samples.sellerOrder(id));
      default -> sources.set("order", samples.tradeOrders(List.of(id)));
    }
    if (!flow.equals("aliexpress-trade") && i % 4 > 0) {
      sources.putArray("logistics").add(samples.logistics("BP" + id, id, 1));
    }
    if (i % 3 == 0 && sources.has("logistics")) {
      sources.withArray("logistics").addNull();
    }
    return sources;
  }

  private static ObjectNode withStatus(String flow, String status) {
    ObjectNode sources = Mapped.examples(flow);
    switch (flow) {
      case "aliexpress" ->
          ((ObjectNode) sources.at("/order/result/data")).put("order_status", status);
      case "alibaba" -> ((ObjectNode) sources.at("/order/value")).put("trade_status", status);
      default ->
          ((ObjectNode) sources.at("/order/result/orders/0/extra_params"))
              .put("order_status", status);
    }
    return sources;
  }

  /** A document has no field that the schema does not name. */
  private static void assertDescribed(JsonNode document) throws IOException {
    JsonNode root = Mapped.JSON.readTree(FILE.toFile());
    List<String> strange = new ArrayList<>();
    strangers("", document, root, root, strange);
    assertThat(strange).isEmpty();
  }

  private static void strangers(
      String place, JsonNode value, JsonNode schema, JsonNode root, List<String> strange) {
    JsonNode known =
        schema.has("$ref") ? root.at(schema.get("$ref").asText().substring(1)) : schema;
    if (value.isArray()) {
      value.forEach(item -> strangers(place + "[]", item, known.path("items"), root, strange));
    } else if (value.isObject() && !known.has("additionalProperties")) {
      for (Map.Entry<String, JsonNode> member : value.properties()) {
        String name = place + "." + member.getKey();
        JsonNode next = known.path("properties").path(member.getKey());
        if (next.isMissingNode()) {
          strange.add(name);
        }
        strangers(name, member.getValue(), next, root, strange);
      }
    }
  }

  private static void describe(String place, JsonNode schema, List<String> bare) {
    if (schema.path("description").asText().isBlank() && !place.isEmpty()) {
      bare.add(place);
    }
    for (String group : List.of("properties", "$defs")) {
      schema
          .path(group)
          .properties()
          .forEach(entry -> describe(place + "/" + entry.getKey(), entry.getValue(), bare));
    }
    if (schema.has("items")) {
      describe(place + "/items", schema.get("items"), bare);
    }
  }
}
