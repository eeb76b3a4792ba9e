package io.orderroutes.gateway;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.hc.client5.http.utils.DateUtils;

/**
 * How long a gateway asks to be left alone, by the HTTP header of that name: seconds, or a date.
 */
final class RetryAfter {
  private static final String SECONDS = "[0-9]{1,9}";

  private RetryAfter() {}

  /** Nothing for a text that is neither, and for a moment that has passed. */
  static Optional<Duration> of(String header, Instant now) {
    String text = header == null ? "" : header.strip();
    Optional<Duration> wait =
        text.matches(SECONDS)
            ? Optional.of(Duration.ofSeconds(Long.parseLong(text)))
            : Optional.ofNullable(DateUtils.parseStandardDate(text))
                .map(date -> Duration.between(now, date));
    return wait.filter(left -> !left.isNegative() && !left.isZero());
  }
}
