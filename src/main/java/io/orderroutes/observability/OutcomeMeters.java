package io.orderroutes.observability;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.orderroutes.gateway.OrderContext;
import io.orderroutes.gateway.OrderContext.Outcome;
import io.orderroutes.kafka.EventRecord;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.camel.Exchange;
import org.apache.camel.spi.Synchronization;

/** Counts what events became, once the broker has acknowledged it. */
@Singleton
public class OutcomeMeters implements Synchronization {
  private static final Duration[] BUCKETS =
      LongStream.of(100, 250, 500, 1000, 2500, 5000, 10_000, 30_000, 60_000, 600_000, 3_600_000)
          .mapToObj(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final MeterRegistry meters;
  private final Map<String, Timer> latencies = new ConcurrentHashMap<>();

  public OutcomeMeters(MeterRegistry meters) {
    this.meters = meters;
  }

  @Override
  public void onComplete(Exchange exchange) {
    OrderContext context = OrderContext.of(exchange);
    Outcome outcome = context.outcome();
    switch (outcome.end()) {
      case DOCUMENT -> documented(context, outcome.detail());
      case RETRY -> count("orders.retries", "topic", context);
      case PARKED -> count("orders.parked", "reason", context);
      case NONE -> {}
    }
  }

  @Override
  public void onFailure(Exchange exchange) {
    // the events have not ended; the dispatcher starts them again
  }

  private void count(String meter, String tag, OrderContext context) {
    meters.counter(meter, tag, context.outcome().detail()).increment(context.records().size());
  }

  /** A document serves all events of its order; the latency of each starts at its own time. */
  private void documented(OrderContext context, String complete) {
    String platform = context.order().flow();
    meters.counter("orders.documents", "platform", platform, "complete", complete).increment();
    long now = System.currentTimeMillis();
    for (EventRecord event : context.records()) {
      long since = event.retryHeaders().timestamp();
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
