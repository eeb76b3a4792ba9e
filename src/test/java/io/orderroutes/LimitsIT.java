package io.orderroutes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderroutes.sandbox.Flow;
import io.orderroutes.sandbox.ServiceProcess;
import io.orderroutes.simulator.GatewaySimulator;
import io.orderroutes.simulator.GatewaySimulator.Call;
import io.orderroutes.simulator.SimulatedAccounts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Limits, bans, silence and refused tokens, as the gateway sees them from outside. */
class LimitsIT {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final int IN_FLIGHT = 8;

  /** Calls that one order makes at once. */
  private static final int PARCELS_MAX = 3;

  private final GatewaySimulator gateway = GatewaySimulator.start(0);
  private Flow flow;

  private void start(Map<String, String> more) throws Exception {
    Map<String, String> keys = new HashMap<>(more);
    keys.put("orders.concurrency", Integer.toString(IN_FLIGHT));
    keys.put("kafka.session.timeout.ms", "6000");
    flow = Flow.start("limits", gateway.topUrl(), gateway.iopUrl(), keys);
  }

  @AfterEach
  void stop() throws Exception {
    if (flow != null) {
      flow.close();
    }
    gateway.close();
  }

  @Test
  void oneCopyAndThreeTogetherStayUnderTheLimit() throws Exception {
    start(Map.of("orders.apps.top.calls-per-second", "50"));
    List<String> alone = flow.sendOrders(110_000, 180);
    flow.awaitDocuments(alone);
    int most = mostInTenSeconds();
    System.out.printf("one copy, limit 50/s: at most %d calls in 10 s%n", most);
    assertThat(most).isBetween(150, 525);

    List<ServiceProcess> copies = flow.startCopies("limits-2", "limits-3");
    try {
      gateway.reset();
      List<String> together = flow.sendOrders(120_000, 200);
      flow.awaitDocuments(together);
      most = mostInTenSeconds();
      System.out.printf("three copies, limit 50/s: at most %d calls in 10 s%n", most);
      assertThat(most).isBetween(100, 525);
    } finally {
      copies.forEach(ServiceProcess::close);
    }
  }

  @Test
  void aBanStopsItsScopeForItsTimeAndNoOther() throws Exception {
    start(Map.of("orders.retry.waits", "10000,20000,30000,40000"));
    gateway.rate(SimulatedAccounts.TOP_KEY, 40, 5);
    List<String> orders = flow.sendOrders(130_000, 60);
    Call first = awaitCall("limited-by");
    gateway.rate(SimulatedAccounts.TOP_KEY, 0, 0);
    long end = first.atNanos() + 5 * SECOND;
    for (int i = 0; System.nanoTime() - end < 0; i++) {
      String other = "14" + i;
      flow.send(other, "{\"order_id\":\"" + other + "\",\"seller\":\"shop-3\"}");
      flow.document(other);
    }
    flow.awaitDocuments(orders);
    List<Call> during =
        gateway.log().stream()
            .filter(call -> call.api().equals(first.api()))
            .filter(call -> call.atNanos() - first.atNanos() > 0 && call.atNanos() - end < 0)
            .toList();
    assertThat(flow.documents().all())
        .filteredOn(record -> orders.contains(Flow.key(record)))
        .as("a parcel's call that was banned is made later")
        .allMatch(record -> Flow.json(record.value()).path("complete").asBoolean())
        .allMatch(record -> Flow.json(record.value()).at("/sources/logistics").size() > 0);
    System.out.printf("a ban of 5 s: %d calls of its scope that were under way%n", during.size());
    assertThat(during).hasSizeLessThan(PARCELS_MAX * IN_FLIGHT);
    assertThat(flow.parked().all()).isEmpty();
  }

  @Test
  void aSilentGatewayPausesTheFlowUntilItAnswers() throws Exception {
    start(Map.of("orders.gateway.read-timeout", "1000", "orders.retry.attempts", "0"));
    gateway.silence(true);
    long begun = System.nanoTime();
    List<String> orders = new ArrayList<>(flow.sendOrders(150_000, 300));
    for (int i = 0; i < 20; i++) {
      orders.add("16" + i);
      flow.send("16" + i, "{\"order_id\":\"16" + i + "\",\"seller\":\"shop-3\"}");
    }
    Flow.await(() -> flow.health("ready").path("status").asText().equals("DOWN"));
    int before = gateway.calls();
    JsonNode waiting = flow.health("ready");
    assertThat(waiting.toString()).contains("waiting for gateway " + gateway.topUrl());
    Flow.await(() -> gateway.calls() - before >= 3); // probes
    long end = begun + Integer.getInteger("chaos.silence-s", 0) * SECOND;
    Flow.await(() -> System.nanoTime() - end >= 0);
    assertThat(flow.health("live").path("status").asText()).isEqualTo("UP");
    gateway.silence(false);
    int pause = gateway.calls() - before;
    System.out.printf("a silent gateway: %d calls while the flow was paused%n", pause);
    assertThat(pause).isLessThan(50);
    flow.awaitDocuments(orders);
    assertThat(flow.health("ready").path("status").asText()).isEqualTo("UP");
    assertThat(flow.parked().all()).isEmpty();
  }

  @Test
  void aRefusedTokenStopsItsSellerUntilItsFileChanges(@TempDir Path dir) throws Exception {
    Path token = Files.writeString(dir.resolve("shop-2"), "an-old-token");
    start(
        Map.of(
            "orders.sellers.shop-2.session", "",
            "orders.sellers.shop-2.session-file", token.toString(),
            "orders.retry.waits", "500,2000,2000,2000"));
    List<String> stopped = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      stopped.add("17" + i);
      flow.send("17" + i, "{\"order_id\":\"17" + i + "\",\"seller\":\"shop-2\"}");
    }
    List<String> served = flow.sendOrders(180_000, 50);
    flow.awaitDocuments(served);
    assertThat(documents()).doesNotContainAnyElementsOf(stopped);
    assertThat(flow.health("ready").toString()).contains("waiting for seller shop-2");
    long refused =
        gateway.log().stream().filter(call -> call.session().equals("an-old-token")).count();
    assertThat(refused).isLessThanOrEqualTo(2L * IN_FLIGHT);
    assertThat(Files.readString(flow.service().log()).lines())
        .filteredOn(line -> line.contains("seller shop-2: the platform refuses its token"))
        .hasSize(1);
    Files.writeString(token, SimulatedAccounts.SESSION_SHOP_2);
    flow.awaitDocuments(stopped);
    assertThat(flow.parked().all()).isEmpty();
  }

  private List<String> documents() {
    return flow.documents().all().stream().map(Flow::key).toList();
  }

  /** The most calls of the limited app in any ten seconds. */
  private int mostInTenSeconds() {
    long[] moments =
        gateway.log().stream()
            .filter(call -> call.appKey().equals(SimulatedAccounts.TOP_KEY))
            .mapToLong(Call::atNanos)
            .sorted()
            .toArray();
    int most = 0;
    for (int first = 0, last = 0; last < moments.length; last++) {
      while (moments[last] - moments[first] > 10 * SECOND) {
        first++;
      }
      most = Math.max(most, last - first + 1);
    }
    return most;
  }

  private Call awaitCall(String outcome) throws Exception {
    Flow.await(() -> gateway.log().stream().anyMatch(call -> call.outcome().contains(outcome)));
    return gateway.log().stream()
        .filter(call -> call.outcome().contains(outcome))
        .findFirst()
        .orElseThrow();
  }
}
