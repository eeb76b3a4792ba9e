package io.orderroutes.delivery;

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
import org.apache.kafka.common.TopicPartition;

/**
 * Holds back what is not due in the retry topics. A topic has one wait, so its records are due in
 * their order: a partition whose next record is not due is paused until then, and holds up nobody.
 */
final class DueRecords {
  private final RetryTopics retries;
  private final Map<TopicPartition, Instant> waiting = new HashMap<>();

  DueRecords(RetryTopics retries) {
    this.retries = retries;
  }

  /** The partitions that wait, of which those that are due by now wait no longer. */
  Set<TopicPartition> waiting(Instant now) {
    waiting.values().removeIf(due -> !due.isAfter(now));
    return new HashSet<>(waiting.keySet());
  }

  void forget(Collection<TopicPartition> partitions) {
    waiting.keySet().removeAll(partitions);
  }

  /** The polled records that are due; the consumer goes back to the first that is not. */
  ConsumerRecords<byte[], byte[]> of(
      ConsumerRecords<byte[], byte[]> polled, Consumer<byte[], byte[]> consumer, Instant now) {
    if (polled.partitions().stream().noneMatch(partition -> retries.contains(partition.topic()))) {
      return polled;
    }
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> due = new HashMap<>();
    for (TopicPartition partition : polled.partitions()) {
      List<ConsumerRecord<byte[], byte[]>> records = polled.records(partition);
      int count = retries.contains(partition.topic()) ? due(records, now) : records.size();
      if (count > 0) {
        due.put(partition, new ArrayList<>(records.subList(0, count)));
      }
      if (count < records.size()) {
        ConsumerRecord<byte[], byte[]> next = records.get(count);
        consumer.seek(partition, next.offset());
        waiting.put(partition, Retry.notBefore(next.headers()));
      }
    }
    return new ConsumerRecords<>(due, Map.of());
  }

  private static int due(List<ConsumerRecord<byte[], byte[]>> records, Instant now) {
    int count = 0;
    while (count < records.size() && !Retry.notBefore(records.get(count).headers()).isAfter(now)) {
      count++;
    }
    return count;
  }
}
