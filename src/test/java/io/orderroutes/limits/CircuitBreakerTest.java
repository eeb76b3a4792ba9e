package io.orderroutes.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final CircuitBreaker breaker = new CircuitBreaker(3, 2);

  @Test
  void beginsAfterSoManyFailuresInARow() {
    assertThat(breaker.failed("1", false, 0)).isFalse();
    assertThat(breaker.failed("2", false, 0)).isFalse();
    assertThat(breaker.isClosed()).isFalse();
    assertThat(breaker.failed("3", false, 0)).isTrue();
    assertThat(breaker.failed("4", false, 0)).as("it has begun").isFalse();
    assertThat(breaker.isClosed()).isTrue();
  }

  @Test
  void isForgottenWithEveryAnswer() {
    breaker.failed("1", false, 0);
    breaker.failed("2", false, 0);
    assertThat(breaker.answered()).as("nothing had begun").isFalse();
    assertThat(breaker.failed("3", false, 0)).isFalse();
  }

  @Test
  void isNotTheFaultOfOneOrder() {
    for (int i = 0; i < 20; i++) {
      assertThat(breaker.failed("1", false, 0)).isFalse();
    }
    assertThat(breaker.failed("2", false, 0)).isTrue();
  }

  @Test
  void needsNoSecondOrderWhereNoOrderCanBeTheCause() {
    breaker.failed("1", true, 0);
    breaker.failed("1", true, 0);
    assertThat(breaker.failed("1", true, 0)).isTrue();
  }

  @Test
  void isProbedByOneCallAtATimeAndEverMoreSeldom() {
    begin();
    assertThat(breaker.admits(SECOND - 1)).isFalse();
    assertThat(breaker.probeIsDue(SECOND)).isTrue();
    long[] probes = LongStream.range(0, 120).filter(i -> breaker.admits(i * SECOND)).toArray();
    assertThat(probes).containsExactly(1, 3, 7, 15, 31, 61, 91);
  }

  @Test
  void endsWithAnAnswer() {
    begin();
    assertThat(breaker.answered()).isTrue();
    assertThat(breaker.admits(0)).isTrue();
    assertThat(breaker.answered()).as("it has ended").isFalse();
  }

  private void begin() {
    breaker.failed("1", true, 0);
    breaker.failed("1", true, 0);
    breaker.failed("1", true, 0);
  }
}
