package io.orderroutes.limits;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.orderroutes.sellers.OrdersConfig;

/** Limits as they are without any event. */
public final class Limits {
  private Limits() {}

  public static CallLimits of(OrdersConfig config) {
    return of(config, new Outages(config));
  }

  public static CallLimits of(OrdersConfig config, Outages outages) {
    return new CallLimits(config, outages, new SimpleMeterRegistry());
  }
}
