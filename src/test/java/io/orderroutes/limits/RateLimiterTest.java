package io.orderroutes.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RateLimiterTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final RateLimiter limiter = new RateLimiter(4, 0);

  @Test
  void spacesCallsEvenly() {
    assertThat(limiter.take(0)).isZero();
    assertThat(limiter.take(0)).isEqualTo(SECOND / 4);
    assertThat(limiter.take(SECOND / 8)).isEqualTo(3 * SECOND / 8);
  }

  @Test
  void savesNothingUpWhileNobodyCalls() {
    limiter.take(0);
    assertThat(limiter.take(100 * SECOND)).isZero();
    assertThat(limiter.take(100 * SECOND)).isEqualTo(SECOND / 4);
  }

  @Test
  void isSlowerByItsShare() {
    limiter.share(0.5);
    limiter.take(0);
    assertThat(limiter.ahead(0)).isEqualTo(SECOND / 2);
  }

  @Test
  void countsThePlacesThatAreFreeSoon() {
    assertThat(limiter.free(0, SECOND)).isEqualTo(4);
    limiter.take(0);
    assertThat(limiter.free(0, SECOND)).isEqualTo(3);
    assertThat(limiter.free(0, SECOND / 8)).isZero();
  }
}
