package io.orderroutes.dispatch;

import io.orderroutes.limits.CallLimits;
import io.orderroutes.limits.Scope;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Events that wait in memory for a limit, ban or outage to end. They hold no worker thread. */
final class DeferredTasks {
  private final CallLimits limits;
  private final Optional<Duration> memory;
  private final Map<Scope, ArrayDeque<Task>> byScope = new LinkedHashMap<>();
  private final Map<Scope, Task> probes = new HashMap<>();

  /**
   * {@code memory} is the longest time that an event waits here; empty if there is no retry topic.
   */
  DeferredTasks(CallLimits limits, Optional<Duration> memory) {
    this.limits = limits;
    this.memory = memory;
  }

  /** Adds a task. The order of a failed probe is the last one to be the probe again. */
  void add(Scope scope, Task task) {
    ArrayDeque<Task> tasks = byScope.computeIfAbsent(scope, closed -> new ArrayDeque<>());
    if (probes.get(scope) == task) {
      probes.remove(scope);
      tasks.addFirst(task);
    } else {
      tasks.add(task);
    }
  }

  /** Removes the tasks that may start now, the longest waiting first. */
  List<Task> opened() {
    List<Task> opened = new ArrayList<>();
    byScope.forEach(
        (scope, tasks) -> {
          boolean leaves = memory.isPresent() && limits.outlasts(scope, memory.get());
          double free = leaves ? tasks.size() : limits.opens(scope);
          // the newest order is the probe: the oldest one may have caused the outage
          boolean probe = free == 1 && limits.isProbed(scope);
          while (free > 0 && !tasks.isEmpty()) {
            Task task = probe ? tasks.pollLast() : tasks.poll();
            if (probe) {
              probes.put(scope, task);
            }
            opened.add(task);
            free -= 1.0 / task.batchSize();
          }
        });
    byScope.values().removeIf(ArrayDeque::isEmpty);
    return opened;
  }

  void removeIf(Predicate<Task> leaves) {
    byScope.values().forEach(tasks -> tasks.removeIf(leaves));
    byScope.values().removeIf(ArrayDeque::isEmpty);
  }

  Map<String, Integer> sizes() {
    Map<String, Integer> sizes = new TreeMap<>();
    byScope.forEach((scope, tasks) -> sizes.put(scope.toString(), tasks.size()));
    return sizes;
  }
}
