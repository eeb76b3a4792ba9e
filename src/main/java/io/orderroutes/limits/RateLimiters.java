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

  private final Map<Scope, Pace> paces = new ConcurrentHashMap<>();
  private final LaterCalls later;

  RateLimiters(Map<Scope, Double> rates, LaterCalls later, long now) {
    this.later = later;
    rates.forEach((scope, rate) -> paces.put(scope, new Pace(rate, now)));
  }

  boolean isEmpty() {
    return paces.isEmpty();
  }

  void clear() {
    paces.clear();
  }

  void share(double share) {
    paces.values().forEach(pace -> pace.share(Math.min(1, share)));
  }

  /** How many calls of the scope have a place soon. */
  int free(Scope scope, long now) {
    Pace pace = paces.get(scope);
    return pace == null ? Integer.MAX_VALUE : pace.free(now, PATIENCE);
  }

  /**
   * How long the call waits for the place that it takes; nothing where it is not limited. Only an
   * order's first call is sent away; what it began is finished.
   */
  synchronized OptionalLong take(Entry call, List<Scope> scopes, long now) throws ClosedException {
    if (paces.isEmpty()) {
      return OptionalLong.empty();
    }
    later.paced(call, scopes.stream().filter(paces::containsKey).toList());
    if (call.first()) {
      for (Scope scope : later.withFirst(call, scopes)) {
        Pace pace = paces.get(scope);
        if (pace != null && pace.ahead(now) > PATIENCE) {
          throw new ClosedException(
              scope, Optional.of(Duration.ofNanos(pace.ahead(now) - PATIENCE)));
        }
      }
    }
    return scopes.stream()
        .map(paces::get)
        .filter(Objects::nonNull)
        .mapToLong(pace -> pace.take(now))
        .max();
  }
}
