package io.orderroutes.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderroutes.gateway.TestOrders;
import io.orderroutes.kafka.EventRecord;
import io.orderroutes.sellers.Order;
import io.orderroutes.sellers.Platform;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BatchAccumulatorTest {
  private final Map<Integer, Task> tasks = new HashMap<>();
  private long now;
  private final BatchAccumulator accumulator = new BatchAccumulator(20, () -> now);

  @Test
  void isReadyAtOnceWhenACallIsFull() {
    for (int order = 0; order < 7; order++) {
      assertThat(accumulator.hasReady()).isEqualTo(order >= 3);
      accumulator.add("shop-1", task(order));
    }
    assertThat(accumulator.takeReady()).hasSize(3).first().isEqualTo(task(0));
    assertThat(accumulator.takeReady()).hasSize(3).first().isEqualTo(task(3));
    assertThat(accumulator.hasReady()).isFalse();
    assertThat(accumulator.isEmpty()).isFalse();
  }

  @Test
  void isReadyWhenTheFirstHasWaitedLongEnough() {
    accumulator.add("shop-1", task(1));
    now += TimeUnit.MILLISECONDS.toNanos(15);
    accumulator.add("shop-1", task(2));
    accumulator.add("shop-2", task(3));
    assertThat(accumulator.hasReady()).isFalse();
    now += TimeUnit.MILLISECONDS.toNanos(5);
    assertThat(accumulator.hasReady()).isTrue();
    assertThat(accumulator.takeReady()).containsExactly(task(1), task(2));
    assertThat(accumulator.hasReady()).isFalse();
    now += TimeUnit.MILLISECONDS.toNanos(15);
    assertThat(accumulator.takeReady()).containsExactly(task(3));
    assertThat(accumulator.isEmpty()).isTrue();
  }

  @Test
  void readsOnForASecondWithoutAPause() {
    assertThat(accumulator.isReadingOn()).isFalse();
    now += TimeUnit.HOURS.toNanos(1);
    accumulator.comes(500, true);
    now += TimeUnit.MILLISECONDS.toNanos(600);
    accumulator.comes(500, true);
    assertThat(accumulator.isReadingOn()).isTrue();
    now += TimeUnit.MILLISECONDS.toNanos(399);
    assertThat(accumulator.isReadingOn()).isTrue();
    now += TimeUnit.MILLISECONDS.toNanos(1);
    assertThat(accumulator.isReadingOn()).isFalse();
    accumulator.comes(500, true);
    assertThat(accumulator.isReadingOn()).isFalse();
    accumulator.comes(3, false);
    assertThat(accumulator.isReadingOn()).isFalse();
    accumulator.comes(500, true);
    assertThat(accumulator.isReadingOn()).isTrue();
  }

  @Test
  void waitsWhileMoreIsPolledButNotForEver() {
    accumulator.comes(0, true);
    accumulator.add("shop-1", task(1));
    now += TimeUnit.MILLISECONDS.toNanos(999);
    assertThat(accumulator.hasReady()).isFalse();
    accumulator.comes(1, false);
    assertThat(accumulator.hasReady()).isFalse();
    accumulator.handedOver();
    assertThat(accumulator.hasReady()).isTrue();
    accumulator.comes(0, true);
    now += TimeUnit.MILLISECONDS.toNanos(1);
    assertThat(accumulator.takeReady()).containsExactly(task(1));
  }

  @Test
  void forgetsWhatLeaves() {
    accumulator.add("shop-1", task(1));
    accumulator.add("shop-1", task(2));
    accumulator.removeIf(task(1)::equals);
    now += TimeUnit.SECONDS.toNanos(1);
    assertThat(accumulator.takeReady()).containsExactly(task(2));
    accumulator.add("shop-1", task(1));
    accumulator.removeIf(task -> true);
    assertThat(accumulator.isEmpty()).isTrue();
  }

  private Task task(int offset) {
    return tasks.computeIfAbsent(offset, BatchAccumulatorTest::newTask);
  }

  private static Task newTask(int offset) {
    Order order = TestOrders.order(Integer.toString(offset));
    Platform platform = new Platform(Map.of(), Optional.empty(), 3);
    Order together = new Order(order.event(), order.seller(), "aliexpress-trade", platform);
    EventRecord record =
        EventRecord.of(
            DispatcherFixture.message(DispatcherFixture.P0, offset, 1, "x"),
            DispatcherFixture.NO_RETRIES::contains);
    return new Task(record, Optional.of(together), Optional.empty(), offset);
  }
}
