package io.orderroutes.dispatch;

import io.orderroutes.retry.EventRecord;
import io.orderroutes.sellers.Order;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/** An admitted event; those with an equal key wait for each other. */
record Task(EventRecord record, ResolvedEvent resolved, Object key) {
  static Task of(EventRecord record, ResolvedEvent resolved) {
    return new Task(record, resolved, resolved.key().orElse(record.place()));
  }

  /** The same with its record traced. */
  Task traced(OrderSpans spans) {
    return new Task(spans.taken(record), resolved, key);
  }

  /** Whether one answer serves both. */
  boolean asksLike(Task other) {
    return resolved
        .order()
        .flatMap(mine -> other.resolved.order().filter(mine::asksLike))
        .isPresent();
  }

  /** Whose calls it needs; empty where it needs none. */
  String app() {
    return resolved.order().map(order -> order.seller().app().name()).orElse("");
  }

  /** Tasks of an equal key go together; an order that failed goes alone. */
  Optional<Object> together() {
    boolean failed = record.retryHeaders().attempts() > 0;
    return failed ? Optional.empty() : resolved.order().flatMap(Order::together);
  }

  /** How many orders the call for this one may ask for. */
  int batchSize() {
    return together().isPresent() ? resolved.order().orElseThrow().platform().batchSize() : 1;
  }

  TopicPartition partition() {
    return record.partition();
  }
}
