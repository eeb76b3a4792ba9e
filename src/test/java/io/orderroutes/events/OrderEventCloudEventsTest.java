package io.orderroutes.events;

import static io.orderroutes.events.Expected.headers;
import static io.orderroutes.events.Expected.order;
import static io.orderroutes.events.Expected.parse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.orderroutes.events.json.InvalidEventException;
import java.util.stream.Stream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderEventCloudEventsTest {

  private static final String ATTRIBUTES =
      """
      "specversion":"1.0","id":"e-1","source":"/shop","type":"order.paid","time":"2026-01-02T03:04:05Z",\
      "datacontenttype":"application/json" """;

  private static Expected enveloped(String orderId) {
    return order(orderId).event("e-1", "order.paid", "2026-01-02T03:04:05Z");
  }

  private static RecordHeaders binary(String subject) {
    var headers = new RecordHeaders(headers("ce_specversion", "1.0", "CE_Id", "e-1"));
    headers(
            "ce_type", "order.paid",
            "ce_source", "/shop",
            "Ce_Time", "2026-01-02T03:04:05Z",
            "ce_subject", subject,
            // the first of a name is the one that counts
            "ce_id", "e-2")
        .forEach(headers::add);
    return headers;
  }

  @ParameterizedTest
  @MethodSource
  void readsTheDataOfAStructuredEvent(String rest, Expected expected) throws Exception {
    assertThat(parse("{" + ATTRIBUTES + rest + "}")).isEqualTo(expected.event());
  }

  static Stream<Arguments> readsTheDataOfAStructuredEvent() {
    return Stream.of(
        arguments(
            """
            ,"subject":"8","data":{"order_id":7,"seller":"shop-1","logistics_order_ids":["BP1"]}""",
            enveloped("7").seller("shop-1").logistics("BP1")),
        arguments(",\"data\":\"1100040120015434\"", enveloped("1100040120015434")),
        arguments(",\"data\":9007199254740993", enveloped("9007199254740993")),
        arguments(",\"subject\":\"8\"", enveloped("8")),
        arguments(",\"subject\":\"8\",\"data\":null", enveloped("8")),
        arguments(",\"subject\":\"8\",\"data\":\"\"", enveloped("8")),
        arguments(",\"subject\":\"8\",\"data\":{\"seller\":\"s\"}", enveloped("8").seller("s")),
        // {"order_id":"7"}
        arguments(",\"data_base64\":\"eyJvcmRlcl9pZCI6IjcifQ==\"", enveloped("7")),
        arguments(
            ",\"data\":{\"trade_id\":81,\"status\":\"paid\"}", enveloped("81").platform("alibaba")),
        arguments(
            """
            ,"data":{"id":"tmc-1","topic":"aliexpress_order_Finish","pub_time":"t","user_id":"5","content":"{\\"order_id\\":\\"9\\"}"}""",
            enveloped("9").platform("aliexpress").sellerIds("5")),
        // attributes around the data never say whose order it is
        arguments(
            ",\"seller\":\"s\",\"platform\":\"alibaba\",\"order_id\":\"1\",\"data\":\"2\"",
            enveloped("2")));
  }

  @Test
  void readsTheAttributesOfABinaryEvent() throws Exception {
    assertThat(parse("{\"order_id\":7,\"platform\":\"aliexpress\"}", binary("8")))
        .isEqualTo(enveloped("7").platform("aliexpress").event());
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " \n", "null", "{}"})
  void takesTheSubjectWhereThereIsNoOtherOrderId(String value) throws Exception {
    assertThat(parse(value, binary("8"))).isEqualTo(enveloped("8").event());
  }

  @Test
  void believesAStructuredEventBeforeTheHeadersAroundIt() throws Exception {
    assertThat(
            parse("{" + ATTRIBUTES + ",\"data\":7}", headers("ce_specversion", "9", "ce_id", "x")))
        .isEqualTo(enveloped("7").event());
  }

  @Test
  void takesNothingElseFromHeaders() throws Exception {
    var headers = binary("8");
    headers(
            "CamelHttpUri", "http://evil",
            "kafka.OVERRIDE_TOPIC", "evil",
            "ce_platform", "alibaba",
            "ce_seller", "evil",
            "ce_order_id", "666",
            "ce_data", "666",
            "platform", "alibaba",
            "seller", "evil",
            "order_id", "666")
        .forEach(headers::add);
    headers.add("ce_subject", null).add("\u0000", new byte[] {-1}).add("", null);
    assertThat(parse("7", headers)).isEqualTo(enveloped("7").event());
  }

  @Test
  void ignoresAttributesWithoutAVersion() throws Exception {
    assertThat(parse("7", headers("ce_id", "x", "ce_subject", "8", "ce_type", "t")))
        .isEqualTo(order("7").event());
    assertThatThrownBy(() -> parse("", headers("ce_subject", "8")))
        .isInstanceOf(InvalidEventException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"specversion\":\"0.3\",\"subject\":\"8\" | specversion must be 1.0, not '0.3'",
        "\"specversion\":\"1.0\",\"id\":\"1\" | the event names no order: the form cloudevent looks for it at data or base64:data_base64 or subject",
        "\"specversion\":\"1.0\",\"subject\":\"8&x\" | the order id must be",
        "\"specversion\":\"1.0\",\"subject\":8.0 | subject must be text or a whole number",
        "\"specversion\":\"1.0\",\"subject\":\"8\",\"data\":\"8&x\" | the order id must be",
        "\"specversion\":\"1.0\",\"subject\":\"8\",\"data\":[8,9] | the form cloudevent holds a list of events; send a list of whole events, or one record per event",
        "\"specversion\":\"1.0\",\"data\":1e3 | the order id has lost digits: it must be text or a whole number",
        "\"specversion\":\"1.0\",\"data\":\"{]\" | data is not valid JSON at line 1",
        "\"specversion\":\"1.0\",\"data_base64\":\"***\" | data_base64 must be text in base64",
        "\"specversion\":\"1.0\",\"data_base64\":{} | data_base64 must be text in base64",
        "\"specversion\":\"1.0\",\"data_base64\":\"/w==\" | data_base64 must be valid UTF-8",
        "\"specversion\":\"1.0\",\"data_base64\":\"Nw==\",\"data\":7 | data and data_base64 are both given",
        "\"specversion\":\"1.0\",\"id\":{},\"data\":7 | id must be text or a whole number",
        "\"specversion\":\"1.0\",\"id\":\"1\",\"id\":\"2\",\"data\":7 | id is given twice",
      })
  void refusesABrokenEnvelope(String members, String reason) {
    assertThatThrownBy(() -> parse("{" + members + "}"))
        .isInstanceOf(InvalidEventException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void refusesABrokenBinaryEnvelope() {
    assertThatThrownBy(() -> parse("7", headers("ce_specversion", "2.0")))
        .hasMessage("specversion must be 1.0, not '2.0'");
    assertThatThrownBy(
            () -> parse("", headers("ce_specversion", "1.0", "ce_subject", "1&method=x")))
        .hasMessageContaining("the order id must be");
    var broken = new RecordHeaders(headers("ce_specversion", "1.0"));
    broken.add("ce_id", new byte[] {(byte) 0xC3});
    assertThatThrownBy(() -> parse("7", broken)).hasMessage("ce_id must be valid UTF-8");
  }
}
