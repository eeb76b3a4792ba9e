package io.orderroutes.dispatch;

import io.opentelemetry.api.trace.SpanContext;
import io.orderroutes.gateway.OrderContext;
import io.orderroutes.kafka.EventRecord;
import io.orderroutes.sellers.Order;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.MDC;

/** The orders that one worker fetches with one call, mostly one. */
record Batch(List<CoalescedRequest> requests) {

  /** The events of one order that one fetch serves, in the order they came; mostly one. */
  record CoalescedRequest(List<Task> tasks) {
    Task first() {
      return tasks.get(0);
    }

    /** The event that the document names. Of a retry record, the time of its event counts. */
    Task newest() {
      Task newest = first();
      for (Task task : tasks) {
        if (timestamp(task) >= timestamp(newest)) {
          newest = task;
        }
      }
      return newest;
    }

    private static long timestamp(Task task) {
      return task.record().retryHeaders().timestamp();
    }

    private List<EventRecord> records() {
      return tasks.stream().map(Task::record).toList();
    }

    private OrderContext.Request request() {
      Task newest = newest();
      return new OrderContext.Request(newest.order().orElseThrow(), newest.record(), records());
    }
  }

  /** What an exchange for these orders carries. */
  OrderContext context() {
    Task newest = first().newest();
    return newest.order().isEmpty()
        ? new OrderContext(newest.record())
        : new OrderContext(requests.stream().map(CoalescedRequest::request).toList());
  }

  List<EventRecord> records() {
    return requests.stream().flatMap(request -> request.records().stream()).toList();
  }

  boolean isOf(Set<TopicPartition> partitions) {
    return requests.stream()
        .flatMap(request -> request.tasks().stream())
        .anyMatch(task -> partitions.contains(task.partition()));
  }

  /** The events of the first order. */
  CoalescedRequest first() {
    return requests.get(0);
  }

  /**
   * From now on, the lines that this thread logs name the order; of several, their seller and their
   * platform. JSON logs show the fields as "mdc".
   */
  static void log(OrderContext context) {
    MDC.clear();
    SpanContext trace = context.newest().span().getSpanContext();
    if (trace.isValid()) {
      MDC.put("traceId", trace.getTraceId());
    }
    if (context.requests().isEmpty()) {
      return;
    }
    Order order = context.order();
    if (context.requests().size() == 1) {
      MDC.put("orderId", order.id());
    }
    MDC.put("seller", order.seller().name());
    MDC.put("platform", order.flow());
  }
}
