package io.orderroutes.delivery;

import java.util.List;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** What one worker brings to its end: the orders that one call asks for, mostly one. */
record Batch(List<Fetch> fetches) {
  List<EventRecord> records() {
    return fetches.stream().flatMap(fetch -> fetch.records().stream()).toList();
  }

  boolean isOf(Set<TopicPartition> partitions) {
    return fetches.stream().anyMatch(fetch -> fetch.isOf(partitions));
  }

  /** The events of the first order. */
  Fetch first() {
    return fetches.get(0);
  }
}
