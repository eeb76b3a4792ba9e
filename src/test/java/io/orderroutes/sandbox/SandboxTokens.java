package io.orderroutes.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Tokens that end, and the refresh tokens that renew them once. */
final class SandboxTokens {
  private final AtomicInteger given = new AtomicInteger();
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
    return Optional.ofNullable(lifeByRefreshToken.remove(refreshToken))
        .map(life -> give(life, life));
  }

  boolean takes(String access) {
    return ends.getOrDefault(access, Instant.MIN).isAfter(Instant.now());
  }

  void clear() {
    ends.clear();
    lifeByRefreshToken.clear();
  }
}
