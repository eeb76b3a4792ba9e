package io.orderroutes.dispatch;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.orderroutes.config.OrdersConfig;
import io.orderroutes.kafka.EventRecord;
import io.orderroutes.sellers.Order;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The spans of events, from taking an event to its end, in the trace that it came with or in a new
 * one. A span is kept beside its event and is not current on a thread, because an order changes
 * threads. While tracing is off there are none.
 */
@Singleton
public class OrderSpans {
  private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();
  private static final String TRACEPARENT = "traceparent";

  private final Tracer tracer;
  private final String group;
  private final boolean off;

  public OrderSpans(
      Tracer tracer,
      OrdersConfig config,
      @ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean off) {
    this.tracer = tracer;
    this.group = config.consumer().group();
    this.off = off;
  }

  /** The event with its span, if it is traced. */
  EventRecord taken(EventRecord record) {
    if (off) {
      return record;
    }
    String topic = record.partition().topic();
    return record.traced(
        tracer
            .spanBuilder("process " + topic)
            .setSpanKind(SpanKind.CONSUMER)
            .setParent(W3C.extract(Context.root(), record, new Came()))
            .setAttribute("messaging.system", "kafka")
            .setAttribute("messaging.operation.name", "process")
            .setAttribute("messaging.operation.type", "process")
            .setAttribute("messaging.destination.name", topic)
            .setAttribute(
                "messaging.destination.partition.id",
                Integer.toString(record.partition().partition()))
            .setAttribute("messaging.kafka.offset", record.offset())
            .setAttribute("messaging.consumer.group.name", group)
            // replaced if the event is parked or retried
            .setAttribute(EventRecord.OUTCOME, "document")
            .startSpan());
  }

  /** Reads the trace context of an event. Of a retry record, the attempt before is the parent. */
  private static final class Came implements TextMapGetter<EventRecord> {
    @Override
    public Iterable<String> keys(EventRecord record) {
      return W3C.fields();
    }

    @Override
    public String get(EventRecord record, String key) {
      String before = record.retryHeaders().trace();
      if (key.equals(TRACEPARENT) && !before.isEmpty()) {
        return before;
      }
      Header header = record.headers().lastHeader(key);
      return header == null || header.value() == null
          ? null
          : new String(header.value(), StandardCharsets.UTF_8);
    }
  }

  /**
   * Ends the spans. Spans of events that one document serves are linked; the document is in the
   * trace of the newest.
   */
  void ended(Batch batch) {
    if (off) {
      return;
    }
    for (Batch.CoalescedRequest request : batch.requests()) {
      Span newest = request.newest().record().span();
      for (Task task : request.tasks()) {
        Span span = task.record().span();
        task.order().ifPresent(order -> describe(span, order));
        if (span != newest) {
          newest.addLink(span.getSpanContext());
          span.addLink(newest.getSpanContext());
          span.end();
        }
      }
      newest.end();
    }
  }

  private static void describe(Span span, Order order) {
    span.setAttribute("order.id", order.id());
    span.setAttribute("order.seller", order.seller().name());
    span.setAttribute("order.platform", order.flow());
  }
}
