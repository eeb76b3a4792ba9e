package io.orderroutes.events;

import static io.orderroutes.events.Expected.headers;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderroutes.events.json.InvalidEventException;
import io.orderroutes.sandbox.FuzzedEvents;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.Test;

class OrderEventFuzzTest {

  private static final int INPUTS = 20_000;

  /** The seed is fixed: a failure comes back with every run. */
  private final Random random = new Random(20_260_101);

  private final FuzzedEvents events = new FuzzedEvents(random);

  private int accepted;
  private int tombstones;
  private int batches;

  @Test
  void answersEveryInputWithAnEventOrARefusal() {
    for (int i = 0; i < INPUTS; i++) {
      read(events.next(), random.nextBoolean() ? headers() : envelope(), false);
    }
    assertThat(accepted).isBetween(INPUTS / 100, INPUTS * 9 / 10);
    assertThat(tombstones).isPositive();
    assertThat(batches).isPositive();
  }

  private void read(byte[] value, Headers headers, boolean element) {
    try {
      var content =
          Expected.EVENTS.read(
              new EventSource("order-events", Optional.empty(), value, headers, element));
      content
          .event()
          .ifPresent(event -> assertThat(event.orderId()).matches("[A-Za-z0-9_-]{1,64}"));
      accepted += content.event().isPresent() ? 1 : 0;
      tombstones += content.isTombstone() ? 1 : 0;
      batches += content.batch().isEmpty() ? 0 : 1;
      assertThat(content.batch()).hasSizeLessThanOrEqualTo(1000);
      content.batch().forEach(one -> read(one, headers, true));
    } catch (InvalidEventException e) {
      assertThat(e.getMessage())
          .isNotBlank()
          .hasSizeLessThan(300)
          .doesNotMatch("(?s).*\\p{Cntrl}.*");
    } catch (Exception | StackOverflowError e) {
      throw new AssertionError("not refused: " + new String(value, UTF_8), e);
    }
  }

  private Headers envelope() {
    return headers("ce_specversion", "1.0", "ce_subject", new String(events.next(), UTF_8));
  }
}
