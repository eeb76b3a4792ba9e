package io.orderroutes.dispatch;

import org.apache.kafka.common.TopicPartition;

/** Counts the events that were taken from Kafka and are not finished; whoever commits keeps it. */
public interface EventTracker {
  /** The number of the log that the partition's events are taken from now. */
  long log(TopicPartition partition);

  /** The event at this offset of this log became a document, a retry record or a parked record. */
  void finished(TopicPartition partition, long offset, long log);

  /** How many events were taken and are not finished. */
  int open();
}
