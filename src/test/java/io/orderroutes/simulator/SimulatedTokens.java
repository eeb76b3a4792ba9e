package io.orderroutes.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Tokens that end, and the refresh tokens that renew them once; who uses one again loses all. */
final class SimulatedTokens {
  private final AtomicInteger given = new AtomicInteger();
  private final Set<String> used = ConcurrentHashMap.newKeySet();
  private final Map<String, Instant> ends = new ConcurrentHashMap<>();
  private final Map<String, Duration> lifeByRefreshToken = new ConcurrentHashMap<>();

  /**
   * A new pair as the platform answers it; a token that is renewed lives as long as {@code next}.
   */
  String give(Duration life, Duration next) {
    int number = given.incrementAndGet();
    String access = "sandbox-access-" + number;
    String refresh = "sandbox-refresh-" + number;
    Instant end = Instant.now().plus(life);
    ends.put(access, end);
    lifeByRefreshToken.put(refresh, next);
    return """
        {"access_token": "%s", "refresh_token": "%s", "expires_in": "%d", "expire_time": %d,
         "refresh_expires_in": 5184000, "account_platform": "seller_center", "code": "0"}
        """
        .formatted(access, refresh, life.toSeconds(), end.toEpochMilli());
  }

  Optional<String> renew(String refreshToken) {
    Duration life = lifeByRefreshToken.remove(refreshToken);
    if (life == null && used.contains(refreshToken)) {
      clear(); // stolen, as far as the platform can tell
    }
    if (life != null) {
      used.add(refreshToken);
    }
    return Optional.ofNullable(life).map(again -> give(again, again));
  }

  boolean takes(String access) {
    return ends.getOrDefault(access, Instant.MIN).isAfter(Instant.now());
  }

  void clear() {
    used.clear();
    ends.clear();
    lifeByRefreshToken.clear();
  }
}
