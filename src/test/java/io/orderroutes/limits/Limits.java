package io.orderroutes.limits;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.orderroutes.config.OrdersConfig;

/** Limits as they are without any event. */
public final class Limits {
  private Limits() {}

  public static CallLimits of(OrdersConfig config) {
    return of(config, new CircuitBreakers(config));
  }

  public static CallLimits of(OrdersConfig config, CircuitBreakers breakers) {
    return new CallLimits(config, breakers, new SimpleMeterRegistry());
  }
}
