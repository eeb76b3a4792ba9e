package io.orderroutes.dispatch;

import org.apache.kafka.common.TopicPartition;

/** Counts the events that are taken from Kafka and not finished. The consumer implements it. */
public interface EventTracker {
  /** The number of the partition's log that events are taken from now. */
  long log(TopicPartition partition);

  /**
   * A document, retry record or parked record of the event at this offset of this log is
   * acknowledged.
   */
  void finished(TopicPartition partition, long offset, long log);

  /** How many events are taken and not finished. */
  int open();
}
