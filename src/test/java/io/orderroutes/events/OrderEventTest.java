package io.orderroutes.events;

import static io.orderroutes.events.Expected.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderroutes.events.json.InvalidEventException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderEventTest {

  @Test
  void printsNeitherBuyerNorSellerIds() {
    var event =
        order("7")
            .platform("aliexpress")
            .seller("shop-1")
            .sellerIds("aeseller", "2671514005")
            .logistics("BP1", "BP2")
            .outIds("o-1")
            .buyer("1861703697")
            .event("e-1\nforged line", "order.paid", null)
            .event();
    assertThat(event)
        .hasToString(
            "OrderEvent[orderId=7, platform=aliexpress, seller=shop-1, logisticsOrderIds=2, outIds=1,"
                + " eventId=e-1?forged line, eventType=order.paid, eventTime=-]");
  }

  @ParameterizedTest
  @CsvSource({
    "aliexpress, 9999999999999999999",
    "aliexpress-trade, 1",
    "alibaba, AB-12_cd",
    "alibaba, 12345678901234567890",
    "someone-else, AB"
  })
  void acceptsAnIdOfItsPlatform(String platform, String id) {
    assertThatCode(() -> OrderEvent.checkId(platform, id)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "aliexpress, AB-12_cd",
    "aliexpress-trade, 12345678901234567890",
    "alibaba, a/b",
    "someone-else, a.b"
  })
  void refusesAnIdOfAnotherPlatform(String platform, String id) {
    assertThatThrownBy(() -> OrderEvent.checkId(platform, id))
        .isInstanceOfSatisfying(
            InvalidEventException.class,
            refusal -> assertThat(refusal.reason()).isEqualTo("event-invalid"));
  }
}
