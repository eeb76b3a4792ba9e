package io.orderroutes.consumer;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * Finds the partition whose next record cannot be read, so that the others can be read. The client
 * does not always name the partition, so after a failure each one is polled alone. The partition
 * that fails alone is paused and retried after growing delays. Times are nanoseconds.
 */
final class UnreadablePartitions {
  /** Enough time for a partition that is polled alone to return a record. */
  private static final long ALONE = TimeUnit.SECONDS.toNanos(5);

  private final Map<TopicPartition, Backoff> unreadable = new HashMap<>();
  private final Set<TopicPartition> tried = new HashSet<>();
  private final Deque<TopicPartition> suspects = new ArrayDeque<>();
  private long aloneSince;

  /** The assigned partitions that are not polled now. */
  Set<TopicPartition> held(Set<TopicPartition> assigned, long now) {
    suspects.retainAll(assigned);
    Set<TopicPartition> held = new HashSet<>(suspects.isEmpty() ? unreadable.keySet() : assigned);
    if (suspects.isEmpty()) {
      held.removeAll(due(now));
    } else {
      held.remove(suspects.peek());
    }
    return held;
  }

  /** The partitions that have become due; each is returned once before it fails again. */
  Set<TopicPartition> begin(long now) {
    Set<TopicPartition> begun = due(now);
    begun.removeIf(due -> !tried.add(due));
    return begun;
  }

  private Set<TopicPartition> due(long now) {
    return unreadable.entrySet().stream()
        .filter(entry -> entry.getValue().left(now) <= 0)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /** A poll of these partitions failed. Returns those that are known to be the cause. */
  Set<TopicPartition> failed(Set<TopicPartition> polled, long now) {
    Set<TopicPartition> causes = new HashSet<>(polled);
    causes.retainAll(unreadable.keySet());
    if (causes.isEmpty() && polled.size() > 1) {
      suspects.clear();
      suspects.addAll(polled);
      aloneSince = now;
      return Set.of();
    }
    return mark(causes.isEmpty() ? polled : causes, now);
  }

  /** These partitions are known to be the cause of a failure. */
  Set<TopicPartition> mark(Set<TopicPartition> causes, long now) {
    causes.forEach(cause -> unreadable.computeIfAbsent(cause, key -> new Backoff()).failed(now));
    suspects.removeAll(causes);
    tried.removeAll(causes);
    aloneSince = now;
    return causes;
  }

  /**
   * A poll succeeded.
   *
   * @param read the partitions that it read from
   * @param lag the records that are left to read in a partition, where that is known
   * @return the partitions that can be read again
   */
  Set<TopicPartition> read(
      Set<TopicPartition> read, Function<TopicPartition, OptionalLong> lag, long now) {
    if (unreadable.isEmpty() && suspects.isEmpty()) {
      return Set.of();
    }
    TopicPartition suspect = suspects.peek();
    if (suspect != null
        && (read.contains(suspect) || hasNone(lag, suspect) || now - aloneSince > ALONE)) {
      suspects.remove();
      aloneSince = now;
    }
    Set<TopicPartition> readable = due(now);
    readable.removeIf(due -> !read.contains(due) && !hasNone(lag, due));
    unreadable.keySet().removeAll(readable);
    return readable;
  }

  private static boolean hasNone(
      Function<TopicPartition, OptionalLong> lag, TopicPartition partition) {
    return lag.apply(partition).orElse(1) == 0;
  }

  void forget(Collection<TopicPartition> partitions) {
    unreadable.keySet().removeAll(partitions);
    suspects.removeAll(partitions);
  }
}
