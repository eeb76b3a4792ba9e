package io.orderroutes.consumer;

import java.util.concurrent.TimeUnit;

/** Delays after failures in a row: 1, 2, 4, 8, 16, then 30 seconds. Times are nanoseconds. */
final class Backoff {
  private static final long LONGEST_SECONDS = 30;

  /** After the retry, this time must pass without a failure before the outage counts as over. */
  private static final long QUIET = TimeUnit.SECONDS.toNanos(5);

  private int failures;
  private long until;

  void failed(long now) {
    failures++;
    until =
        now + TimeUnit.SECONDS.toNanos(Math.min(LONGEST_SECONDS, 1L << Math.min(5, failures - 1)));
  }

  void succeeded() {
    failures = 0;
  }

  int failures() {
    return failures;
  }

  /** Time until the next attempt; 0 or less where it is due. */
  long left(long now) {
    return failures == 0 ? 0 : until - now;
  }

  boolean isQuiet(long now) {
    return failures > 0 && now - until > QUIET;
  }
}
