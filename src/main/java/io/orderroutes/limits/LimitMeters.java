package io.orderroutes.limits;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Counts bans and how long calls wait for their place. */
final class LimitMeters {
  private final MeterRegistry meters;
  private final Map<String, Timer> waits = new ConcurrentHashMap<>();

  LimitMeters(MeterRegistry meters) {
    this.meters = meters;
  }

  /** A call of the app, which is limited, waited so long for its place. */
  void waited(String app, long nanos) {
    waits
        .computeIfAbsent(app, name -> meters.timer("orders.limit.wait", "app", name))
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  /** A ban begins, of which so many seconds are left; none are once it has ended. */
  void banned(Scope scope, LongSupplier secondsLeft) {
    meters.counter("orders.bans", "scope", scope.toString()).increment();
    Gauge.builder("orders.ban.left", secondsLeft::getAsLong)
        .description("How long the platform's ban of the scope lasts")
        .baseUnit("seconds")
        .tag("scope", scope.toString())
        .register(meters);
  }

  /** An app is refused with this code; 1 for as long as it is. */
  void appRefused(String app, String code, BooleanSupplier refused) {
    Gauge.builder("orders.app.refused", () -> refused.getAsBoolean() ? 1 : 0)
        .description("Whether the platform refuses every call of the app, with this code")
        .tags("app", app, "code", code)
        .register(meters);
  }
}
