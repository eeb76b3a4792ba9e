package io.orderroutes.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 | 1",
        " 120 | 120",
        "Fri, 02 Jan 2026 03:04:05 GMT | 5",
        "Friday, 02-Jan-26 03:05:00 GMT | 60"
      })
  void isSecondsOrADate(String header, long seconds) {
    assertThat(ResponseProcessor.retryAfter(header, NOW)).contains(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "0", "-1", "1.5", "soon", "9999999999", "Fri, 02 Jan 2026 03:03:59 GMT"})
  void isNothingWhereItNamesNoTimeToCome(String header) {
    assertThat(ResponseProcessor.retryAfter(header, NOW)).isEmpty();
  }

  @Test
  void isNothingWhereThereIsNone() {
    assertThat(ResponseProcessor.retryAfter(null, NOW)).isEmpty();
  }
}
