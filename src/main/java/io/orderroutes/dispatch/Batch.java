package io.orderroutes.dispatch;

import io.orderroutes.retry.EventRecord;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** What one worker brings to its end: the orders that one call asks for, mostly one. */
record Batch(List<CoalescedRequest> requests) {
  List<EventRecord> records() {
    return requests.stream().flatMap(request -> request.records().stream()).toList();
  }

  boolean isOf(Set<TopicPartition> partitions) {
    return requests.stream().anyMatch(request -> request.isOf(partitions));
  }

  /** The events of the first order. */
  CoalescedRequest first() {
    return requests.get(0);
  }
}
