package io.orderroutes.page;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Sessions of the page, for 12 hours each; beyond the maximum the oldest are removed. */
final class Sessions {
  static final Duration LIFETIME = Duration.ofHours(12);
  private static final int MOST = 1000;
  private static final int RANDOM_BYTES = 24;

  private final LongSupplier nanos;
  private final Map<String, Session> byId = new LinkedHashMap<>();

  /** The cookie's value, and what each form must contain. {@code until} is in nanoseconds. */
  record Session(String id, String csrfToken, long until) {}

  Sessions(LongSupplier nanos) {
    this.nanos = nanos;
  }

  synchronized Session begin() {
    Session session =
        new Session(randomToken(), randomToken(), nanos.getAsLong() + LIFETIME.toNanos());
    byId.put(session.id(), session);
    for (Iterator<Session> old = byId.values().iterator(); byId.size() > MOST; ) {
      old.next();
      old.remove();
    }
    return session;
  }

  synchronized Optional<Session> find(String id) {
    byId.values().removeIf(session -> session.until() - nanos.getAsLong() <= 0);
    return Optional.ofNullable(byId.get(id));
  }

  synchronized void end(Session session) {
    byId.remove(session.id());
  }

  /** A text that cannot be guessed. */
  static String randomToken() {
    byte[] bytes = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
