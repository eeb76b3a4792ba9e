package io.orderroutes.limits;

import io.orderroutes.limits.CallLimits.Entry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The rate limiters of all scopes. Times are in nanoseconds. */
final class RateLimiters {
  /** The longest time that a first call waits for its place on a worker thread. */
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(1);

  private final Map<Scope, RateLimiter> limiters = new ConcurrentHashMap<>();
  private final LaterCalls later;

  RateLimiters(Map<Scope, Double> rates, LaterCalls later, long now) {
    this.later = later;
    rates.forEach((scope, rate) -> limiters.put(scope, new RateLimiter(rate, now)));
  }

  boolean isEmpty() {
    return limiters.isEmpty();
  }

  void clear() {
    limiters.clear();
  }

  void share(double share) {
    limiters.values().forEach(limiter -> limiter.share(Math.min(1, share)));
  }

  /** The number of calls of the scope that would get a place soon. */
  int free(Scope scope, long now) {
    RateLimiter limiter = limiters.get(scope);
    return limiter == null ? Integer.MAX_VALUE : limiter.free(now, PATIENCE);
  }

  /**
   * Reserves a place in each scope; returns the time to wait, empty if there is no limit. Only an
   * order's first call is rejected if it would wait for long; later calls wait.
   */
  synchronized OptionalLong take(Entry call, List<Scope> scopes, long now)
      throws CallNotPermittedException {
    if (limiters.isEmpty()) {
      return OptionalLong.empty();
    }
    later.paced(call, scopes.stream().filter(limiters::containsKey).toList());
    if (call.first()) {
      for (Scope scope : later.withFirst(call, scopes)) {
        RateLimiter limiter = limiters.get(scope);
        if (limiter != null && limiter.ahead(now) > PATIENCE) {
          throw new CallNotPermittedException(
              scope, Optional.of(Duration.ofNanos(limiter.ahead(now) - PATIENCE)));
        }
      }
    }
    return scopes.stream()
        .map(limiters::get)
        .filter(Objects::nonNull)
        .mapToLong(limiter -> limiter.take(now))
        .max();
  }
}
