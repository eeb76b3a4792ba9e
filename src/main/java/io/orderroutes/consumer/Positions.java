package io.orderroutes.consumer;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Sets the position of a partition when the client's own position is missing or wrong. The client
 * has {@code auto.offset.reset=none}, so it never moves a position by itself.
 */
final class Positions {
  private static final Logger LOG = Logger.getLogger(Positions.class);

  /** How long Kafka may take to return an offset. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final OffsetTracker tracker;
  private final MeterRegistry meters;
  private final String policy;
  private boolean valid = true;

  /** {@code policy} is the operator's {@code auto.offset.reset}: earliest, latest or none. */
  Positions(OffsetTracker tracker, MeterRegistry meters, String policy) {
    this.tracker = tracker;
    this.meters = meters;
    this.policy = policy;
  }

  /** Registers the meters, so that they are there before the first count. */
  void count(Collection<String> topics) {
    topics.forEach(topic -> meters.counter("orders.events.missed", "topic", topic));
  }

  /** The client's positions may differ from the first records that were not taken. */
  void invalidate() {
    valid = false;
  }

  boolean areValid() {
    return valid;
  }

  /**
   * After {@link #invalidate}: goes to the first record that was not taken. A partition of which
   * nothing was taken is read from its committed offset, unless that belongs to another log.
   */
  void restore(Consumer<?, ?> client, KafkaConnection connection) {
    if (!valid) {
      Set<TopicPartition> untouched = new HashSet<>();
      for (TopicPartition partition : client.assignment()) {
        tracker
            .next(partition)
            .ifPresentOrElse(next -> client.seek(partition, next), () -> untouched.add(partition));
      }
      if (!untouched.isEmpty()) {
        seekCommitted(client, connection, untouched);
      }
      valid = true;
    }
  }

  private void seekCommitted(
      Consumer<?, ?> client, KafkaConnection connection, Set<TopicPartition> untouched) {
    Map<TopicPartition, OffsetAndMetadata> committed = client.committed(untouched, PATIENCE);
    for (TopicPartition partition : untouched) {
      OffsetAndMetadata offset = committed.get(partition);
      String log = connection.logOf(partition.topic());
      if (offset == null) {
        begin(client, Set.of(partition));
      } else if (!log.isEmpty() && !offset.metadata().isEmpty() && !offset.metadata().equals(log)) {
        restart(client, Set.of(partition));
      } else {
        client.seek(partition, offset.offset());
      }
    }
  }

  /** These partitions have a new log: their topic was deleted and created again. */
  void restart(Consumer<?, ?> client, Collection<TopicPartition> partitions) {
    client
        .beginningOffsets(partitions, PATIENCE)
        .forEach(
            (partition, begin) ->
                restartAt(client, partition, begin, "its topic was created again"));
  }

  /** The position is not in the log, or there is no position. */
  void reset(Consumer<?, ?> client, InvalidOffsetException invalid) {
    if (invalid instanceof NoOffsetForPartitionException) {
      begin(client, invalid.partitions());
      return;
    }
    Map<TopicPartition, Long> positions =
        ((OffsetOutOfRangeException) invalid).offsetOutOfRangePartitions();
    Map<TopicPartition, Long> begins = client.beginningOffsets(invalid.partitions(), PATIENCE);
    for (TopicPartition partition : invalid.partitions()) {
      long begin = begins.get(partition);
      long position = positions.getOrDefault(partition, begin);
      if (position < begin) {
        missed(client, partition, position, begin);
      } else {
        restartAt(
            client,
            partition,
            cut(invalid, partition, begin),
            "its log was truncated or created again");
      }
    }
  }

  /** Where the log was truncated, if the client knows it. */
  private static long cut(InvalidOffsetException invalid, TopicPartition partition, long begin) {
    OffsetAndMetadata cut =
        invalid instanceof LogTruncationException truncation
            ? truncation.divergentOffsets().get(partition)
            : null;
    return cut == null ? begin : Math.max(begin, cut.offset());
  }

  private void begin(Consumer<?, ?> client, Collection<TopicPartition> partitions) {
    if (policy.equals("none")) {
      throw new NoOffsetForPartitionException(partitions);
    }
    LOG.infof("no offset is committed for %s: reading starts at %s", partitions, policy);
    if (policy.equals("latest")) {
      client.seekToEnd(partitions);
    } else {
      client.seekToBeginning(partitions);
    }
  }

  private void missed(Consumer<?, ?> client, TopicPartition partition, long from, long begin) {
    LOG.errorf(
        "%s: Kafka deleted the events at offsets %d to %d before they were read: raise retention.ms"
            + " of the topic",
        partition, from, begin - 1);
    meters.counter("orders.events.missed", "topic", partition.topic()).increment(begin - from);
    tracker.restart(partition, begin);
    client.seek(partition, begin);
  }

  private void restartAt(Consumer<?, ?> client, TopicPartition partition, long from, String why) {
    LOG.warnf("%s is read again from offset %d: %s", partition, from, why);
    meters.counter("orders.log.restarts", "topic", partition.topic()).increment();
    tracker.restart(partition, from);
    client.seek(partition, from);
  }
}
