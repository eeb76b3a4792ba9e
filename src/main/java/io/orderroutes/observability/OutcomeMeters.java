package io.orderroutes.observability;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.orderroutes.retry.EventRecord;
import io.orderroutes.retry.OutgoingRecord;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Counts the outcomes of events, after the broker has acknowledged their records. */
@Singleton
public class OutcomeMeters {
  private static final Duration[] BUCKETS =
      LongStream.of(100, 250, 500, 1000, 2500, 5000, 10_000, 30_000, 60_000, 600_000, 3_600_000)
          .mapToObj(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final MeterRegistry meters;
  private final Map<String, Timer> latencies = new ConcurrentHashMap<>();

  public OutcomeMeters(MeterRegistry meters) {
    this.meters = meters;
  }

  @Produces
  @Singleton
  @Named("documentMeter")
  Processor documents() {
    return this::document;
  }

  @Produces
  @Singleton
  @Named("parkedMeter")
  Processor parked() {
    return exchange -> {
      Map<String, String> why = exchange.getMessage().getBody(OutgoingRecord.class).headers();
      meters.counter("orders.parked", "reason", why.get("parked.reason")).increment();
    };
  }

  @Produces
  @Singleton
  @Named("retryMeter")
  Processor retries() {
    return exchange -> {
      String topic = exchange.getVariable("retryTopic", String.class);
      meters.counter("orders.retries", "topic", topic).increment();
    };
  }

  /** A document finishes all its events; the latency of each begins at its own time. */
  private void document(Exchange exchange) {
    String platform = exchange.getVariable("platform", String.class);
    String complete = exchange.getVariable("complete", String.class);
    meters.counter("orders.documents", "platform", platform, "complete", complete).increment();
    long now = System.currentTimeMillis();
    for (Object ended : exchange.getVariable("records", List.class)) {
      long since = ((EventRecord) ended).retryHeaders().timestamp();
      if (since >= 0) {
        latencies
            .computeIfAbsent(platform, this::latency)
            .record(Math.max(0, now - since), TimeUnit.MILLISECONDS);
      }
    }
  }

  private Timer latency(String platform) {
    return Timer.builder("orders.latency")
        .description("From the event's time to the acknowledgement of its document")
        .tag("platform", platform)
        .serviceLevelObjectives(BUCKETS)
        .register(meters);
  }
}
