package io.orderroutes.dispatch;

import io.orderroutes.dispatch.Batch.CoalescedRequest;
import io.orderroutes.dispatch.OrderRoute.Outcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Tasks that do not run: they may start, or wait for a task of the same key, for another attempt,
 * or for a limit, ban or outage to end. Calls are guarded by {@link OrderDispatcher}.
 */
final class KeyedQueue {
  /** Those that may start, by app. Apps take turns: one that is slow holds up no other. */
  private final Map<String, ArrayDeque<Task>> ready = new LinkedHashMap<>();

  private final Map<Object, ArrayDeque<Task>> behind = new HashMap<>();
  // by identity, because the hash of a task covers its whole event
  private final Set<Task> failed = Collections.newSetFromMap(new IdentityHashMap<>());
  private final DeferredTasks deferred;
  private final BatchAccumulator accumulator;

  KeyedQueue(DeferredTasks deferred, BatchAccumulator accumulator) {
    this.deferred = deferred;
    this.accumulator = accumulator;
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
        .ifPresentOrElse(
            together -> accumulator.add(together, task),
            () -> ready.computeIfAbsent(task.app(), app -> new ArrayDeque<>()).add(task));
  }

  private Task takeNext() {
    Map.Entry<String, ArrayDeque<Task>> first = ready.entrySet().iterator().next();
    ArrayDeque<Task> tasks = ready.remove(first.getKey());
    Task next = tasks.remove();
    if (!tasks.isEmpty()) {
      ready.put(next.app(), tasks);
    }
    return next;
  }

  boolean hasReady() {
    return !ready.isEmpty() || accumulator.hasReady();
  }

  /** The tasks of the next call. */
  Batch takeReady() {
    List<Task> together = accumulator.hasReady() ? accumulator.takeReady() : List.of(takeNext());
    return new Batch(together.stream().map(this::coalesce).toList());
  }

  /** A task, and all tasks behind it that the same fetch serves. */
  private CoalescedRequest coalesce(Task first) {
    List<Task> tasks = new ArrayList<>(1);
    tasks.add(first);
    for (Iterator<Task> rest = behind.get(first.key()).iterator(); rest.hasNext(); ) {
      Task task = rest.next();
      if (first.asksLike(task)) {
        tasks.add(task);
        rest.remove();
      }
    }
    return new CoalescedRequest(tasks);
  }

  /** Continues after a run. Tasks that are not finished keep the tasks behind them waiting. */
  void done(CoalescedRequest request, Outcome outcome) {
    Task first = request.first();
    if (outcome.ended()) {
      next(first.key());
      return;
    }
    ArrayDeque<Task> queue = behind.get(first.key());
    for (int i = request.tasks().size() - 1; i > 0; i--) {
      queue.addFirst(request.tasks().get(i));
    }
    if (outcome.waitsFor().isPresent()) {
      deferred.add(outcome.waitsFor().get(), first);
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
    deferred.opened().forEach(this::begin);
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
    ready.values().forEach(tasks -> tasks.removeIf(frees));
    ready.values().removeIf(ArrayDeque::isEmpty);
    accumulator.removeIf(frees);
    failed.removeIf(frees);
    deferred.removeIf(frees);
    freed.forEach(this::next);
  }

  void clear() {
    ready.clear();
    accumulator.removeIf(task -> true);
    behind.clear();
    failed.clear();
    deferred.removeIf(task -> true);
  }

  Map<String, Integer> waiting() {
    return deferred.sizes();
  }
}
