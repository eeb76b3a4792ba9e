package io.orderroutes.dispatch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Tasks that wait until one call can serve several orders: until the batch is full, or until its
 * first task has waited for the linger time. Calls are guarded by {@link OrderDispatcher}.
 */
final class BatchAccumulator {
  private static final long LONGEST = TimeUnit.SECONDS.toNanos(1);

  private final Map<Object, Group> groups = new LinkedHashMap<>();
  private final long waitNanos;
  private final LongSupplier nanos;
  private int coming;
  private boolean hasMore;
  private long moreSince;
  private boolean looking;

  private static final class Group {
    final ArrayDeque<Task> tasks = new ArrayDeque<>();
    final int full;
    long since;

    Group(int full) {
      this.full = full;
    }
  }

  BatchAccumulator(long waitMillis, LongSupplier nanos) {
    this.waitNanos = TimeUnit.MILLISECONDS.toNanos(waitMillis);
    this.nanos = nanos;
  }

  /**
   * Tells how many polled events are not here yet. While there are any, or more to poll, a batch
   * that is not full waits for up to a second.
   */
  void comes(int events, boolean more) {
    coming = events;
    moreSince = hasMore ? moreSince : nanos.getAsLong();
    hasMore = more;
  }

  /** Whether there are more events to poll, and have been for less than a second. */
  boolean isReadingOn() {
    return hasMore && nanos.getAsLong() - moreSince < LONGEST;
  }

  /** One of the polled events is here. */
  void handedOver() {
    coming--;
  }

  void add(Object together, Task task) {
    Group group = groups.computeIfAbsent(together, key -> new Group(task.batchSize()));
    if (group.tasks.isEmpty()) {
      group.since = nanos.getAsLong();
    }
    group.tasks.add(task);
  }

  boolean isEmpty() {
    return groups.isEmpty();
  }

  /**
   * Schedules {@code look} for the time when a batch may be ready. {@link #looked} allows the next
   * one.
   */
  void lookAgain(Runnable look) {
    if (!groups.isEmpty() && !looking) {
      looking = true;
      CompletableFuture.delayedExecutor(waitNanos, TimeUnit.NANOSECONDS).execute(look);
    }
  }

  void looked() {
    looking = false;
  }

  boolean hasReady() {
    return groups.values().stream().anyMatch(this::isReady);
  }

  /** Removes the tasks of one call, at most a full batch. */
  List<Task> takeReady() {
    Group group = groups.values().stream().filter(this::isReady).findFirst().orElseThrow();
    List<Task> tasks = new ArrayList<>();
    for (int left = group.full; left > 0 && !group.tasks.isEmpty(); left--) {
      tasks.add(group.tasks.poll());
    }
    group.since = nanos.getAsLong();
    groups.values().removeIf(rest -> rest.tasks.isEmpty());
    return tasks;
  }

  private boolean isReady(Group group) {
    return group.tasks.size() >= group.full
        || nanos.getAsLong() - group.since
            >= (hasMore || coming > 0 ? Math.max(LONGEST, waitNanos) : waitNanos);
  }

  void removeIf(Predicate<Task> leaves) {
    Collection<Group> all = groups.values();
    all.forEach(group -> group.tasks.removeIf(leaves));
    all.removeIf(group -> group.tasks.isEmpty());
  }
}
