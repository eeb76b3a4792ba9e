package io.orderroutes.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderroutes.gateway.Order;
import io.orderroutes.gateway.Orders;
import io.orderroutes.sellers.Platform;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class GatheringTest {
  private final Map<Integer, Task> tasks = new HashMap<>();
  private long now;
  private final Gathering gathering = new Gathering(20, () -> now);

  @Test
  void isReadyAtOnceWhenACallIsFull() {
    for (int order = 0; order < 7; order++) {
      assertThat(gathering.hasReady()).isEqualTo(order >= 3);
      gathering.add("shop-1", task(order));
    }
    assertThat(gathering.takeReady()).hasSize(3).first().isEqualTo(task(0));
    assertThat(gathering.takeReady()).hasSize(3).first().isEqualTo(task(3));
    assertThat(gathering.hasReady()).isFalse();
    assertThat(gathering.isEmpty()).isFalse();
  }

  @Test
  void isReadyWhenTheFirstHasWaitedLongEnough() {
    gathering.add("shop-1", task(1));
    now += TimeUnit.MILLISECONDS.toNanos(15);
    gathering.add("shop-1", task(2));
    gathering.add("shop-2", task(3));
    assertThat(gathering.hasReady()).isFalse();
    now += TimeUnit.MILLISECONDS.toNanos(5);
    assertThat(gathering.hasReady()).isTrue();
    assertThat(gathering.takeReady()).containsExactly(task(1), task(2));
    assertThat(gathering.hasReady()).isFalse();
    now += TimeUnit.MILLISECONDS.toNanos(15);
    assertThat(gathering.takeReady()).containsExactly(task(3));
    assertThat(gathering.isEmpty()).isTrue();
  }

  @Test
  void waitsWhileMoreIsPolledButNotForEver() {
    gathering.comes(0, true);
    gathering.add("shop-1", task(1));
    now += TimeUnit.MILLISECONDS.toNanos(999);
    assertThat(gathering.hasReady()).isFalse();
    gathering.comes(1, false);
    assertThat(gathering.hasReady()).isFalse();
    gathering.handedOver();
    assertThat(gathering.hasReady()).isTrue();
    gathering.comes(0, true);
    now += TimeUnit.MILLISECONDS.toNanos(1);
    assertThat(gathering.takeReady()).containsExactly(task(1));
  }

  @Test
  void forgetsWhatLeaves() {
    gathering.add("shop-1", task(1));
    gathering.add("shop-1", task(2));
    gathering.removeIf(task(1)::equals);
    now += TimeUnit.SECONDS.toNanos(1);
    assertThat(gathering.takeReady()).containsExactly(task(2));
    gathering.add("shop-1", task(1));
    gathering.removeIf(task -> true);
    assertThat(gathering.isEmpty()).isTrue();
  }

  private Task task(int offset) {
    return tasks.computeIfAbsent(offset, GatheringTest::newTask);
  }

  private static Task newTask(int offset) {
    Order order = Orders.order(Integer.toString(offset));
    Platform platform = new Platform(Map.of(), Optional.empty(), 3);
    Order together = new Order(order.event(), order.seller(), "aliexpress-trade", platform);
    EventRecord record = EventRecord.of(Work.message(Work.P0, offset, 1, "x"), Work.NO_RETRIES);
    return new Task(record, Admission.of(together), offset);
  }
}
