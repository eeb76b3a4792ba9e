package io.orderroutes.documents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderroutes.gateway.Fault;
import io.orderroutes.gateway.Fault.Kind;
import io.orderroutes.gateway.Section;
import io.orderroutes.gateway.TestOrders;
import io.orderroutes.gateway.TestSections;
import io.orderroutes.mappings.Mapped;
import io.orderroutes.mappings.Mappings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DocumentWriterTest {
  private static final String ORDER_API = "aliexpress.solution.order.info.get";
  private static final String PARCEL_API = "aliexpress.local.logistics.order.info.query";
  private static final String ORDER_PAYLOAD =
      "{\"result\": {\"data\":{\"id\":31130700125804,\"rate\":1.10,\"name\":\"caf\\u00e9 查\\/😀\"}}}";
  private static final String PARCEL_PAYLOAD =
      "{\"data\":{\"trade_order_id\":9223372036854775808},\"is_success\":true}";
  private static final Fault DENIED =
      new Fault(Kind.REJECTED, "15", "isv.invalid-permission", "no access", "r3", Optional.empty());

  private final Mappings mappings = Mapped.packaged().mappings();
  private final EventOrigin origin = new EventOrigin("order-events", 3, 4711L, 1_709_265_600_000L);

  @Test
  void writesWhatTheContractNames() throws Exception {
    Instant before = Instant.now();
    JsonNode document = json(write(sections()));
    assertThat(names(document))
        .containsExactly(
            "schema",
            "order_id",
            "platform",
            "seller",
            "enriched_at",
            "complete",
            "event",
            "sections",
            "status",
            "shipments",
            "sources");
    assertText(document, "schema", "order-document/1");
    assertText(document, "order_id", "31130700125804");
    assertText(document, "platform", "aliexpress");
    assertText(document, "seller", "shop-1");
    assertThat(Instant.parse(document.get("enriched_at").textValue()))
        .isBetween(before, Instant.now());
    assertThat(document.get("complete").isBoolean()).isTrue();
    assertThat(document.get("complete").booleanValue()).isFalse();
  }

  @Test
  void tellsWhichEventItAnswers() throws Exception {
    JsonNode event = json(write(sections())).get("event");
    assertThat(names(event)).containsExactly("id", "type", "time", "topic", "partition", "offset");
    assertText(event, "id", "event-1");
    assertText(event, "type", "aliexpress_order_Finish");
    assertText(event, "time", "2017-06-25 17:02:12");
    assertText(event, "topic", "order-events");
    assertThat(event.get("partition").isInt()).isTrue();
    assertThat(event.get("partition").intValue()).isEqualTo(3);
    assertThat(event.get("offset").longValue()).isEqualTo(4711L);
  }

  @Test
  void putsTheOrdersSectionFirstAndTheOthersInOrder() throws Exception {
    assertThat(json(write(sections())).get("sections"))
        .containsExactly(
            json(
                "{\"name\":\"order\",\"api\":\"aliexpress.solution.order.info.get\","
                    + "\"status\":\"ok\",\"request_id\":\"r1\","
                    + "\"fetched_at\":\"2024-03-01T04:00:00Z\"}"),
            json(
                "{\"name\":\"logistics\",\"api\":\"aliexpress.local.logistics.order.info.query\","
                    + "\"logistics_order_id\":\"BP1\",\"status\":\"ok\",\"request_id\":\"r2\","
                    + "\"fetched_at\":\"2024-03-01T04:00:02Z\"}"),
            json(
                "{\"name\":\"logistics\",\"api\":\"aliexpress.local.logistics.order.info.query\","
                    + "\"logistics_order_id\":\"BP2\",\"status\":\"denied\",\"request_id\":\"r3\","
                    + "\"fetched_at\":\"2024-03-01T04:00:01Z\",\"code\":\"15\","
                    + "\"sub_code\":\"isv.invalid-permission\",\"message\":\"no access\"}"));
  }

  @Test
  void carriesTheAnswersAsTheBytesTheyCameAs() throws Exception {
    String document = write(sections());
    assertThat(document)
        .endsWith(
            ",\"sources\":{\"order\":"
                + ORDER_PAYLOAD
                + ",\"logistics\":["
                + PARCEL_PAYLOAD
                + "]}}");
    JsonNode sources = json(document).get("sources");
    assertThat(sources.get("order").isObject()).isTrue();
    assertThat(sources.get("logistics").isArray()).isTrue();
  }

  @Test
  void listsEveryParcelsAnswerUnderLogistics() throws Exception {
    String document =
        write(List.of(parcel("BP2", "{\"n\":2}"), order(), parcel("BP1", "{\"n\":1}")));
    assertThat(document).endsWith(",\"logistics\":[{\"n\":1},{\"n\":2}]}}");
    assertThat(json(document).get("complete").booleanValue()).isTrue();
  }

  @Test
  void isCompleteWithTheOrderAlone() throws Exception {
    String document = write(List.of(order()));
    assertThat(document).endsWith(",\"sources\":{\"order\":" + ORDER_PAYLOAD + "}}");
    assertThat(json(document).get("complete").booleanValue()).isTrue();
  }

  @Test
  void saysWhatBecameOfEachSection() throws Exception {
    assertThat(statusOf(Kind.MISSING)).isEqualTo("missing");
    assertThat(statusOf(Kind.REJECTED)).isEqualTo("denied");
    assertThat(statusOf(Kind.SESSION_INVALID)).isEqualTo("denied");
    assertThat(statusOf(Kind.MISMATCHED)).isEqualTo("mismatched");
    assertThat(statusOf(Kind.TRY_LATER)).isEqualTo("unavailable");
  }

  private String statusOf(Kind kind) throws Exception {
    Fault fault = new Fault(kind, "", "", "m", "", Optional.empty());
    Section failed =
        TestSections.failed("logistics", PARCEL_API, "BP1", "2024-03-01T04:00:02Z", fault);
    JsonNode document = json(write(List.of(order(), failed)));
    assertThat(document.get("complete").booleanValue()).isFalse();
    assertThat(names(document.at("/sections/1"))).doesNotContain("code", "sub_code", "request_id");
    return document.at("/sections/1/status").textValue();
  }

  private String write(List<Section> sections) throws Exception {
    return new String(
        new DocumentWriter(true, List.of())
            .write(TestOrders.order("31130700125804"), origin, sections, mappings)
            .json(),
        UTF_8);
  }

  private static List<Section> sections() throws Exception {
    Section denied =
        TestSections.failed("logistics", PARCEL_API, "BP2", "2024-03-01T04:00:01Z", DENIED);
    String parcel = PARCEL_PAYLOAD.substring(0, PARCEL_PAYLOAD.length() - 1);
    return List.of(denied, parcel("BP1", parcel + ",\"request_id\":\"r2\"}"), order());
  }

  private static Section order() throws Exception {
    String answer = "{\"x_response\":{\"request_id\":\"r1\"," + ORDER_PAYLOAD.substring(1) + "}";
    return TestSections.ok("order", ORDER_API, "", "2024-03-01T04:00:00Z", answer);
  }

  private static Section parcel(String id, String answer) throws Exception {
    return TestSections.ok("logistics", PARCEL_API, id, "2024-03-01T04:00:02Z", answer);
  }

  private static JsonNode json(String text) throws Exception {
    return new ObjectMapper().readTree(text);
  }

  private static List<String> names(JsonNode object) {
    return object.properties().stream().map(Map.Entry::getKey).toList();
  }

  private static void assertText(JsonNode object, String name, String text) {
    assertThat(object.get(name).isTextual()).as(name).isTrue();
    assertThat(object.get(name).textValue()).isEqualTo(text);
  }
}
