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

/** Events that wait in memory until what they need takes calls again; they hold no worker. */
final class DeferredTasks {
  private final CallLimits limits;
  private final Optional<Duration> memory;
  private final Map<Scope, ArrayDeque<Task>> byScope = new LinkedHashMap<>();
  private final Map<Scope, Task> probes = new HashMap<>();

  /** Events wait here no longer than for {@code memory}, if there is a topic to wait in. */
  DeferredTasks(CallLimits limits, Optional<Duration> memory) {
    this.limits = limits;
    this.memory = memory;
  }

  /** The order of a probe that failed is the last to be one again. */
  void add(Scope scope, Task task) {
    ArrayDeque<Task> tasks = byScope.computeIfAbsent(scope, closed -> new ArrayDeque<>());
    if (probes.get(scope) == task) {
      probes.remove(scope);
      tasks.addFirst(task);
    } else {
      tasks.add(task);
    }
  }

  /** Takes out those that may be tried now, the longest waiting first. */
  List<Task> opened() {
    List<Task> opened = new ArrayList<>();
    byScope.forEach(
        (scope, tasks) -> {
          boolean leaves = memory.isPresent() && limits.outlasts(scope, memory.get());
          double free = leaves ? tasks.size() : limits.opens(scope);
          // the probe of an outage is its newest order: the oldest may be what brought it about
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
