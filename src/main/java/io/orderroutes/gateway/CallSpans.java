package io.orderroutes.gateway;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.orderroutes.gateway.GatewayCall.Pending;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import org.apache.camel.Exchange;

/** A span for each call that is made for a traced order: which API, and what came of it. */
@Singleton
public class CallSpans {
  /** The exchange property that holds the spans of the orders; it is missing of untraced ones. */
  public static final String ORDERS = "orderSpans";

  private static final String CALL = "callSpan";

  private final Tracer tracer;

  public CallSpans(Tracer tracer) {
    this.tracer = tracer;
  }

  /** The call belongs to the trace of its first order, and is linked to those of the others. */
  void begin(Exchange exchange, Pending call) {
    List<?> orders = exchange.getProperty(ORDERS, List.class);
    if (orders == null) {
      return;
    }
    SpanBuilder span =
        tracer
            .spanBuilder("call " + call.api())
            .setSpanKind(SpanKind.CLIENT)
            .setParent(Context.root().with((Span) orders.get(0)))
            // the host alone: what else stands in the URL is nobody's business
            .setAttribute("server.address", host(call))
            .setAttribute("gateway.api", call.api())
            .setAttribute("gateway.orders", call.asked().size())
            .setAttribute("gateway.attempt", call.attempt());
    orders.stream().skip(1).forEach(other -> span.addLink(((Span) other).getSpanContext()));
    exchange.setProperty(CALL, span.startSpan());
  }

  private static String host(Pending call) {
    return URI.create(call.order().seller().app().gateway()).getHost();
  }

  /** What came of the call, and nothing that the platform says of it. */
  static void end(Exchange exchange, String outcome) {
    if (exchange.removeProperty(CALL) instanceof Span span) {
      span.setAttribute("gateway.outcome", outcome);
      if (!outcome.equals(CallMeters.OK)) {
        span.setStatus(StatusCode.ERROR);
      }
      span.end();
    }
  }
}
