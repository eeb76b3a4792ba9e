package io.orderroutes.events;

import static io.orderroutes.events.Expected.order;
import static io.orderroutes.events.Expected.parse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderEventMessagesTest {

  @ParameterizedTest
  @MethodSource
  void readsThePlatformsOwnMessages(String value, Expected expected) throws Exception {
    assertThat(parse(value)).isEqualTo(expected.event());
  }

  static Stream<Arguments> readsThePlatformsOwnMessages() {
    return Stream.of(
        arguments(
            """
            {"login_id":"aeseller","order_change_time":"2017-06-25 17:02:12","last_status":"WAIT_SELLER_SEND_GOODS",
             "current_status":"IN_CANCEL","order_id":"123456789"}""",
            order("123456789")
                .platform("aliexpress")
                .sellerIds("aeseller")
                .event(null, null, "2017-06-25 17:02:12")),
        arguments(
            """
            {"trade_order_id":"81","out_id":"mini-9","payment_id":"p","seller_id":"2671514005","status":"PAID"}""",
            order("81").platform("aliexpress-trade").sellerIds("2671514005").outIds("mini-9")),
        arguments(
            """
            {"trade_order_id":"81","out_id":"","seller_id":"","status":"PAID"}""",
            order("81").platform("aliexpress-trade")),
        arguments(
            """
            {"trade_id":9007199254740993,"status":"paid"}""",
            order("9007199254740993").platform("alibaba")));
  }

  @ParameterizedTest
  @MethodSource
  void readsAWebhook(String value, Expected expected) throws Exception {
    assertThat(parse(value)).isEqualTo(expected.event());
  }

  static Stream<Arguments> readsAWebhook() {
    return Stream.of(
        arguments(
            """
            {"message_type":53,"seller_id":"1234","site":"ae_global","timestamp":1719389200,
             "data":{"orderId":1105933950463697,"buyerId":1861703697,"orderStatus":"OrderShipped"}}""",
            order("1105933950463697")
                .sellerIds("1234")
                .buyer("1861703697")
                .event(null, "53", "1719389200")),
        arguments(
            """
            {"message_type":0,"seller_id":12,"timestamp":1719389200123,
             "data":{"trade_order_id":"260422900198363","trade_order_line_id":"1","order_status":"unpaid"}}""",
            order("260422900198363").sellerIds("12").event(null, "0", "1719389200123")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%s",
        "{\"tmc_message\":%s}",
        "{\"messages\":{\"tmc_message\":[%s]}}",
        "{\"messages\":{\"tmc_message\":%s}}"
      })
  void readsAWrappedMessage(String around) throws Exception {
    var polled =
        """
        {"id":4160600490938325004,"topic":"aliexpress_order_InCancel","pub_app_key":"12497914",
         "pub_time":"2017-06-25 17:02:13","user_id":123,"user_nick":"ae nick",
         "content":"{\\"order_id\\":\\"123456789\\",\\"login_id\\":\\"aeseller\\",\\"current_status\\":\\"IN_CANCEL\\"}"}""";
    assertThat(parse(around.formatted(polled)))
        .isEqualTo(
            order("123456789")
                .platform("aliexpress")
                .sellerIds("aeseller", "123", "ae nick")
                .event("4160600490938325004", "aliexpress_order_InCancel", "2017-06-25 17:02:13")
                .event());
  }

  @ParameterizedTest
  @MethodSource
  void readsAWrappedMessageByItsTopic(String value, Expected expected) throws Exception {
    assertThat(parse(value)).isEqualTo(expected.event());
  }

  static Stream<Arguments> readsAWrappedMessageByItsTopic() {
    return Stream.of(
        arguments(
            """
            {"id":"5","topic":"aliexpress_trade_OrderNotify","time":1719389200123,"publisher":"app","userid":"77",
             "nick":"n","content":{"trade_order_id":"81","out_id":"mini-9","seller_id":"77","status":"PAID"}}""",
            order("81")
                .platform("aliexpress-trade")
                .sellerIds("77", "n")
                .outIds("mini-9")
                .event("5", "aliexpress_trade_OrderNotify", "1719389200123")),
        arguments(
            """
            {"topic":"icbu_trade_OrderNotify","content":"{\\"trade_id\\":9007199254740993,\\"status\\":\\"x\\"}"}""",
            order("9007199254740993")
                .platform("alibaba")
                .event(null, "icbu_trade_OrderNotify", null)),
        arguments(
            """
            {"topic":"aliexpress_order_AllFinish","seller":"shop-1","content":{"order_id":5}}""",
            order("5")
                .platform("aliexpress")
                .seller("shop-1")
                .event(null, "aliexpress_order_AllFinish", null)));
  }
}
