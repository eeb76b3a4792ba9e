package io.orderroutes.delivery;

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

  TopicPartition partition() {
    return record.partition();
  }
}
