package io.orderroutes.limits;

import io.orderroutes.limits.CallLimits.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What an order's later calls wait for, by flow and app: an order is not begun, at the cost of its
 * first call, while as many as may be called for at once already wait for a later one.
 */
final class LaterCalls {
  private final int ordersMax;
  private final Map<String, Stopped> stopped = new ConcurrentHashMap<>();
  private final Map<String, Set<Scope>> paced = new ConcurrentHashMap<>();

  private record Stopped(Scope scope, int orders) {}

  LaterCalls(int ordersMax) {
    this.ordersMax = ordersMax;
  }

  /** Orders whose later calls are the same: those of a flow that an app calls for. */
  private static String orders(Entry call) {
    return call.flow() + " of app " + call.app().name();
  }

  void stopped(Entry call, Scope scope) {
    if (!call.first()) {
      stopped.compute(
          orders(call),
          (orders, before) ->
              new Stopped(
                  scope, before != null && before.scope.equals(scope) ? before.orders + 1 : 1));
    }
  }

  void forget(Scope scope) {
    stopped.values().removeIf(known -> known.scope.equals(scope));
  }

  /** The scope that too many orders of the flow wait for, if it still is closed. */
  Optional<Scope> crowded(Entry call) {
    Stopped known = call.first() ? stopped.get(orders(call)) : null;
    return known == null || known.orders < ordersMax ? Optional.empty() : Optional.of(known.scope);
  }

  void paced(Entry call, List<Scope> scopes) {
    if (!call.first() && !scopes.isEmpty()) {
      paced.computeIfAbsent(orders(call), orders -> ConcurrentHashMap.newKeySet()).addAll(scopes);
    }
  }

  /** The scopes of a first call and of those that its flow makes later. */
  List<Scope> withFirst(Entry call, List<Scope> scopes) {
    List<Scope> all = new ArrayList<>(scopes);
    all.addAll(paced.getOrDefault(orders(call), Set.of()));
    return all;
  }
}
