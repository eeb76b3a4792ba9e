package io.orderroutes.gateway;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.orderroutes.gateway.GatewayCall.Pending;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.camel.Exchange;

/** Counts and times calls by API and outcome. The call of a traced order has a span. */
@Singleton
public class CallMeters {
  /** The outcome of a successful call. */
  static final String OK = "ok";

  /** The outcome of a call without a response. */
  static final String NO_ANSWER = "no-answer";

  private static final String SENT = "gatewayCall.sent";
  private static final Duration[] BUCKETS =
      LongStream.of(50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000)
          .mapToObj(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final MeterRegistry meters;
  private final Tracer tracer;
  private final Map<Ended, Timer> timers = new ConcurrentHashMap<>();
  private final Map<String, DistributionSummary> orders = new ConcurrentHashMap<>();

  private record Sent(String api, long nanos, Span span) {}

  private record Ended(String api, String outcome) {}

  public CallMeters(MeterRegistry meters, Tracer tracer) {
    this.tracer = tracer;
    this.meters = meters;
  }

  /** The call is sent now. */
  void sent(Exchange exchange, Pending call) {
    orders
        .computeIfAbsent(call.api(), api -> meters.summary("orders.per.call", "api", api))
        .record(call.asked().size());
    boolean traced = call.asked().get(0).newest().span().getSpanContext().isValid();
    Span span = traced ? span(call) : Span.getInvalid();
    exchange.setProperty(SENT, new Sent(call.api(), System.nanoTime(), span));
  }

  /** In the trace of the first order, linked to the traces of the others. */
  private Span span(Pending call) {
    List<Span> orders = call.asked().stream().map(request -> request.newest().span()).toList();
    SpanBuilder span =
        tracer
            .spanBuilder("call " + call.api())
            .setSpanKind(SpanKind.CLIENT)
            .setParent(Context.root().with(orders.get(0)))
            // the host alone: the rest of the URL may be secret
            .setAttribute(
                "server.address", URI.create(call.order().seller().app().gateway()).getHost())
            .setAttribute("gateway.api", call.api())
            .setAttribute("gateway.orders", call.asked().size())
            .setAttribute("gateway.attempt", call.attempt());
    orders.stream().skip(1).forEach(other -> span.addLink(other.getSpanContext()));
    return span.startSpan();
  }

  /**
   * The call has ended. If it was not sent, or if its end is counted already, nothing is counted.
   */
  void ended(Exchange exchange, String outcome) {
    if (exchange.removeProperty(SENT) instanceof Sent sent) {
      timers
          .computeIfAbsent(new Ended(sent.api(), outcome), this::timer)
          .record(System.nanoTime() - sent.nanos(), TimeUnit.NANOSECONDS);
      // no text of the platform: it may quote secrets
      sent.span().setAttribute("gateway.outcome", outcome);
      if (!outcome.equals(OK)) {
        sent.span().setStatus(StatusCode.ERROR);
      }
      sent.span().end();
    }
  }

  private Timer timer(Ended ended) {
    return Timer.builder("orders.call")
        .description("Calls of gateways, from the permission to send until the response")
        .tags("api", ended.api(), "outcome", ended.outcome())
        .serviceLevelObjectives(BUCKETS)
        .register(meters);
  }
}
