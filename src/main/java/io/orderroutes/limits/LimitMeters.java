package io.orderroutes.limits;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Metrics of bans, refused apps, and how long calls wait for a rate limit. */
final class LimitMeters {
  private final MeterRegistry meters;
  private final Map<String, Timer> waits = new ConcurrentHashMap<>();

  LimitMeters(MeterRegistry meters) {
    this.meters = meters;
  }

  /** A call of an app with a rate limit waited for this time. */
  void waited(String app, long nanos) {
    waits
        .computeIfAbsent(app, name -> meters.timer("orders.limit.wait", "app", name))
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  /** A ban starts. The gauge shows the seconds left, 0 after its end. */
  void banned(Scope scope, LongSupplier secondsLeft) {
    meters.counter("orders.bans", "scope", scope.toString()).increment();
    Gauge.builder("orders.ban.left", secondsLeft::getAsLong)
        .description("How long the platform's ban of the scope lasts")
        .baseUnit("seconds")
        .tag("scope", scope.toString())
        .register(meters);
  }

  /** An app is refused with this code. The gauge is 1 while it is. */
  void appRefused(String app, String code, BooleanSupplier refused) {
    Gauge.builder("orders.app.refused", () -> refused.getAsBoolean() ? 1 : 0)
        .description("Whether the platform refuses every call of the app, with this code")
        .tags("app", app, "code", code)
        .register(meters);
  }
}
