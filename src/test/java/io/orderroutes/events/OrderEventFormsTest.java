package io.orderroutes.events;

import static io.orderroutes.events.Expected.order;
import static io.orderroutes.events.Expected.parse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderEventFormsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1100040120015434",
        "  1100040120015434 \r\n",
        "\t1100040120015434",
        "\uFEFF1100040120015434",
        "\"1100040120015434\"",
        " \"1100040120015434\" ",
        "{\"order_id\":\"1100040120015434\"}",
        "\uFEFF {\"order_id\":\"1100040120015434\"}\n",
        "{\"orderId\":1100040120015434}",
        "{\"orderId\":1100040120015434,\"order_id\":\"1100040120015434\"}",
        "{\"order_id\":null,\"orderId\":\"1100040120015434\"}",
        "{\"order_id\":\"1100040120015434\",\"order_id\":\"1100040120015434\"}",
        "{\"\\u006frder_id\":\"\\u0031100040120015434\"}",
      })
  void readsOneIdInEveryPlainForm(String value) throws Exception {
    assertThat(parse(value)).isEqualTo(order("1100040120015434").event());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "9007199254740993, 9007199254740993",
        "9223372036854775807, 9223372036854775807",
        "{\"order_id\":9999999999999999999}, 9999999999999999999",
        "{\"order_id\":1234567890123456789}, 1234567890123456789",
        "12345678901234567890123456789012345678901234567890, 12345678901234567890123456789012345678901234567890",
        "0, 0",
        "007, 007",
        "{\"order_id\":\"007\"}, 007",
        "AB-12_cd, AB-12_cd",
        "{\"order_id\":\"1e3\"}, 1e3",
        "{\"order_id\":\"-5\"}, -5",
        "a123456789b123456789c123456789d123456789e123456789f123456789g123, a123456789b123456789c123456789d123456789e123456789f123456789g123",
      })
  void keepsEveryCharacterOfAnId(String value, String id) throws Exception {
    assertThat(parse(value)).isEqualTo(order(id).event());
  }

  @ParameterizedTest
  @MethodSource
  void readsTheMembersOfOurOwnJson(String value, Expected expected) throws Exception {
    assertThat(parse(value)).isEqualTo(expected.event());
  }

  static Stream<Arguments> readsTheMembersOfOurOwnJson() {
    return Stream.of(
        arguments(
            """
            {"order_id":"7","platform":"aliexpress","seller":"shop-1","logistics_order_ids":["BP1",2,"BP1"],
             "out_ids":["o-1"],"buyer_id":1861703697}""",
            order("7")
                .platform("aliexpress")
                .seller("shop-1")
                .logistics("BP1", "2")
                .outIds("o-1")
                .buyer("1861703697")),
        arguments(
            """
            {"orderId":7,"logisticsOrderIds":"BP1","outIds":9007199254740993,"buyerId":"22"}""",
            order("7").logistics("BP1").outIds("9007199254740993").buyer("22")),
        arguments(
            "{\"order_id\":7,\"platform\":null,\"logistics_order_ids\":[],\"out_ids\":null}",
            order("7")),
        // members of no form, or of another form, are nobody's business here
        arguments(
            """
            {"order_id":7,"x":{"order_id":8,"seller":[{"platform":[[1e9]]}]},"id":{},"id":[],"data":[[1]],
             "topic":"t","content":"c","seller_id":"s","user_id":true,"trade_id":1,"message_type":2}""",
            order("7")),
        arguments(
            """
            {"order_id":"7","current_status":"shipped","platform":"alibaba","seller":"shop.b_2"}""",
            order("7").platform("alibaba").seller("shop.b_2")));
  }
}
