package io.orderroutes.delivery;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Tasks that are not running: those that may start, and those that wait for one of the same key,
 * for another attempt or for a scope to open. {@link Workers} guards it.
 */
final class Backlog {
  private final ArrayDeque<Task> ready = new ArrayDeque<>();
  private final Map<Object, ArrayDeque<Task>> behind = new HashMap<>();
  // by identity: the hash of a task would be that of everything in its event
  private final Set<Task> failed = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Waiting waiting;
  private final Gathering gathering;

  Backlog(Waiting waiting, Gathering gathering) {
    this.waiting = waiting;
    this.gathering = gathering;
  }

  void add(Task task) {
    ArrayDeque<Task> queue = behind.get(task.key());
    if (queue == null) {
      behind.put(task.key(), new ArrayDeque<>(0));
      begin(task);
    } else {
      queue.add(task);
    }
  }

  private void begin(Task task) {
    task.together()
        .ifPresentOrElse(together -> gathering.add(together, task), () -> ready.add(task));
  }

  boolean hasReady() {
    return !ready.isEmpty() || gathering.hasReady();
  }

  /** The tasks of the next call. */
  Batch takeReady() {
    List<Task> together = gathering.hasReady() ? gathering.takeReady() : List.of(ready.remove());
    return new Batch(together.stream().map(this::fetch).toList());
  }

  /** A task, and of those behind it all that the same answer serves. */
  private Fetch fetch(Task first) {
    List<Task> tasks = new ArrayList<>(1);
    tasks.add(first);
    for (Iterator<Task> rest = behind.get(first.key()).iterator(); rest.hasNext(); ) {
      Task task = rest.next();
      if (first.asksLike(task)) {
        tasks.add(task);
        rest.remove();
      }
    }
    return new Fetch(tasks);
  }

  /** Tasks that have not ended keep those behind them waiting. */
  void done(Fetch fetch, Ending ending) {
    Task first = fetch.first();
    if (ending.ended()) {
      next(first.key());
      return;
    }
    ArrayDeque<Task> queue = behind.get(first.key());
    for (int i = fetch.tasks().size() - 1; i > 0; i--) {
      queue.addFirst(fetch.tasks().get(i));
    }
    if (ending.waitsFor().isPresent()) {
      waiting.add(ending.waitsFor().get(), first);
    } else {
      failed.add(first);
    }
  }

  void again(Task task) {
    if (failed.remove(task)) {
      begin(task);
    }
  }

  void reopen() {
    waiting.opened().forEach(this::begin);
  }

  private void next(Object key) {
    ArrayDeque<Task> queue = behind.get(key);
    Task next = queue == null ? null : queue.poll();
    if (next == null) {
      behind.remove(key);
    } else {
      begin(next);
    }
  }

  void removeIf(Predicate<Task> leaves) {
    behind.values().forEach(queue -> queue.removeIf(leaves));
    Set<Object> freed = new HashSet<>();
    Predicate<Task> frees = task -> leaves.test(task) && freed.add(task.key());
    ready.removeIf(frees);
    gathering.removeIf(frees);
    failed.removeIf(frees);
    waiting.removeIf(frees);
    freed.forEach(this::next);
  }

  void clear() {
    ready.clear();
    gathering.removeIf(task -> true);
    behind.clear();
    failed.clear();
    waiting.removeIf(task -> true);
  }

  Map<String, Integer> waiting() {
    return waiting.sizes();
  }
}
