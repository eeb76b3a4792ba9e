package io.orderroutes;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderroutes.sandbox.Broker;
import io.orderroutes.sandbox.Ends;
import io.orderroutes.sandbox.Flow;
import io.orderroutes.sandbox.Topic;
import io.orderroutes.simulator.GatewaySimulator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A backlog is answered with fewer calls than it has events. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FewerCallsIT {
  private static final long SEED = 20260501L;
  private static final int EVENTS = 10_000;
  private static final int ORDERS = 2_000;

  private static final String FETCH = "aliexpress.solution.order.info.get";
  private static final String QUERY = "aliexpress.trade.order.open.query";
  private static final List<String> TRADE = new ArrayList<>();

  private static GatewaySimulator gateway;
  private static Flow flow;
  private static String perOrder;

  /** A backlog of each kind of events, and a service that finds it. */
  @BeforeAll
  static void start() throws Exception {
    gateway = GatewaySimulator.start(0);
    gateway.latency(Duration.ofMillis(50));
    Map<String, String> more =
        Map.of(
            "orders.retry.topics", "order-events.retry-short",
            "orders.retry.waits", "200",
            "orders.retry.delay", "10");
    flow = Flow.prepare(Broker.start(0), "fewer-calls", gateway.topUrl(), gateway.iopUrl(), more);
    List<String> orders = new ArrayList<>();
    for (int event = 0; event < EVENTS; event++) {
      orders.add(Long.toString(8_500_000_000_000_000L + event % ORDERS));
    }
    Collections.shuffle(orders, new Random(SEED));
    orders.forEach(order -> flow.sendSoon(order, order));
    answerBacklog();
    perOrder = flow.metrics();
    flow.service().close();
    for (int event = 0; event < EVENTS; event++) {
      String prefix = event % 100 == 7 ? "9902" : "8600";
      TRADE.add(prefix + String.format("%012d", event));
      flow.sendSoon(TRADE.get(event), trade(TRADE.get(event)));
    }
    answerBacklog();
  }

  private static void answerBacklog() throws Exception {
    flow.flush();
    flow.startService();
    Ends.awaitCommitted(flow);
  }

  @AfterAll
  static void stop() throws Exception {
    flow.close();
    gateway.close();
  }

  @Test
  @Order(1)
  void eventsOfOneOrderThatWaitTogetherAreAnsweredByOneFetch() {
    int fetches = gateway.calls(FETCH);
    System.out.printf(
        "%d events of %d orders: %d order fetches (seed %d)%n", EVENTS, ORDERS, fetches, SEED);
    assertThat(fetches).isBetween(ORDERS, 2_600);
    List<ConsumerRecord<byte[], byte[]>> documents = ended(flow.documents(), "85");
    assertThat(documents).hasSize(fetches);
    assertThat(Ends.newest(documents)).isEqualTo(Ends.lastEvents(flow, "85"));
  }

  @Test
  @Order(2)
  void ordersOfOneSellerThatWaitAreAskedForTogether() {
    int calls = gateway.calls(QUERY);
    System.out.printf("%d orders, 1 %% of them unknown: %d calls%n", EVENTS, calls);
    assertThat(calls).isLessThanOrEqualTo(25);
    List<String> healthy = TRADE.stream().filter(order -> order.startsWith("8600")).toList();
    assertThat(keys(ended(flow.documents(), "86"))).isEqualTo(healthy);
    assertThat(ended(flow.parked(), ""))
        .hasSize(EVENTS / 100)
        .allMatch(record -> Flow.header(record, "parked.reason").equals("api-rejected"))
        .allMatch(record -> Flow.key(record).startsWith("9902"));
  }

  @Test
  @Order(3)
  void tellsHowManyOrdersACallServes() {
    assertThat(perOrder)
        .contains("orders_events_per_order_sum " + (double) EVENTS)
        .contains("orders_events_per_order_count " + gateway.calls(FETCH));
    assertThat(flow.metrics())
        .contains("orders_per_call_sum{api=\"" + QUERY + "\"} " + (double) EVENTS)
        .contains("orders_per_call_count{api=\"" + QUERY + "\"} " + gateway.calls(QUERY));
  }

  @Test
  @Order(4)
  void anOrderThatIsRefusedFailsNoneOfThoseThatWereAskedForWithIt() throws Exception {
    gateway.reset();
    List<String> orders = new ArrayList<>();
    for (int event = 0; event < 400; event++) {
      // refused, down for ever, cut off for a while
      String prefix = Map.of(100, "9901", 200, "9905", 301, "9907").getOrDefault(event, "8700");
      orders.add(prefix + String.format("%012d", event));
      flow.sendSoon(orders.get(event), trade(orders.get(event)));
    }
    flow.flush();
    Ends.awaitCommitted(flow);
    System.out.printf("400 orders, three of them sick: %d calls%n", gateway.calls());
    assertThat(gateway.calls()).isLessThan(450);
    assertThat(keys(ended(flow.parked(), "99010"))).containsExactly(orders.get(100));
    assertThat(keys(ended(flow.parked(), "9905"))).containsExactly(orders.get(200));
    List<String> published = keys(ended(flow.documents(), "87"));
    assertThat(published).isEqualTo(orders.stream().filter(id -> id.startsWith("87")).toList());
    assertThat(ended(flow.documents(), "9907")).hasSize(1);
  }

  @Test
  @Order(5)
  void aRefusalThatIsNoSingleOrdersFaultCostsFewCalls() throws Exception {
    gateway.reset();
    for (int event = 0; event < 500; event++) {
      String order = "99019" + String.format("%011d", event);
      flow.sendSoon(order, trade(order));
    }
    flow.flush();
    Ends.awaitCommitted(flow);
    System.out.printf("500 orders, all refused: %d calls%n", gateway.calls());
    assertThat(gateway.calls()).isLessThan(250);
    assertThat(ended(flow.parked(), "99019"))
        .hasSize(500)
        .allMatch(record -> Flow.header(record, "parked.reason").equals("api-rejected"));
  }

  @Test
  @Order(6)
  void aBanThatAHalfMeetsUsesNoAttemptAndParksNothing() throws Exception {
    gateway.reset();
    List<String> orders = new ArrayList<>();
    for (int event = 0; event < 40; event++) {
      // the refusal halves the call, the ban is met by a half
      String prefix = Map.of(3, "9901", 30, "9918").getOrDefault(event, "8800");
      orders.add(prefix + "8" + String.format("%011d", event));
      flow.sendSoon(orders.get(event), trade(orders.get(event)));
    }
    flow.flush();
    Ends.awaitCommitted(flow);
    String refused = orders.remove(3);
    List<String> parked = keys(flow.parked().all());
    assertThat(parked).contains(refused).doesNotContainAnyElementsOf(orders);
    assertThat(keys(flow.documents().all())).containsAll(orders).doesNotContain(refused);
  }

  private static String trade(String order) {
    return "{\"order_id\":\""
        + order
        + "\",\"platform\":\"aliexpress-trade\",\"seller\":\"shop-2\"}";
  }

  private static List<ConsumerRecord<byte[], byte[]>> ended(Topic topic, String prefix) {
    return topic.all().stream().filter(record -> Flow.key(record).startsWith(prefix)).toList();
  }

  private static List<String> keys(List<ConsumerRecord<byte[], byte[]>> records) {
    return records.stream().map(Flow::key).sorted().toList();
  }
}
