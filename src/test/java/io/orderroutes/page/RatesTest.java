package io.orderroutes.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RatesTest {
  private static final String NAME = "orders.documents";

  private final MeterRegistry meters = new SimpleMeterRegistry();
  private final Rates rates = new Rates(meters);

  @Test
  void tellsHowManyASecondWithinTheLastMinute() {
    publish(1000, "true");
    rates.sample(0);
    assertThat(rates.perSecond(NAME, "platform", "alibaba")).isEmpty();
    publish(30, "true");
    publish(20, "false");
    rates.sample(TimeUnit.SECONDS.toNanos(5));
    assertThat(rates.perSecond(NAME, "platform", "alibaba")).hasValue(10);
    assertThat(rates.perSecond(NAME, "platform", "aliexpress")).hasValue(0);
    for (int i = 2; i <= 13; i++) {
      rates.sample(TimeUnit.SECONDS.toNanos(5 * i));
    }
    assertThat(rates.perSecond(NAME, "platform", "alibaba")).hasValue(0);
  }

  @Test
  void sumsWhatIsCountedByATag() {
    publish(3, "true");
    publish(2, "false");
    assertThat(rates.counts(NAME, "platform")).containsOnly(Map.entry("alibaba", 5L));
    assertThat(rates.counts(NAME, "platform", "complete", "false"))
        .containsOnly(Map.entry("alibaba", 2L));
    assertThat(rates.counts("orders.retries", "topic")).isEmpty();
  }

  @Test
  void readsGauges() {
    meters.gauge("orders.lag", List.of(Tag.of("topic", "t")), 7);
    assertThat(rates.gauges("orders.lag", "topic")).containsOnly(Map.entry("t", 7L));
  }

  private void publish(int documents, String complete) {
    meters.counter(NAME, "platform", "alibaba", "complete", complete).increment(documents);
  }
}
