package io.orderroutes.delivery;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Which events were taken and which of them are finished, by partition. What may be committed is
 * the lowest offset that is not finished; workers finish in any order.
 */
@Singleton
public class Offsets {
  private final Map<TopicPartition, Partition> partitions = new HashMap<>();
  private int open;
  private long progress;

  private static final class Partition {
    final TreeSet<Long> open = new TreeSet<>();
    long next;
    long committed = -1;

    long committable() {
      return open.isEmpty() ? next : open.first();
    }
  }

  synchronized void taken(TopicPartition partition, long offset) {
    Partition taken = partitions.computeIfAbsent(partition, key -> new Partition());
    if (taken.open.add(offset)) {
      progress = open == 0 ? System.nanoTime() : progress;
      open++;
    }
    taken.next = Math.max(taken.next, offset + 1);
  }

  synchronized void finished(TopicPartition partition, long offset) {
    Partition taken = partitions.get(partition);
    if (taken != null && taken.open.remove(offset)) {
      progress = System.nanoTime();
      open--;
    }
  }

  /** Events taken and not finished. */
  synchronized int open() {
    return open;
  }

  /** How long none of the events was finished that were taken; nothing where all are finished. */
  public synchronized Duration standing() {
    return open == 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - progress);
  }

  /** Events of the partition taken and not finished. */
  synchronized int open(TopicPartition partition) {
    Partition taken = partitions.get(partition);
    return taken == null ? 0 : taken.open.size();
  }

  /** What of these partitions can be committed and has not been; the caller commits it. */
  synchronized Map<TopicPartition, OffsetAndMetadata> committable(Collection<TopicPartition> of) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    for (TopicPartition partition : of) {
      Partition taken = partitions.get(partition);
      if (taken != null && taken.committable() != taken.committed) {
        taken.committed = taken.committable();
        offsets.put(partition, new OffsetAndMetadata(taken.committed));
      }
    }
    return offsets;
  }

  /** What can be committed of these partitions, committed before or not. */
  synchronized Map<TopicPartition, OffsetAndMetadata> positions(Collection<TopicPartition> of) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    for (TopicPartition partition : of) {
      Partition taken = partitions.get(partition);
      if (taken != null) {
        offsets.put(partition, new OffsetAndMetadata(taken.committable()));
      }
    }
    return offsets;
  }

  /** A commit failed: its partitions are to be committed again. */
  synchronized void notCommitted(Collection<TopicPartition> failed) {
    for (TopicPartition partition : failed) {
      Partition taken = partitions.get(partition);
      if (taken != null) {
        taken.committed = -1;
      }
    }
  }

  /** Partitions that another copy of the service serves now. */
  synchronized void forget(Collection<TopicPartition> lost) {
    for (TopicPartition partition : lost) {
      Partition taken = partitions.remove(partition);
      open -= taken == null ? 0 : taken.open.size();
    }
  }
}
