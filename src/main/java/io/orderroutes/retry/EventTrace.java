package io.orderroutes.retry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the span of an event says of its outcome, and the context that goes on from it. */
public final class EventTrace {
  /** The attribute that names the outcome: {@code document}, {@code retry} or {@code parked}. */
  public static final String OUTCOME = "order.outcome";

  private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();

  private EventTrace() {}

  /** The {@code traceparent} of a span. */
  public static String context(Span span) {
    Map<String, String> headers = new LinkedHashMap<>();
    W3C.inject(Context.root().with(span), headers, Map::put);
    return headers.getOrDefault("traceparent", "");
  }

  public static void parked(EventRecord record, String reason) {
    record.span().setAttribute(OUTCOME, "parked");
    record.span().setAttribute("order.reason", reason);
    record.span().setStatus(StatusCode.ERROR);
  }

  /** The context that goes on in the retry record; empty where nothing is traced. */
  static String retried(EventRecord record) {
    record.span().setAttribute(OUTCOME, "retry");
    return record.span().getSpanContext().isValid() ? context(record.span()) : "";
  }
}
