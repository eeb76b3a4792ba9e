package io.orderroutes.limits;

import io.orderroutes.config.ConfigurationError;
import io.orderroutes.config.OrdersConfig;
import java.util.HashMap;
import java.util.Map;

/** Reads the calls per second of {@code orders.apps.*}. */
final class LimitKeys {
  private LimitKeys() {}

  static Map<Scope, Double> read(OrdersConfig config) {
    Map<Scope, Double> limits = new HashMap<>();
    config
        .apps()
        .forEach(
            (name, app) -> {
              String prefix = "orders.apps." + name + ".";
              app.callsPerSecond()
                  .ifPresent(
                      rate ->
                          limits.put(
                              Scope.ofApp(name), checked(prefix + "calls-per-second", rate)));
              app.apiCallsPerSecond()
                  .forEach(
                      (api, rate) ->
                          limits.put(
                              Scope.ofApp(name, api),
                              checked(prefix + "api-calls-per-second.\"" + api + '"', rate)));
            });
    return limits;
  }

  private static double checked(String key, double rate) {
    if (!(rate > 0 && rate <= 1_000_000)) {
      throw new ConfigurationError(key, "is " + rate, "write calls per second, e.g. 50 or 0.5");
    }
    return rate;
  }
}
