package io.orderroutes.consumer;

import io.orderroutes.kafka.RetryHeaders;
import io.orderroutes.retry.RetryTopics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Delays the records of retry topics until they are due. A topic has one delay, so its records
 * become due in their order. A partition whose next record is not due is paused until then. Other
 * partitions are not delayed.
 */
final class DelayedPartitions {
  /** How far the clocks of instances may differ. */
  private static final Duration CLOCKS = Duration.ofMinutes(10);

  private final RetryTopics retries;
  private final Map<TopicPartition, Instant> waiting = new HashMap<>();

  DelayedPartitions(RetryTopics retries) {
    this.retries = retries;
  }

  /** The partitions that wait. Partitions that are due no longer wait. */
  Set<TopicPartition> waiting(Instant now) {
    waiting.values().removeIf(due -> !due.isAfter(now));
    return new HashSet<>(waiting.keySet());
  }

  void forget(Collection<TopicPartition> partitions) {
    waiting.keySet().removeAll(partitions);
  }

  /** The polled records that are due. The consumer seeks back to the first record that is not. */
  ConsumerRecords<byte[], byte[]> of(
      ConsumerRecords<byte[], byte[]> polled, Consumer<byte[], byte[]> consumer, Instant now) {
    if (polled.partitions().stream().noneMatch(partition -> retries.contains(partition.topic()))) {
      return polled;
    }
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> due = new HashMap<>();
    Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>(polled.nextOffsets());
    for (TopicPartition partition : polled.partitions()) {
      List<ConsumerRecord<byte[], byte[]>> records = polled.records(partition);
      boolean waits = retries.contains(partition.topic());
      int count = waits ? due(records, now, latest(partition, now)) : records.size();
      if (count > 0) {
        due.put(partition, new ArrayList<>(records.subList(0, count)));
      }
      if (count < records.size()) {
        ConsumerRecord<byte[], byte[]> first = records.get(count);
        consumer.seek(partition, first.offset());
        next.remove(partition);
        waiting.put(partition, RetryHeaders.notBefore(first.headers()));
      }
    }
    return new ConsumerRecords<>(due, next);
  }

  private static int due(
      List<ConsumerRecord<byte[], byte[]>> records, Instant now, Instant latest) {
    int count = 0;
    while (count < records.size() && isDue(records.get(count), now, latest)) {
      count++;
    }
    return count;
  }

  private static boolean isDue(ConsumerRecord<?, ?> record, Instant now, Instant latest) {
    Instant notBefore = RetryHeaders.notBefore(record.headers());
    return !notBefore.isAfter(now) || notBefore.isAfter(latest);
  }

  /**
   * A record that is due later than this was not written by this service. It would delay all
   * others.
   */
  private Instant latest(TopicPartition partition, Instant now) {
    return now.plus(retries.waitIn(partition.topic()).multipliedBy(2)).plus(CLOCKS);
  }
}
