package io.orderroutes.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderroutes.gateway.TestOrders;
import io.orderroutes.kafka.EventRecord;
import io.orderroutes.limits.CallLimits;
import io.orderroutes.limits.CircuitBreakers;
import io.orderroutes.limits.Limits;
import io.orderroutes.limits.Scope;
import io.orderroutes.sellers.Configured;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class DeferredTasksTest {
  private final CircuitBreakers breakers = new CircuitBreakers(Configured.shops().config());
  private final CallLimits limits = Limits.of(Configured.shops().config(), breakers);
  private final DeferredTasks deferred = new DeferredTasks(limits, Optional.empty());

  /** An order that is refused for itself alone keeps nobody waiting for ever. */
  @Test
  void theOrderOfAProbeThatFailedIsTheLastToBeOneAgain() throws Exception {
    Scope seller = Scope.seller("shop-1");
    limits.tokenRefused(call(), "1", "token");
    limits.tokenRefused(call(), "2", "token");
    for (String order : List.of("1", "2", "3")) {
      deferred.add(seller, task(order));
    }
    List<String> probes = new ArrayList<>();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (probes.size() < 2 && System.nanoTime() < deadline) {
      for (Task probe : deferred.opened()) {
        probes.add(probe.order().orElseThrow().id());
        limits.tokenRefused(call(), probes.get(0), "token");
        // the call that goes takes the probe's place
        limits.enter(call());
        deferred.add(seller, probe);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
    assertThat(probes).containsExactly("3", "2");
  }

  private static CallLimits.Entry call() {
    return new CallLimits.Entry(TestOrders.APP, "shop-1", "a.b.get", "aliexpress", true);
  }

  private static Task task(String order) {
    EventRecord record =
        EventRecord.of(
            DispatcherFixture.message(DispatcherFixture.P0, 1, 1, order),
            DispatcherFixture.NO_RETRIES::contains);
    return Task.of(record, TestOrders.order(order));
  }
}
