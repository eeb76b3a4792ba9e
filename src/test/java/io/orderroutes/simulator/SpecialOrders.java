package io.orderroutes.simulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Which orders misbehave on a call, and how often they did so far. */
final class SpecialOrders {
  private final Map<String, Integer> calls = new ConcurrentHashMap<>();

  /** The special ones among the orders of a call, in its order; the call counts for each. */
  Map<String, SpecialOrder> strike(Api api, String session, List<String> orderIds) {
    Map<String, SpecialOrder> struck = new LinkedHashMap<>();
    for (String orderId : orderIds) {
      SpecialOrder.of(orderId)
          .filter(special -> special.strikes(api))
          .filter(
              special ->
                  calls.merge(special.isOfToken() ? special + session : orderId, 1, Integer::sum)
                      <= special.strikes())
          .ifPresent(special -> struck.put(orderId, special));
    }
    return struck;
  }

  void clear() {
    calls.clear();
  }
}
