package io.orderroutes.consumer;

import io.orderroutes.dispatch.EventTracker;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * The events that were taken, and those that are finished, by partition. The offset to commit is
 * the lowest one that is not finished; events finish in any order.
 *
 * <p>A partition can get a new log: its topic is deleted and created again, or the log is
 * truncated. The offsets of the old log do not apply to the new one. Each log has a number; {@link
 * #finished} counts only for the log that the event was taken from.
 */
@Singleton
public class OffsetTracker implements EventTracker {
  private final Map<TopicPartition, Partition> partitions = new HashMap<>();
  private int open;
  private long progress;
  private long logs;

  private static final class Partition {
    final TreeSet<Long> open = new TreeSet<>();
    final long log;
    long next;
    long committed = -1;

    Partition(long log, long next) {
      this.log = log;
      this.next = next;
    }

    long committable() {
      return open.isEmpty() ? next : open.first();
    }
  }

  /** An offset below the expected one belongs to a new log, or is read again. */
  public synchronized void taken(TopicPartition partition, long offset) {
    Partition taken = partitions.get(partition);
    if (taken == null || offset < taken.next) {
      restart(partition, offset);
      taken = partitions.get(partition);
    }
    taken.open.add(offset);
    progress = open == 0 ? System.nanoTime() : progress;
    open++;
    taken.next = offset + 1;
  }

  /** Everything before this offset was taken, or is not an event. */
  synchronized void passed(TopicPartition partition, long next) {
    Partition taken = partitions.computeIfAbsent(partition, key -> new Partition(++logs, next));
    taken.next = Math.max(taken.next, next);
  }

  /** The partition restarts at this offset: events that were taken before no longer count. */
  synchronized void restart(TopicPartition partition, long next) {
    Partition before = partitions.put(partition, new Partition(++logs, next));
    open -= before == null ? 0 : before.open.size();
  }

  @Override
  public synchronized long log(TopicPartition partition) {
    Partition taken = partitions.get(partition);
    return taken == null ? 0 : taken.log;
  }

  /** The next offset to take; empty where none was taken. */
  synchronized OptionalLong next(TopicPartition partition) {
    Partition taken = partitions.get(partition);
    return taken == null ? OptionalLong.empty() : OptionalLong.of(taken.next);
  }

  @Override
  public synchronized void finished(TopicPartition partition, long offset, long log) {
    Partition taken = partitions.get(partition);
    if (taken != null && taken.log == log && taken.open.remove(offset)) {
      progress = System.nanoTime();
      open--;
    }
  }

  @Override
  public synchronized int open() {
    return open;
  }

  /** Time since an event was finished; zero where all are finished. */
  public synchronized Duration standing() {
    return open == 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - progress);
  }

  /** Unfinished events of the partition. */
  synchronized int open(TopicPartition partition) {
    Partition taken = partitions.get(partition);
    return taken == null ? 0 : taken.open.size();
  }

  /**
   * The offsets of these partitions that can be committed and have not been. The caller commits
   * them.
   */
  public synchronized Map<TopicPartition, OffsetAndMetadata> committable(
      Collection<TopicPartition> of) {
    Map<TopicPartition, OffsetAndMetadata> offsets = positions(of);
    offsets
        .entrySet()
        .removeIf(one -> partitions.get(one.getKey()).committed == one.getValue().offset());
    offsets.forEach((partition, to) -> partitions.get(partition).committed = to.offset());
    return offsets;
  }

  /** The offsets of these partitions that can be committed, whether they have been or not. */
  public synchronized Map<TopicPartition, OffsetAndMetadata> positions(
      Collection<TopicPartition> of) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    for (TopicPartition partition : of) {
      Partition taken = partitions.get(partition);
      if (taken != null) {
        offsets.put(partition, new OffsetAndMetadata(taken.committable()));
      }
    }
    return offsets;
  }

  /** A commit of these partitions failed: their offsets must be committed again. */
  synchronized void notCommitted(Collection<TopicPartition> failed) {
    for (TopicPartition partition : failed) {
      Partition taken = partitions.get(partition);
      if (taken != null) {
        taken.committed = -1;
      }
    }
  }

  /** Removes partitions that other instances of the service have now. */
  public synchronized void forget(Collection<TopicPartition> lost) {
    for (TopicPartition partition : lost) {
      Partition taken = partitions.remove(partition);
      open -= taken == null ? 0 : taken.open.size();
    }
  }
}
