package io.orderroutes.events;

import static io.orderroutes.events.Expected.headers;
import static io.orderroutes.events.Expected.parse;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.Test;

class OrderEventFuzzTest {

  private static final int INPUTS = 20_000;
  private static final List<String> SEEDS =
      List.of(
          "1100040120015434",
          "{\"order_id\":1,\"platform\":\"aliexpress\",\"logistics_order_ids\":[\"BP1\",2],\"out_ids\":\"x\",\"buyer_id\":3}",
          "{\"specversion\":\"1.0\",\"id\":\"e\",\"type\":\"t\",\"subject\":\"8\",\"data\":{\"orderId\":\"7\"}}",
          "{\"specversion\":\"1.0\",\"data_base64\":\"eyJvcmRlcl9pZCI6IjcifQ==\"}",
          "{\"id\":5,\"topic\":\"aliexpress_order_Finish\",\"user_id\":1,\"content\":\"{\\\"order_id\\\":\\\"9\\\"}\"}",
          "{\"messages\":{\"tmc_message\":[{\"topic\":\"icbu_trade_OrderNotify\",\"content\":{\"trade_id\":5}}]}}",
          "{\"trade_order_id\":\"81\",\"out_id\":\"mini-9\",\"seller_id\":\"2\",\"status\":\"PAID\"}",
          "{\"message_type\":53,\"seller_id\":\"1\",\"timestamp\":17,\"data\":{\"orderId\":11,\"buyerId\":18}}");
  private static final List<String> PIECES =
      List.of(
          "{",
          "}",
          "[",
          "]",
          "\"",
          ",",
          ":",
          "\\",
          "\\ud800",
          "null",
          "true",
          "1e9",
          "-0",
          "007",
          "1.0",
          "\"order_id\":",
          "\"data\":",
          "\"content\":",
          "\uFEFF",
          "\u0000",
          "é",
          " ");

  /** The seed is fixed: a failure comes back with every run. */
  private final Random random = new Random(20_260_101);

  private int accepted;

  @Test
  void answersEveryInputWithAnEventOrARefusal() {
    for (int i = 0; i < INPUTS; i++) {
      read(mutated(), random.nextBoolean() ? headers() : envelope());
    }
    assertThat(accepted).isBetween(INPUTS / 100, INPUTS * 9 / 10);
  }

  private void read(byte[] value, Headers headers) {
    try {
      var event = parse(value, headers);
      assertThat(event.orderId()).matches("[A-Za-z0-9_-]{1,64}");
      accepted++;
    } catch (InvalidEventException e) {
      assertThat(e.getMessage())
          .isNotBlank()
          .hasSizeLessThan(300)
          .doesNotMatch("(?s).*\\p{Cntrl}.*");
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError("not refused: " + new String(value, UTF_8), e);
    }
  }

  private Headers envelope() {
    return headers("ce_specversion", "1.0", "ce_subject", new String(mutated(), UTF_8));
  }

  private byte[] mutated() {
    var bytes = seed();
    for (int i = random.nextInt(4); i > 0 && bytes.length > 0; i--) {
      int from = random.nextInt(bytes.length);
      int to = from + random.nextInt(Math.min(8, bytes.length - from + 1));
      var result = new ByteArrayOutputStream();
      result.write(bytes, 0, from);
      result.writeBytes(inserted(bytes, from));
      result.write(bytes, to, bytes.length - to);
      bytes = result.toByteArray();
    }
    return bytes;
  }

  private byte[] inserted(byte[] bytes, int from) {
    return switch (random.nextInt(5)) {
      case 0 -> new byte[0];
      case 1 -> new byte[] {(byte) random.nextInt(256)};
      case 2 -> seed();
      case 3 -> Arrays.copyOfRange(bytes, from / 2, from);
      default -> PIECES.get(random.nextInt(PIECES.size())).getBytes(UTF_8);
    };
  }

  private byte[] seed() {
    return SEEDS.get(random.nextInt(SEEDS.size())).getBytes(UTF_8);
  }
}
