package io.orderroutes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderroutes.sandbox.Flow;
import io.orderroutes.sandbox.Scrape;
import io.orderroutes.simulator.GatewaySimulator;
import io.orderroutes.simulator.SimulatedAccounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What readiness says of a flow that does not run as it should, and what the metrics say of it. */
class HealthIT {
  private final GatewaySimulator gateway = GatewaySimulator.start(0);
  private Flow flow;

  @BeforeEach
  void start() throws Exception {
    flow =
        Flow.start(
            "health",
            gateway.topUrl(),
            gateway.iopUrl(),
            Map.of(
                "orders.concurrency", "8",
                "orders.waiting.max", "100",
                "orders.gateway.connect-timeout", "500",
                "orders.gateway.read-timeout", "2000",
                "orders.retry.attempts", "0",
                "orders.retry.waits", "5000,5000,5000,5000",
                "orders.apps.iop.calls-per-second", "4",
                "kafka.request.timeout.ms", "1000",
                "kafka.delivery.timeout.ms", "2000",
                "orders.sellers.shop-2.session", "a-refused-token"));
  }

  @AfterEach
  void stop() throws Exception {
    flow.close();
    gateway.close();
  }

  @Test
  void tellsApartWhatKeepsTheFlow() throws Exception {
    awaitState("ok", "UP");
    assertThat(Scrape.of(flow.metrics()).by("orders_closed", "scope"))
        .containsEntry("seller shop-2", 0.0)
        .containsEntry("gateway " + gateway.topUrl(), 0.0);

    gateway.latency(Duration.ofMillis(200));
    List<String> orders = new ArrayList<>(flow.sendOrders(510_000, 160));
    awaitState("slow", "UP");
    Flow.await(() -> lag() > 0);
    gateway.latency(Duration.ZERO);
    awaitState("ok", "UP");

    orders.addAll(send("52", 24, "shop-3"));
    awaitState("limited", "UP");
    assertThat(data().has("events behind app iop")).isTrue();
    awaitState("ok", "UP");

    gateway.rate(SimulatedAccounts.TOP_KEY, 5, 3);
    orders.addAll(flow.sendOrders(530_000, 30));
    awaitState("banned", "UP");
    assertThat(Scrape.of(flow.metrics()).sum("orders_ban_left_seconds")).isPositive();
    gateway.rate(SimulatedAccounts.TOP_KEY, 0, 0);
    awaitState("ok", "UP");
    assertThat(Scrape.of(flow.metrics()).sum("orders_ban_left_seconds")).isZero();
    flow.awaitDocuments(orders);
    Flow.await(() -> lag() == 0);

    send("54", 4, "shop-2");
    awaitState("session-refused", "UP");
    assertThat(data().path("waiting for seller shop-2").asText()).isEqualTo("until it answers");

    gateway.silence(true);
    orders.addAll(flow.sendOrders(550_000, 30));
    awaitState("gateway-silent", "UP");
    orders.addAll(send("56", 30, "shop-3"));
    awaitState("gateway-silent", "DOWN");
    assertThat(Scrape.of(flow.metrics()).by("orders_closed", "scope"))
        .containsEntry("seller shop-2", 1.0)
        .containsEntry("gateway " + gateway.topUrl(), 1.0);
    assertThat(flow.health("live").path("status").asText()).isEqualTo("UP");
    gateway.silence(false);
    flow.awaitDocuments(orders);
    awaitState("session-refused", "UP");
  }

  @Test
  void saysThatItIsStuckWhenNothingEndsThoughNothingIsInItsWay() throws Exception {
    flow.awaitDocuments(flow.sendOrders(560_000, 1));
    gateway.reset();
    gateway.latency(Duration.ofSeconds(1));
    List<String> orders = flow.sendOrders(570_000, 8);
    Flow.await(() -> gateway.maxConcurrency() > 0);
    flow.broker().stop();
    awaitState("stuck", "DOWN");
    assertThat(data().path("seconds-since-progress").asLong()).isGreaterThan(10);
    assertThat(flow.health("live").path("status").asText()).isEqualTo("UP");
    flow.broker().resume();
    awaitState("ok", "UP");
    flow.awaitDocuments(orders);
    assertThat(flow.parked().all()).as("a send that took too long is made again").isEmpty();
  }

  private double lag() {
    return Scrape.of(flow.metrics()).samples().stream()
        .filter(sample -> sample.name().equals("orders_lag"))
        .filter(sample -> sample.labels().containsValue(Flow.EVENTS))
        .mapToDouble(Scrape.Sample::value)
        .findFirst()
        .orElse(Double.NaN);
  }

  private List<String> send(String prefix, int count, String seller) {
    List<String> orders = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String order = prefix + i;
      orders.add(order);
      flow.sendSoon(order, "{\"order_id\":\"" + order + "\",\"seller\":\"" + seller + "\"}");
    }
    flow.flush();
    return orders;
  }

  private void awaitState(String state, String status) {
    Flow.await(
        () ->
            data().path("state").asText().equals(state)
                && flow.health("ready").path("status").asText().equals(status),
        () -> "the flow is not " + state + " but " + flow.health("ready"));
  }

  /** What readiness tells of the flow. */
  private JsonNode data() {
    for (JsonNode check : flow.health("ready").path("checks")) {
      if (check.path("name").asText().equals("order-events")) {
        return check.path("data");
      }
    }
    throw new AssertionError("readiness says nothing of the flow");
  }
}
