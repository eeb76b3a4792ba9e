package io.orderroutes.limits;

import io.orderroutes.limits.CallLimits.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What later calls of orders wait for, by platform and app. While {@code ordersMax} orders wait for
 * a later call, no further order of them starts, because its first call would be wasted.
 */
final class LaterCalls {
  private final int ordersMax;
  private final Map<String, Stopped> stopped = new ConcurrentHashMap<>();
  private final Map<String, Set<Scope>> paced = new ConcurrentHashMap<>();

  private record Stopped(Scope scope, int orders) {}

  LaterCalls(int ordersMax) {
    this.ordersMax = ordersMax;
  }

  /** The orders of one platform and one app make the same calls. */
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

  /** The scope that too many orders wait for; the caller checks whether it is still closed. */
  Optional<Scope> crowded(Entry call) {
    Stopped known = call.first() ? stopped.get(orders(call)) : null;
    return known == null || known.orders < ordersMax ? Optional.empty() : Optional.of(known.scope);
  }

  void paced(Entry call, List<Scope> scopes) {
    if (!call.first() && !scopes.isEmpty()) {
      paced.computeIfAbsent(orders(call), orders -> ConcurrentHashMap.newKeySet()).addAll(scopes);
    }
  }

  /** The scopes of a first call and of later calls of the same orders. */
  List<Scope> withFirst(Entry call, List<Scope> scopes) {
    List<Scope> all = new ArrayList<>(scopes);
    all.addAll(paced.getOrDefault(orders(call), Set.of()));
    return all;
  }
}
