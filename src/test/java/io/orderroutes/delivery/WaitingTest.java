package io.orderroutes.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderroutes.gateway.Orders;
import io.orderroutes.limits.CallLimits;
import io.orderroutes.limits.Limits;
import io.orderroutes.limits.Outages;
import io.orderroutes.limits.Scope;
import io.orderroutes.sellers.Configured;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class WaitingTest {
  private final Outages outages = new Outages(Configured.shops().config());
  private final CallLimits limits = Limits.of(Configured.shops().config(), outages);
  private final Waiting waiting = new Waiting(limits, Optional.empty());

  /** An order that is refused for itself alone keeps nobody waiting for ever. */
  @Test
  void theOrderOfAProbeThatFailedIsTheLastToBeOneAgain() throws Exception {
    Scope seller = Scope.seller("shop-1");
    outages.refused("shop-1", "token", "1");
    outages.refused("shop-1", "token", "2");
    for (String order : List.of("1", "2", "3")) {
      waiting.add(seller, task(order));
    }
    List<String> probes = new ArrayList<>();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (probes.size() < 2 && System.nanoTime() < deadline) {
      for (Task probe : waiting.opened()) {
        probes.add(probe.admission().order().orElseThrow().id());
        outages.refused("shop-1", "token", probes.get(0));
        // the call that goes takes the probe's place
        limits.enter(call());
        waiting.add(seller, probe);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
    assertThat(probes).containsExactly("3", "2");
  }

  private static CallLimits.Entry call() {
    return new CallLimits.Entry(Orders.APP, "shop-1", "a.b.get", "aliexpress", true);
  }

  private static Task task(String order) {
    EventRecord record = EventRecord.of(Work.message(Work.P0, 1, 1, order), Work.NO_RETRIES);
    return Task.of(record, Admission.of(Orders.order(order)));
  }
}
