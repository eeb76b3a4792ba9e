package io.orderroutes.events;

import static io.orderroutes.events.Expected.parse;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderroutes.events.json.InvalidEventException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderEventRefusalsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | the value is empty",
        "` ` | the value is empty",
        "\uFEFF | the value is empty",
        "\"\" | the value is neither an id nor an object of one",
        "null | the value is neither an id nor an object of one",
        "{} | the value is neither an id nor an object of one",
        "{\"seller\":\"s\"} | the form order-without-id looks for it at order_id",
        "{\"order_id\":\"\"} | the form order looks for it at order_id",
        "{\"topic\":\"t\"} | no form knows an object of topic; write one in events.yaml",
        "{\"a\":{\"no\":1},\"b\":[{\"c\":2}]} | no form knows an object of a.no, b[].c; write one in events.yaml",
      })
  void refusesAnEventThatNamesNoOrderAndSaysWhereItWasLookedFor(String value, String why) {
    assertThatThrownBy(() -> parse(value))
        .isInstanceOf(InvalidEventException.class)
        .hasMessage("the event names no order: " + why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1&method=x | character 2 is not allowed",
        "{\"order_id\":\"1&method=x\"} | character 2 is not allowed",
        "{\"order_id\":\"12\\u0000\"} | character 3 is not allowed",
        "{\"order_id\":\"1 2\"} | character 2 is not allowed",
        "{\"order_id\":\"1.10004E+15\"} | it has lost digits, as a spreadsheet rounds long numbers; export it as text",
        "\"1,1E15\" | it has lost digits, as a spreadsheet rounds long numbers; export it as text",
        "{\"order_id\":\"١٢\"} | character 1 is not allowed",
        "11 22 | character 3 is not allowed",
        "../etc | character 1 is not allowed",
        "<order>1</order> | character 1 is not allowed",
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
        "\"seller\":\"a b\" | seller must be 1 to 64",
        "\"seller\":{} | seller must be text",
        "\"platform\":\"ali/express\" | platform must be 1 to 64",
        "\"platform\":true | platform must be text",
        "\"buyer_id\":\"x1\" | buyer_id must be 1 to 19 digits; character 1 is not allowed",
        "\"buyer_id\":12345678901234567890 | buyer_id must be 1 to 19 digits",
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
        "{\"topic\":\"\",\"content\":\"{}\"} | topic '' is not about orders we know",
        "{\"topic\":\"aliexpress_order_Finish\",\"content\":\"7\"} | the form tmc-aliexpress-order looks for it at content.order_id",
        "{\"topic\":\"aliexpress_order_Finish\",\"content\":\"{\"} | content is not valid JSON",
        "{\"topic\":\"aliexpress_order_Finish\",\"content\":{\"trade_id\":1}} | names no order",
        "{\"tmc_message\":{\"id\":1}} | no form knows an object of tmc_message.id",
        "{\"tmc_message\":7} | the form tmc-poll looks for events at messages.tmc_message or tmc_message, where there are none",
        "{\"messages\":{\"tmc_message\":[]}} | the form tmc-poll looks for events at",
        "{\"messages\":[]} | the form tmc-poll looks for events at",
        "{\"message_type\":53,\"data\":\"7\"} | the form webhook looks for it at data.order_id or data.trade_order_id",
        "{\"message_type\":53,\"data\":{\"x\":1}} | names no order",
        "[] | the form list looks for events at the value itself, where there are none",
        "[[\"7\"]] | the value is neither an id nor an object of one",
        "true | the value is neither an id nor an object of one",
        "7 8 | the order id must be",
        "\"7\" 8 | the value continues after its JSON",
        "{\"order_id\":7} {\"order_id\":8} | the value continues after its JSON",
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
