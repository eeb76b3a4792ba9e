package io.orderroutes.events;

import static io.orderroutes.events.Expected.headers;
import static io.orderroutes.events.Expected.parse;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.orderroutes.events.json.InvalidEventException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a log or a parked record would print of an event. */
class EventTextTest {
  @Test
  void anEventTellsNeitherWhoBuysNorWhoSells() throws Exception {
    String value =
        "{\"id\":\"lena@post.example\",\"topic\":\"aliexpress_order_Finish\",\"user_nick\":\"lenas-shop\","
            + "\"content\":{\"order_id\":\"1100040120015434\",\"buyer_id\":\"5550142637\"}}";
    assertThat(parse(value.getBytes(UTF_8), headers()).toString())
        .contains("1100040120015434", "aliexpress_order_Finish")
        .doesNotContain("lena", "5550142637");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"specversion\":\"lena@post.example\",\"data\":{\"order_id\":\"7\"}}",
        "{\"specversion\":\"+49 555 0142637\",\"data\":{\"order_id\":\"7\"}}",
        "{\"topic\":\"lena@post.example\",\"content\":{\"order_id\":\"7\"}}",
        "{\"order_id\":\"lena@post.example\"}",
        "{\"order_id\":\"7\",\"seller\":\"lena@post.example\"}",
        "{\"order_id\":\"+495550142637\"}",
      })
  void aRefusalQuotesNobodysContacts(String value) {
    assertThatExceptionOfType(InvalidEventException.class)
        .isThrownBy(() -> parse(value.getBytes(UTF_8), headers()))
        .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("lena", "0142637"));
  }
}
