package io.orderroutes.events;

import static io.orderroutes.events.Expected.parse;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderEventRefusalsTest {

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {"", " ", "\uFEFF", "null", "{}", "{\"seller\":\"s\"}", "{\"topic\":\"t\"}"})
  void refusesAnEventThatNamesNoOrder(String value) {
    assertThatThrownBy(() -> parse(value))
        .isInstanceOf(InvalidEventException.class)
        .hasMessageStartingWith("the event names no order; send an order id");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"\" | it is empty",
        "{\"order_id\":\"\"} | it is empty",
        "1&method=x | character 2 is none of them",
        "{\"order_id\":\"1&method=x\"} | character 2 is none of them",
        "{\"order_id\":\"12\\u0000\"} | character 3 is none of them",
        "{\"order_id\":\" 12\"} | character 1 is none of them",
        "{\"order_id\":\"١٢\"} | character 1 is none of them",
        "11 22 | character 3 is none of them",
        "../etc | character 1 is none of them",
        "<order>1</order> | character 1 is none of them",
        "a123456789b123456789c123456789d123456789e123456789f123456789g1234 | it has 65 characters",
      })
  void refusesWhatIsNoOrderId(String value, String found) {
    assertThatThrownBy(() -> parse(value))
        .isInstanceOf(InvalidEventException.class)
        .hasMessage("the order id must be 1 to 64 of letters, digits, _ and -; " + found);
  }

  @Test
  void refusesControlCharactersAroundABareId() {
    for (var value : new String[] {"\u000012", "12\u0000", "12\u001f", "12\u00a0", "12\u2028"}) {
      assertThatThrownBy(() -> parse(value)).hasMessageContaining("the order id must be 1 to 64");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"order_id\":1e3}",
        "{\"order_id\":1.0}",
        "{\"order_id\":-5}",
        "{\"order_id\":-0}",
        "{\"order_id\":1100040120015434.5}",
        "{\"order_id\":007}",
        "{\"order_id\":ABC-1}",
        "{\"logistics_order_ids\":[1E5],\"order_id\":1}",
        "{\"trade_id\":1.1000401200154346E18,\"status\":\"x\"}",
        "1e3",
        "1.0",
        "-5",
      })
  void refusesANumberThatIsNotPlainlyWhole(String value) {
    assertThatThrownBy(() -> parse(value))
        .isInstanceOf(InvalidEventException.class)
        .hasMessageContaining("whole number")
        .hasMessageContaining("quote");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"order_id\":\"1100a\",\"platform\":\"aliexpress\"}",
        "{\"order_id\":\"12345678901234567890\",\"platform\":\"aliexpress\"}",
        "{\"order_id\":12345678901234567890,\"platform\":\"aliexpress-trade\"}",
        "{\"order_id\":\"1-2\",\"current_status\":\"FINISH\"}",
        "{\"trade_order_id\":\"AB\"}",
      })
  void refusesAnAliExpressIdThatIsNoNumber(String value) {
    assertThatThrownBy(() -> parse(value))
        .isInstanceOf(InvalidEventException.class)
        .hasMessageContaining("must be 1 to 19 digits");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"order_id\":\"2\" | order_id is given twice",
        "\"orderId\":2 | order_id is given twice",
        "\"seller\":\"a\",\"seller\":\"b\" | seller is given twice",
        "\"buyerId\":1,\"buyer_id\":2 | buyer_id is given twice",
        "\"outIds\":[\"a\"],\"out_ids\":[\"b\"] | out_ids is given twice",
        "\"seller\":\"\" | seller must be 1 to 64 of letters, digits, ., _ and -; it is empty",
        "\"seller\":\"a b\" | seller must be 1 to 64",
        "\"seller\":{} | seller must be text",
        "\"platform\":\"ali/express\" | platform must be 1 to 64",
        "\"platform\":true | platform must be text",
        "\"buyer_id\":\"x1\" | buyer_id must be 1 to 19 digits; character 1 is none of them",
        "\"buyer_id\":12345678901234567890 | buyer_id must be 1 to 19 digits",
        "\"logistics_order_ids\":[\"\"] | logistics_order_ids must be 1 to 64",
        "\"logistics_order_ids\":[\"a,b\"] | logistics_order_ids must be 1 to 64",
        "\"logistics_order_ids\":[null] | logistics_order_ids must be text",
        "\"logistics_order_ids\":[[\"1\"]] | logistics_order_ids must be text",
        "\"logistics_order_ids\":{} | logistics_order_ids must be text",
        "\"out_ids\":[\"a\",{}] | out_ids must be text",
      })
  void refusesABadMember(String member, String reason) {
    assertThatThrownBy(() -> parse("{\"order_id\":\"1\"," + member + "}"))
        .isInstanceOf(InvalidEventException.class)
        .hasMessageContaining(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"topic\":\"taobao_trade_TradePaid\",\"content\":\"{}\"} | topic 'taobao_trade_TradePaid' is not",
        "{\"topic\":\"\",\"content\":\"{}\"} | must have a topic and a content",
        "{\"topic\":\"aliexpress_order_Finish\",\"content\":\"7\"} | content must be a JSON object",
        "{\"topic\":\"aliexpress_order_Finish\",\"content\":\"{\"} | content is not valid JSON",
        "{\"topic\":\"aliexpress_order_Finish\",\"content\":{\"trade_id\":1}} | names no order",
        "{\"tmc_message\":{\"id\":1}} | must have a topic and a content",
        "{\"tmc_message\":7} | tmc_message must be a JSON object",
        "{\"messages\":{\"tmc_message\":[]}} | holds 0 messages; send one record per message",
        "{\"messages\":{\"tmc_message\":[{},{}]}} | holds 2 messages; send one record per message",
        "{\"messages\":[]} | messages must be a JSON object",
        "{\"message_type\":53,\"data\":\"7\"} | data must be a JSON object",
        "{\"message_type\":53,\"data\":{\"x\":1}} | names no order",
        "[\"7\"] | one per record, not a list",
        "true | one per record, not a list",
        "7 8 | the order id must be",
        "\"7\" 8 | the value goes on after its JSON",
        "{\"order_id\":7} {\"order_id\":8} | the value goes on after its JSON",
        "{\"order_id\":7}} | the value is not valid JSON at line 1, column",
        "{\"order_id\":7 | the value is not valid JSON at line 1, column",
        "{order_id:7} | the value is not valid JSON at line 1, column",
      })
  void refusesABrokenMessage(String value, String reason) {
    assertThatThrownBy(() -> parse(value))
        .isInstanceOf(InvalidEventException.class)
        .hasMessageContaining(reason);
  }
}
