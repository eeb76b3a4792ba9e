package io.orderroutes.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class OutageTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final Outage outage = new Outage(3, 2);

  @Test
  void beginsAfterSoManyFailuresInARow() {
    assertThat(outage.failed("1", false, 0)).isFalse();
    assertThat(outage.failed("2", false, 0)).isFalse();
    assertThat(outage.isClosed()).isFalse();
    assertThat(outage.failed("3", false, 0)).isTrue();
    assertThat(outage.failed("4", false, 0)).as("it has begun").isFalse();
    assertThat(outage.isClosed()).isTrue();
  }

  @Test
  void isForgottenWithEveryAnswer() {
    outage.failed("1", false, 0);
    outage.failed("2", false, 0);
    assertThat(outage.answered()).as("nothing had begun").isFalse();
    assertThat(outage.failed("3", false, 0)).isFalse();
  }

  @Test
  void isNotTheFaultOfOneOrder() {
    for (int i = 0; i < 20; i++) {
      assertThat(outage.failed("1", false, 0)).isFalse();
    }
    assertThat(outage.failed("2", false, 0)).isTrue();
  }

  @Test
  void needsNoSecondOrderWhereNoOrderCanBeTheCause() {
    outage.failed("1", true, 0);
    outage.failed("1", true, 0);
    assertThat(outage.failed("1", true, 0)).isTrue();
  }

  @Test
  void isProbedByOneCallAtATimeAndEverMoreSeldom() {
    begin();
    assertThat(outage.admits(SECOND - 1)).isFalse();
    assertThat(outage.probeIsDue(SECOND)).isTrue();
    long[] probes = LongStream.range(0, 120).filter(i -> outage.admits(i * SECOND)).toArray();
    assertThat(probes).containsExactly(1, 3, 7, 15, 31, 61, 91);
  }

  @Test
  void endsWithAnAnswer() {
    begin();
    assertThat(outage.answered()).isTrue();
    assertThat(outage.admits(0)).isTrue();
    assertThat(outage.answered()).as("it has ended").isFalse();
  }

  private void begin() {
    outage.failed("1", true, 0);
    outage.failed("1", true, 0);
    outage.failed("1", true, 0);
  }
}
