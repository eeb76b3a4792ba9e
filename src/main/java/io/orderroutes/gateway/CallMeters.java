package io.orderroutes.gateway;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.orderroutes.gateway.GatewayCall.Pending;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.camel.Exchange;

/** Counts and times calls, by their API and what came of them; a traced one has a span, too. */
@Singleton
public class CallMeters {
  /** A call that was answered with what was asked for. */
  static final String OK = "ok";

  /** A call that was not answered, as far as anybody knows. */
  static final String NO_ANSWER = "no-answer";

  private static final String SENT = "gatewayCall.sent";
  private static final Duration[] BUCKETS =
      LongStream.of(50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000)
          .mapToObj(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final MeterRegistry meters;
  private final CallSpans spans;
  private final Map<Ended, Timer> timers = new ConcurrentHashMap<>();
  private final Map<String, DistributionSummary> orders = new ConcurrentHashMap<>();

  private record Ended(String api, String outcome) {}

  public CallMeters(MeterRegistry meters, CallSpans spans) {
    this.spans = spans;
    this.meters = meters;
  }

  /** The call goes now. */
  void sent(Exchange exchange, Pending call) {
    orders
        .computeIfAbsent(call.api(), api -> meters.summary("orders.per.call", "api", api))
        .record(call.asked().size());
    exchange.setProperty(SENT, System.nanoTime());
    spans.begin(exchange, call);
  }

  /** It has ended; where it never went, or has ended before, nothing is counted. */
  void ended(Exchange exchange, String outcome) {
    CallSpans.end(exchange, outcome);
    if (exchange.removeProperty(SENT) instanceof Long sent) {
      String api = exchange.getProperty(GatewayCall.PENDING, Pending.class).api();
      timers
          .computeIfAbsent(new Ended(api, outcome), this::timer)
          .record(System.nanoTime() - sent, TimeUnit.NANOSECONDS);
    }
  }

  private Timer timer(Ended ended) {
    return Timer.builder("orders.call")
        .description("Calls of gateways, from when they may go until they are answered")
        .tags("api", ended.api(), "outcome", ended.outcome())
        .serviceLevelObjectives(BUCKETS)
        .register(meters);
  }
}
