package io.orderroutes.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadMaskerTest {
  @Test
  void showsIdsStatesAndTimesOfAnEvent() {
    assertThat(
            event("{\"orderId\":\"81\",\"seller\":\"shop-1\",\"logistics_order_ids\":[\"BP7\"]}"))
        .contains("\"81\"", "\"shop-1\"", "\"BP7\"");
    assertThat(event("{\"time\":\"2026-01-02 03:04:05\",\"current_status\":\"FINISH\"}"))
        .contains("2026-01-02 03:04:05", "FINISH");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"order_id\":\"lena@post.example\"}",
        "{\"order_id\":\"+49 555 0142637\"}",
        "{\"status\":\"Lena Canary\"}",
        "{\"name\":\"Lena\",\"order_id\":1}",
        "{\"phone\":4955501426371}",
        "{\"buyer_id\":\"4955501426371\"}",
        "{\"buyer\":{\"id\":4955501426371}}",
        "{\"address\":[{\"id\":\"Lena\"}]}",
        "{\"lena@post.example\":1}",
        "{\"content\":\"{\\\"order_id\\\":1,\\\"mail\\\":\\\"lena@post.example\\\"}\"}",
        "{\"content\":\"{lena@post.example\"}",
        "lena@post.example",
        "\"lena@post.example\"",
        "{\"order_id\":\"1\"} lena",
      })
  void showsNothingElseOfAnEvent(String value) {
    assertThat(event(value))
        .doesNotContainIgnoringCase("lena")
        .doesNotContain("555")
        .contains("***");
  }

  @Test
  void readsTheMessageWithinAMessage() {
    assertThat(event("{\"topic\":\"t\",\"content\":\"{\\\"trade_id\\\":260422900198363}\"}"))
        .contains("260422900198363");
  }

  @ParameterizedTest
  @CsvSource({
    "1100040120015434, 1100040120015434",
    "{, *** (1 byte)",
    "'', none",
    "a b, *** (3 bytes)"
  })
  void showsWhatIsNoJsonOnlyWhereItIsAnId(String value, String shown) {
    assertThat(event(value)).isEqualTo(shown);
  }

  @Test
  void keepsEveryDigit() {
    assertThat(event("{\"id\":12345678901234567890123}")).contains("12345678901234567890123");
  }

  @Test
  void showsOfADocumentWhatIsNobodysOwn() {
    String document =
        """
        {"order_id": "81", "complete": false, "status": {"phase": "paid", "end_reason": "so said Lena"},
         "sections": [{"name": "order", "api": "some.api", "message": "Lena was not at home"}],
         "money": {"total": {"amount": "12.30", "currency": "EUR"}},
         "dates": {"created": {"utc": "2019-03-06T20:01:17Z", "text": "2019-03-06 12:01:17"}},
         "lines": [{"id": "8", "memo": "for Lena", "product": {"id": "9", "name": "Lena's"}}],
         "shipments": [{"id": "BP7", "receiver": {"name": "Lena"}, "tracking_code": "T1"}],
         "buyer": {"id": "b1", "name": "Lena"}, "ship_to": {"phone": {"number": "5550142637"}},
         "sources": {"order": {"status": "Lena", "id": 81}}}
        """;
    assertThat(PayloadMasker.document(document.getBytes(UTF_8)))
        .contains("\"81\"", "false", "paid", "some.api", "12.30", "EUR", "2019-03-06T20:01:17Z")
        .contains("2019-03-06 12:01:17", "\"8\"", "\"9\"", "\"BP7\"")
        .contains("\"buyer\" : \"***\"", "\"ship_to\" : \"***\"", "\"sources\" : \"***\"")
        .doesNotContain("Lena", "0142637", "b1", "T1");
  }

  @Test
  void showsAHeaderOnlyWhereItsNameSaysWhatItIs() {
    assertThat(PayloadMasker.header("ce_type", "order.paid".getBytes(UTF_8)))
        .isEqualTo("order.paid");
    assertThat(PayloadMasker.header("ce_id", "lena@post.example".getBytes(UTF_8)))
        .isEqualTo("*** (17 bytes)");
    assertThat(PayloadMasker.header("buyer", "b1".getBytes(UTF_8))).isEqualTo("*** (2 bytes)");
    assertThat(PayloadMasker.header("ce_id", null)).isEqualTo("none");
    assertThat(PayloadMasker.headerName("lena@post.example")).isEqualTo("***");
  }

  @Test
  void showsAKeyOnlyWhereItIsAnId() {
    assertThat(PayloadMasker.id("shop_1-81".getBytes(UTF_8))).isEqualTo("shop_1-81");
    assertThat(PayloadMasker.id(new byte[] {(byte) 0xff})).isEqualTo("*** (1 byte)");
    assertThat(PayloadMasker.id("1".repeat(65).getBytes(UTF_8))).isEqualTo("*** (65 bytes)");
    assertThat(PayloadMasker.id(null)).isEqualTo("none");
  }

  private static String event(String value) {
    return PayloadMasker.event(value.getBytes(UTF_8));
  }
}
