package io.orderroutes.events;

import static io.orderroutes.events.Expected.order;
import static io.orderroutes.events.Expected.parse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class OrderEventLimitsTest {

  @Test
  void boundsSizeNestingAndLists() throws Exception {
    assertThatThrownBy(() -> parse("1".repeat(1_000_001)))
        .hasMessage("the value must be at most 1000000 bytes; it has 1000001");
    assertThatThrownBy(() -> parse("1".repeat(900_000))).hasMessageContaining("900000 characters");
    assertThatThrownBy(() -> parse("{\"x\":" + "[".repeat(100_000)))
        .hasMessageStartingWith("the value is JSON nested too deeply");
    assertThatThrownBy(() -> parse("{\"data\":".repeat(100_000)))
        .hasMessageStartingWith("the value is JSON nested too deeply");
    assertThat(parse(withLogisticsIds(999)).logisticsOrderIds()).hasSize(999);
    assertThatThrownBy(() -> parse(withLogisticsIds(1000)))
        .hasMessage("logistics_order_ids must hold at most 999 ids; it has 1000");
    var padded = "{\"order_id\":7,\"x\":\"" + "y".repeat(999_000) + "\"}";
    assertThat(parse(padded)).isEqualTo(order("7").event());
  }

  private static String withLogisticsIds(int count) {
    var ids = IntStream.range(0, count).mapToObj(Integer::toString);
    return "{\"order_id\":1,\"logistics_order_ids\":["
        + ids.collect(Collectors.joining(","))
        + "]}";
  }

  @Test
  void refusesBrokenUtf8() {
    for (var bytes :
        new byte[][] {{-1}, {'1', (byte) 0xC0, (byte) 0x80}, {(byte) 0xED, (byte) 0xA0, 0x1}}) {
      assertThatThrownBy(() -> parse(bytes, new RecordHeaders()))
          .hasMessage("the value must be valid UTF-8");
    }
  }

  @Test
  void quotesLittleAndNothingOfOthers() {
    var topic = "t\\n\\u2028\\ud800" + "x".repeat(500);
    var message =
        catchThrowable(() -> parse("{\"topic\":\"" + topic + "\",\"content\":\"buyer Jo\"}"));
    assertThat(message)
        .hasMessageStartingWith("topic 't???" + "x".repeat(59) + "…' is not")
        .hasNoCause();
    assertThat(catchThrowable(() -> parse("{\"buyer_id\":\"Jo Doe\",\"order_id\":1}")).getMessage())
        .doesNotContain("Jo");
    assertThat(catchThrowable(() -> parse("{\"name\":Jo Doe}")))
        .hasNoCause()
        .message()
        .doesNotContain("Jo");
  }
}
