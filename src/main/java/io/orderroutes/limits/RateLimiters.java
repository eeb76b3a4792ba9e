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

/** The configured limits of all scopes; times in nanoseconds. */
final class RateLimiters {
  /** How long a call may wait for its place while its order counts as being called for. */
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

  /** How many calls of the scope have a place soon. */
  int free(Scope scope, long now) {
    RateLimiter limiter = limiters.get(scope);
    return limiter == null ? Integer.MAX_VALUE : limiter.free(now, PATIENCE);
  }

  /**
   * How long the call waits for the place that it takes; nothing where it is not limited. Only an
   * order's first call is sent away; what it began is finished.
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
