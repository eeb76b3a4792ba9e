package io.orderroutes.events;

import static io.orderroutes.events.Expected.headers;
import static io.orderroutes.events.Expected.order;
import static io.orderroutes.events.Expected.parse;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.orderroutes.events.json.InvalidEventException;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Events as databases, Kafka Connect, schema registries and bridges carry them. */
class EventFormsTest {
  private static final String ORDER = "1100040120015434";

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Connect's JsonConverter
        "{\"schema\":{\"type\":\"struct\",\"fields\":[{\"field\":\"order_id\",\"type\":\"string\"}]},\"payload\":{\"order_id\":\"1100040120015434\"}}",
        "{\"schema\":{\"type\":\"string\"},\"payload\":\"1100040120015434\"}",
        "{\"schema\":{\"type\":\"int64\"},\"payload\":1100040120015434}",
        // Debezium, bare and wrapped, and MongoDB's text
        "{\"before\":null,\"after\":{\"order_id\":1100040120015434},\"op\":\"c\"}",
        "{\"before\":{\"order_id\":1},\"after\":{\"order_id\":1100040120015434},\"source\":{\"name\":\"x\"},\"op\":\"u\",\"ts_ms\":1}",
        "{\"schema\":{\"type\":\"struct\"},\"payload\":{\"before\":null,\"after\":{\"order_id\":1100040120015434},\"op\":\"r\"}}",
        "{\"after\":\"{\\\"order_id\\\":\\\"1100040120015434\\\"}\",\"op\":\"c\"}",
        // encoded once more, also inside of others
        "\"{\\\"order_id\\\":\\\"1100040120015434\\\"}\"",
        "\" {\\\"orderId\\\":1100040120015434} \"",
        "{\"schema\":{\"type\":\"string\"},\"payload\":\"{\\\"order_id\\\":\\\"1100040120015434\\\"}\"}",
        // lists of one
        "[\"1100040120015434\"]",
        "[{\"order_id\":1100040120015434}]",
        // from a spreadsheet
        "{\"order_id\":\" 1100040120015434\\t\",\"seller\":\"\",\"platform\":\" \",\"logistics_order_ids\":[\"\"]}",
      })
  void readsTheEventInside(String value) throws Exception {
    assertThat(parse(value)).isEqualTo(order(ORDER).event());
  }

  @ParameterizedTest
  @MethodSource
  void readsWhatIsAroundAnEventToo(String value, Headers headers, Expected expected)
      throws Exception {
    assertThat(parse(value, headers)).isEqualTo(expected.event());
  }

  static Stream<Arguments> readsWhatIsAroundAnEventToo() {
    return Stream.of(
        arguments(
            """
            {"id":"9d3e","aggregatetype":"order","aggregateid":"1","type":"OrderPaid",
             "payload":"{\\"order_id\\":\\"1100040120015434\\",\\"seller\\":\\"shop-1\\"}"}""",
            headers(),
            order(ORDER).seller("shop-1").event("9d3e", "OrderPaid", null)),
        arguments(
            "{\"aggregateid\":\"1100040120015434\",\"type\":\"OrderPaid\",\"payload\":\"{\\\"x\\\":1}\"}",
            headers(),
            order(ORDER).event(null, "OrderPaid", null)),
        // the row of an outbox as Debezium brings it
        arguments(
            "{\"after\":{\"aggregateid\":\"1100040120015434\",\"type\":\"t\",\"payload\":\"{}\"},\"op\":\"c\"}",
            headers(),
            order(ORDER).event(null, "t", null)),
        arguments(
            "1100040120015434",
            headers("ce-specversion", "1.0", "ce-id", "\"e-1\"", "ce-type", "order.paid"),
            order(ORDER).event("e-1", "order.paid", null)),
        arguments(
            null,
            headers("CE-SpecVersion", "\"1.0\"", "ce-subject", "\"1100040120015434\""),
            order(ORDER)),
        arguments(
            """
            {"message_type":3,"seller_id":"8","site":"icbu_global","data":
             {"trade_id_str":"1100040120015434","trade_order_id":6,"status":"paid"}}""",
            headers(),
            order(ORDER).platform("alibaba").sellerIds("8").event(null, "3", null)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"before\":{\"order_id\":11},\"after\":null,\"op\":\"d\"}",
        "{\"schema\":{},\"payload\":{\"before\":{\"order_id\":11},\"op\":\"d\"}}",
        "{\"schema\":{\"type\":\"struct\"},\"payload\":null}",
        "{\"order_id\":11,\"__deleted\":\"true\"}",
      })
  void aDeletedRowIsATombstone(String value) throws Exception {
    assertThat(read(value.getBytes(UTF_8)).isTombstone()).isTrue();
    assertThat(
            parse(
                    value
                        .replace("\"d\"", "\"u\"")
                        .replace("\"true\"", "\"false\"")
                        .replace("\"after\":null", "\"after\":{\"order_id\":11}")
                        .replace("\"payload\":null", "\"payload\":11")
                        .replace("\"before\":{\"order_id\":11},\"op\"", "\"after\":11,\"op\""))
                .orderId())
        .isEqualTo("11");
  }

  @Test
  void aRecordWithoutAValueIsATombstoneUnlessItIsACloudEvent() throws Exception {
    assertThat(read(null).isTombstone()).isTrue();
    assertThat(read(null, headers("ce_id", "1", "other", "x")).isTombstone()).isTrue();
    assertThatThrownBy(() -> read(null, headers("ce_specversion", "1.0")))
        .hasMessage(
            "the event names no order: the form cloudevent-in-headers looks for it at"
                + " the value itself or header:ce_subject");
  }

  @Test
  void readsJsonBehindTheFramingOfASchemaRegistry() throws Exception {
    var event = "{\"order_id\":\"" + ORDER + "\"}";
    assertThat(read(framed(event.getBytes(UTF_8))).event()).contains(order(ORDER).event());
    assertThat(texts(read(framed("[1,2]".getBytes(UTF_8))))).containsExactly("1", "2");
  }

  /** An Avro record with a text, one with a number, a Protobuf message, and next to nothing. */
  @Test
  void saysOfOtherFormatsBehindThatFramingWhatCanBeDone() {
    for (var other :
        new byte[][] {
          (" " + ORDER).getBytes(UTF_8),
          {(byte) 0xb4, (byte) 0xd2, 0x33},
          ("\0\n\u0010" + ORDER).getBytes(UTF_8),
          ORDER.getBytes(UTF_8),
          "0123456789012345678901234".getBytes(UTF_8),
          "\0".getBytes(UTF_8),
        }) {
      assertThatThrownBy(() -> read(framed(other)))
          .isInstanceOf(InvalidEventException.class)
          .hasMessageStartingWith("the value has schema-registry framing")
          .hasMessageContaining("Avro or Protobuf")
          .hasMessageContaining("JsonConverter");
    }
  }

  private static byte[] framed(byte[] rest) {
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(new byte[] {0, 0, 0, 0, 7});
    bytes.writeBytes(rest);
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @MethodSource
  void takesARecordOfSeveralEventsApartAsTheyAreWritten(String value, List<String> elements)
      throws Exception {
    assertThat(texts(read(value.getBytes(UTF_8)))).isEqualTo(elements);
  }

  static Stream<Arguments> takesARecordOfSeveralEventsApartAsTheyAreWritten() {
    return Stream.of(
        arguments(
            "[ 1 , \"2\",{\"order_id\" : 3}, null,[4] ]",
            List.of("1", "\"2\"", "{\"order_id\" : 3}", "null", "[4]")),
        arguments(
            "[{\"specversion\":\"1.0\",\"data\":1,\"ü\":\"ü\"},{\"specversion\":\"1.0\",\"subject\":\"2\"}]",
            List.of(
                "{\"specversion\":\"1.0\",\"data\":1,\"ü\":\"ü\"}",
                "{\"specversion\":\"1.0\",\"subject\":\"2\"}")),
        arguments(
            "{\"x\":[[0]],\"messages\":{\"tmc_message\":[{\"topic\":\"t\",\"content\":\"{\\\"a\\\":1}\"},{}]}}",
            List.of("{\"topic\":\"t\",\"content\":\"{\\\"a\\\":1}\"}", "{}")),
        arguments("\"[1,\\\"\\u00fc\\\"]\"", List.of("1", "\"ü\"")),
        arguments("{\"schema\":{},\"payload\":[1,2]}", List.of("1", "2")),
        arguments("{\"schema\":{},\"payload\":\"[1,2]\"}", List.of("1", "2")));
  }

  @Test
  void takesAThousandEventsInOneRecordAndNoMore() throws Exception {
    assertThat(read(list(1000)).batch()).hasSize(1000);
    assertThatThrownBy(() -> read(list(1001)))
        .hasMessage("the record holds 1001 events; send at most 1000 in one");
    assertThat(texts(read(list(1000))))
        .startsWith("{\"order_id\":0}")
        .endsWith("{\"order_id\":999}");
  }

  private static byte[] list(int size) {
    return IntStream.range(0, size)
        .mapToObj(i -> "{\"order_id\":" + i + "}")
        .collect(Collectors.joining(",\n", "[", "]"))
        .getBytes(UTF_8);
  }

  @Test
  void anElementOfABatchIsNoBatch() throws Exception {
    for (var value : List.of("[1,2]", "{\"messages\":{\"tmc_message\":[{},{}]}}")) {
      var source =
          new EventSource("t", Optional.empty(), value.getBytes(UTF_8), new RecordHeaders(), true);
      assertThatThrownBy(() -> Expected.EVENTS.read(source))
          .hasMessageContaining("holds a list of events; send a list of whole events");
    }
  }

  @Test
  void boundsHowOftenAnEventIsWrapped() throws Exception {
    var value = "7";
    for (int i = 0; i < 7; i++) {
      value = "{\"schema\":{},\"payload\":" + value + "}";
    }
    assertThat(parse(value).orderId()).isEqualTo("7");
    var more = "{\"schema\":{},\"payload\":" + value + "}";
    assertThatThrownBy(() -> parse(more)).hasMessage("the event is wrapped more than 8 times");
    var endless = "{\"payload\":".repeat(100_000);
    assertThatThrownBy(() -> parse(endless)).isInstanceOf(InvalidEventException.class);
  }

  @Test
  void theHeadersOfARecordAreNotAboutAnEventInside() throws Exception {
    assertThat(
            parse(
                "{\"specversion\":\"1.0\",\"id\":\"a\",\"data\":{\"seller\":\"s\"},\"subject\":\"5\"}",
                headers("ce_specversion", "1.0", "ce_subject", "6", "ce_id", "b")))
        .isEqualTo(order("5").seller("s").event("a", null, null).event());
  }

  @Test
  void namesTheMembersOfAnObjectThatIsUnknownAndNothingElse() {
    assertThatThrownBy(
            () ->
                parse(
                    "{\"detail\":{\"order\":{\"no\":\"Jo\"}},\"jo@post.example\":1,\"+495550142637\":[{\"x\":2}],\"a b\":3}"))
        .hasMessage(
            "the event names no order: no form knows an object of ***, ***[].x, detail.order.no;"
                + " write one in events.yaml");
    var many =
        IntStream.range(0, 500)
            .mapToObj(i -> "\"m" + i + "\":" + i)
            .collect(Collectors.joining(",", "{", "}"));
    assertThatThrownBy(() -> parse(many))
        .hasMessageContaining("m0, m1, m2")
        .hasMessageContaining("m9…");
    var long40 =
        IntStream.range(0, 9)
            .mapToObj(i -> "\"" + ("m" + i).repeat(20) + "\":" + i)
            .collect(Collectors.joining(",", "{", "}"));
    assertThatThrownBy(() -> parse(long40))
        .satisfies(refused -> assertThat(refused.getMessage()).hasSizeLessThan(260));
  }

  @Test
  void anOperatorsFormsAreTriedFirstAndReplaceThoseOfTheirNames() throws Exception {
    var events =
        own(
            """
            spellings:
              order_id: [OrderID]
            forms:
              - name: shop
                when: {has: detail.order.no, lacks: draft}
                order-id: detail.order.no
                default-platform: alibaba
                seller: [detail.shop, shop]
                logistics-ids: "detail.parcels[].id"
                event-type: header:X-Kind
              - name: debezium
                refuse: not here, {op}
                when: {has: [after, op]}
              - name: orders
                when: {has: orders}
                each: orders
              - name: of-one-topic
                when: {topic: [eu-*, us], header: {x-kind: "!test"}}
                order-id: id
            """);
    assertThat(
            read(
                events,
                "{\"detail\":\"{\\\"order\\\":{\\\"no\\\":\\\"7\\\"},\\\"parcels\\\":[{\\\"id\\\":1},{},{\\\"id\\\":\\\"BP2\\\"}]}\",\"shop\":\"s\"}",
                headers("x-kind", "order.paid")))
        .isEqualTo(
            order("7")
                .platform("alibaba")
                .seller("s")
                .logistics("1", "BP2")
                .event(null, "order.paid", null)
                .event());
    assertThat(read(events, "{\"OrderID\":9007199254740993}", headers()).orderId())
        .isEqualTo("9007199254740993");
    assertThat(read(events, "{\"data\":{\"OrderId\":1},\"order_id\":2}", headers()).orderId())
        .isEqualTo("2");
    assertThatThrownBy(() -> read(events, "{\"OrderID\":1,\"orderId\":2}", headers()))
        .hasMessageContaining("order_id is given twice");
    assertThatThrownBy(() -> read(events, "{\"after\":{\"order_id\":1},\"op\":\"c\"}", headers()))
        .hasMessage("not here, c");
    assertThatThrownBy(
            () -> read(events, "{\"draft\":1,\"detail\":{\"order\":{\"no\":1}}}", headers()))
        .hasMessageContaining("no form knows");
    var source = EventSource.of("t", "{\"orders\":[{\"OrderID\":1},2]}".getBytes(UTF_8), headers());
    assertThat(texts(events.read(source))).containsExactly("{\"OrderID\":1}", "2");
    assertThat(ofTopic(events, "eu-1", "paid").event()).contains(order("5").event());
    assertThat(ofTopic(events, "us", "paid").event()).contains(order("5").event());
    assertThatThrownBy(() -> ofTopic(events, "us", "test")).hasMessageContaining("no form knows");
    assertThatThrownBy(() -> ofTopic(events, "cn", "paid")).hasMessageContaining("no form knows");
  }

  private static EventContent ofTopic(OrderEvents events, String topic, String kind)
      throws Exception {
    return events.read(
        EventSource.of(topic, "{\"id\":5}".getBytes(UTF_8), headers("x-kind", kind)));
  }

  @Test
  void theFormOfATopicIsAskedWhateverItsConditionSays() throws Exception {
    var events =
        own(
            """
            forms:
              - name: mine
                when: {has: never}
                order-id: no
              - name: many
                when: {has: never}
                each: orders
            """);
    assertThat(events.read(source("mine", "{\"no\":5,\"order_id\":6}", false)).event())
        .contains(order("5").event());
    assertThatThrownBy(() -> events.read(source("mine", "{\"order_id\":6}", false)))
        .hasMessage("the event names no order: the form mine looks for it at no");
    assertThat(texts(events.read(source("many", "{\"orders\":[1,2]}", false))))
        .containsExactly("1", "2");
    assertThat(events.read(source("many", "1", true)).event()).contains(order("1").event());
  }

  private static EventSource source(String form, String value, boolean element) {
    return new EventSource(
        "t", Optional.of(form), value.getBytes(UTF_8), new RecordHeaders(), element);
  }

  /** Nothing but a CloudEvent's subject may come from a header. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "order-id: header:x-order",
        "order-id: [no, header:ce_id]",
        "seller: header:ce_subject",
        "platform: header:platform",
        "seller-ids: header:x",
        "logistics-ids: header:x",
        "out-ids: header:x",
        "buyer-id: header:x",
      })
  void noFormLetsAHeaderSteer(String line) {
    assertThatThrownBy(() -> own("forms:\n  - name: mine\n    unwrap: x\n    " + line + "\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(directory.resolve("events.yaml") + ":4: ")
        .hasMessageContaining("is read from a header");
  }

  private OrderEvents own(String forms) throws Exception {
    Files.writeString(directory.resolve("events.yaml"), forms);
    return new OrderEvents(EventForms.of(Optional.of(directory)));
  }

  private static OrderEvent read(OrderEvents events, String value, Headers headers)
      throws Exception {
    return events.read(EventSource.of("t", value.getBytes(UTF_8), headers)).event().orElseThrow();
  }

  private static EventContent read(byte[] value) throws Exception {
    return read(value, headers());
  }

  private static EventContent read(byte[] value, Headers headers) throws Exception {
    return Expected.EVENTS.read(EventSource.of("order-events", value, headers));
  }

  private static List<String> texts(EventContent content) {
    return content.batch().stream().map(value -> new String(value, UTF_8)).toList();
  }
}
