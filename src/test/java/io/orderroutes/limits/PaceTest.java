package io.orderroutes.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final Pace pace = new Pace(4, 0);

  @Test
  void spacesCallsEvenly() {
    assertThat(pace.take(0)).isZero();
    assertThat(pace.take(0)).isEqualTo(SECOND / 4);
    assertThat(pace.take(SECOND / 8)).isEqualTo(3 * SECOND / 8);
  }

  @Test
  void savesNothingUpWhileNobodyCalls() {
    pace.take(0);
    assertThat(pace.take(100 * SECOND)).isZero();
    assertThat(pace.take(100 * SECOND)).isEqualTo(SECOND / 4);
  }

  @Test
  void isSlowerByItsShare() {
    pace.share(0.5);
    pace.take(0);
    assertThat(pace.ahead(0)).isEqualTo(SECOND / 2);
  }

  @Test
  void countsThePlacesThatAreFreeSoon() {
    assertThat(pace.free(0, SECOND)).isEqualTo(4);
    pace.take(0);
    assertThat(pace.free(0, SECOND)).isEqualTo(3);
    assertThat(pace.free(0, SECOND / 8)).isZero();
  }
}
