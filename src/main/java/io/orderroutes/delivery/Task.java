package io.orderroutes.delivery;

import io.orderroutes.gateway.Order;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/** An admitted event; those with an equal key wait for each other. */
record Task(EventRecord record, Admission admission, Object key) {
  static Task of(EventRecord record, Admission admission) {
    return new Task(record, admission, admission.key().orElse(record.place()));
  }

  /** The same with its record traced. */
  Task traced(OrderSpans spans) {
    return new Task(spans.taken(record), admission, key);
  }

  /** Whether one answer serves both. */
  boolean asksLike(Task other) {
    return admission
        .order()
        .flatMap(mine -> other.admission.order().filter(mine::asksLike))
        .isPresent();
  }

  /** Tasks of an equal key go together; an order that failed goes alone. */
  Optional<Object> together() {
    boolean failed = record.retry().attempts() > 0;
    return failed ? Optional.empty() : admission.order().flatMap(Order::together);
  }

  /** How many orders the call for this one may ask for. */
  int batchSize() {
    return together().isPresent() ? admission.order().orElseThrow().platform().batchSize() : 1;
  }

  TopicPartition partition() {
    return record.partition();
  }
}
