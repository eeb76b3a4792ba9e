package io.orderroutes.events;

import static io.orderroutes.events.Expected.headers;
import static io.orderroutes.events.Expected.parse;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderroutes.sandbox.FuzzedEvents;
import java.util.Random;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.Test;

class OrderEventFuzzTest {

  private static final int INPUTS = 20_000;

  /** The seed is fixed: a failure comes back with every run. */
  private final Random random = new Random(20_260_101);

  private final FuzzedEvents events = new FuzzedEvents(random);

  private int accepted;

  @Test
  void answersEveryInputWithAnEventOrARefusal() {
    for (int i = 0; i < INPUTS; i++) {
      read(events.next(), random.nextBoolean() ? headers() : envelope());
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
    return headers("ce_specversion", "1.0", "ce_subject", new String(events.next(), UTF_8));
  }
}
