package io.orderroutes.dispatch;

import io.opentelemetry.api.trace.SpanContext;
import io.orderroutes.sellers.Order;
import org.jboss.logging.MDC;

/** What each line of the log says of the order that its thread is at; JSON shows it as "mdc". */
final class LogFields {
  private LogFields() {}

  /** From now on lines are about this order, or about the first of several and their seller. */
  static void name(Batch batch) {
    name(batch.first());
    if (batch.requests().size() > 1) {
      MDC.remove("orderId");
    }
  }

  static void name(CoalescedRequest request) {
    MDC.clear();
    Task newest = request.newest();
    newest.resolved().order().ifPresent(LogFields::put);
    SpanContext trace = newest.record().span().getSpanContext();
    if (trace.isValid()) {
      MDC.put("traceId", trace.getTraceId());
    }
  }

  private static void put(Order order) {
    MDC.put("orderId", order.id());
    MDC.put("seller", order.seller().name());
    MDC.put("platform", order.flow());
  }
}
