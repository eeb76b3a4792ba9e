package io.orderroutes.limits;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The bans, with their ends in nanoseconds of {@link System#nanoTime}. */
final class Bans {
  /** The platforms' time zone: bans of a day end with the day there. */
  private static final ZoneId PLATFORM = ZoneId.of("GMT+8");

  private final Map<Scope, Long> untils = new ConcurrentHashMap<>();

  static Duration untilMidnight(Instant now) {
    ZonedDateTime local = now.atZone(PLATFORM);
    return Duration.between(local, local.truncatedTo(ChronoUnit.DAYS).plusDays(1));
  }

  boolean isEmpty() {
    return untils.isEmpty();
  }

  void clear() {
    untils.clear();
  }

  boolean has(Scope scope, long now) {
    return left(scope, now).isPresent();
  }

  Optional<Duration> left(Scope scope, long now) {
    Long until = untils.get(scope);
    if (until != null && until - now <= 0) {
      untils.remove(scope, until);
      return Optional.empty();
    }
    return Optional.ofNullable(until).map(end -> Duration.ofNanos(end - now));
  }

  /** Starts a ban. True if there was none; an earlier ban that is longer stays. */
  boolean begin(Scope scope, Duration ban, long now) {
    boolean begins = !has(scope, now);
    untils.merge(scope, now + ban.toNanos(), (old, wanted) -> wanted - old > 0 ? wanted : old);
    return begins;
  }

  Map<Scope, Duration> all(long now) {
    Map<Scope, Duration> all = new HashMap<>();
    for (Scope scope : untils.keySet()) {
      left(scope, now).ifPresent(left -> all.put(scope, left));
    }
    return all;
  }
}
