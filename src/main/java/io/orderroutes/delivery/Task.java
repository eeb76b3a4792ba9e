package io.orderroutes.delivery;

import io.orderroutes.gateway.Order;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/** An admitted event; those with an equal key wait for each other. */
record Task(EventRecord record, Admission admission, Object key) {
  static Task of(EventRecord record, Admission admission) {
    return new Task(record, admission, admission.key().orElse(record.place()));
  }

  /** Whether one answer serves both. */
  boolean asksLike(Task other) {
    return admission
        .order()
        .flatMap(mine -> other.admission.order().filter(mine::asksLike))
        .isPresent();
  }

  /** How many orders the call for this one may ask for; an order that failed goes alone. */
  int batchSize() {
    boolean failed = record.retry().attempts() > 0;
    return failed ? 1 : admission.order().map(order -> order.platform().batchSize()).orElse(1);
  }

  /** Tasks of an equal key go together; empty where this one goes alone. */
  Optional<Object> together() {
    return batchSize() > 1 ? admission.order().flatMap(Order::together) : Optional.empty();
  }

  TopicPartition partition() {
    return record.partition();
  }
}
