package io.orderroutes.dispatch;

import io.orderroutes.events.UnavailableException;
import io.orderroutes.kafka.EventRecord;
import io.orderroutes.sellers.Order;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * An event, and the order to fetch for it, or the reason why there is none. Events with an equal
 * key wait for each other.
 */
record Task(EventRecord record, Optional<Order> order, Optional<Exception> refusal, Object key) {
  static Task of(EventRecord record, Order order) {
    return new Task(record, Optional.of(order), Optional.empty(), order.flow() + "/" + order.id());
  }

  static Task refused(EventRecord record, Exception reason) {
    return new Task(record, Optional.empty(), Optional.of(reason), record.place());
  }

  /** An event that cannot be read now. It waits in the retry topics and uses no attempt. */
  static Task waiting(EventRecord record, String why) {
    return refused(
        record, new UnavailableException("retries-exhausted", why, Map.of("attempts", "0")));
  }

  /** The same with its record traced. */
  Task traced(OrderSpans spans) {
    return new Task(spans.taken(record), order, refusal, key);
  }

  /** Whether one fetch serves both. */
  boolean asksLike(Task other) {
    return order.flatMap(mine -> other.order.filter(mine::asksLike)).isPresent();
  }

  /** Whose calls it needs; empty where it needs none. */
  String app() {
    return order.map(wanted -> wanted.seller().app().name()).orElse("");
  }

  /** Tasks of an equal key go together; an order that failed goes alone. */
  Optional<Object> together() {
    boolean failed = record.retryHeaders().attempts() > 0;
    return failed ? Optional.empty() : order.flatMap(Order::together);
  }

  /** How many orders the call for this one may ask for. */
  int batchSize() {
    return together().isPresent() ? order.orElseThrow().platform().batchSize() : 1;
  }

  TopicPartition partition() {
    return record.partition();
  }
}
