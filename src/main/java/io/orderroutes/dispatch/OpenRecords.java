package io.orderroutes.dispatch;

import io.orderroutes.kafka.EventRecord;
import java.util.ArrayDeque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.TopicPartition;

/**
 * Turns records into tasks, one for each event, and finishes a record when the last of its events
 * has ended. While too many events of records with several events are open, further records wait in
 * their order. Calls are guarded by {@link OrderDispatcher}.
 */
final class OpenRecords {
  private final int most;
  private final EventResolver resolver;
  private final OrderSpans spans;
  private final EventTracker tracker;
  private final KeyedQueue queue;
  private final Map<AtomicInteger, TopicPartition> batches = new IdentityHashMap<>();
  private final ArrayDeque<EventRecord> waiting = new ArrayDeque<>();
  private int events;

  /**
   * {@code most} is the number of open events of records with several events, from which on further
   * records wait.
   */
  OpenRecords(
      int most, EventResolver resolver, OrderSpans spans, EventTracker tracker, KeyedQueue queue) {
    this.most = most;
    this.resolver = resolver;
    this.spans = spans;
    this.tracker = tracker;
    this.queue = queue;
  }

  /** Queues the tasks of a record, or lets the record wait. */
  void add(EventRecord record, List<Task> tasks) {
    boolean holdsOrders = !tasks.isEmpty();
    if (holdsOrders && !waiting.isEmpty() || tasks.size() > 1 && events >= most) {
      waiting.add(record);
    } else {
      begin(record, tasks);
    }
  }

  private void begin(EventRecord record, List<Task> tasks) {
    if (tasks.isEmpty()) {
      tracker.finished(record.partition(), record.offset(), record.log());
      return;
    }
    tasks
        .get(0)
        .record()
        .unended()
        .ifPresent(
            unended -> {
              batches.put(unended, record.partition());
              events += tasks.size();
            });
    tasks.forEach(task -> queue.add(task.traced(spans)));
  }

  void ended(List<EventRecord> ended) {
    for (EventRecord event : ended) {
      boolean last = event.ended();
      boolean open = event.unended().filter(batches::containsKey).isPresent();
      if (open) {
        events--;
      }
      if (last) {
        event.unended().ifPresent(batches::remove);
        tracker.finished(event.partition(), event.offset(), event.log());
      }
    }
  }

  /** Starts records that have waited, as far as there is room. */
  void beginWaiting() {
    while (!waiting.isEmpty() && events < most) {
      EventRecord next = waiting.poll();
      begin(next, resolver.tasksAgain(next));
    }
  }

  /** The number of open events beyond one for each record. */
  int further() {
    return events - batches.size();
  }

  void drop(Set<TopicPartition> partitions) {
    waiting.removeIf(record -> partitions.contains(record.partition()));
    batches.forEach(
        (unended, partition) -> events -= partitions.contains(partition) ? unended.get() : 0);
    batches.values().removeAll(partitions);
  }

  void clear() {
    waiting.clear();
  }
}
