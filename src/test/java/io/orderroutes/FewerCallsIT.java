package io.orderroutes;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderroutes.sandbox.Broker;
import io.orderroutes.sandbox.Ends;
import io.orderroutes.sandbox.Flow;
import io.orderroutes.sandbox.GatewaySimulator;
import io.orderroutes.sandbox.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A backlog is answered with fewer calls than it has events. */
class FewerCallsIT {
  private static final long SEED = 20260501L;
  private static final int EVENTS = 10_000;
  private static final int ORDERS = 2_000;

  private GatewaySimulator gateway;
  private Flow flow;

  @BeforeEach
  void prepare() throws Exception {
    gateway = GatewaySimulator.start(0);
    gateway.latency(Duration.ofMillis(50));
    flow =
        Flow.prepare(Broker.start(0), "fewer-calls", gateway.topUrl(), gateway.iopUrl(), Map.of());
  }

  @AfterEach
  void stop() throws Exception {
    flow.close();
    gateway.close();
  }

  @Test
  void eventsOfOneOrderThatWaitTogetherAreAnsweredByOneFetch() throws Exception {
    List<String> orders = new ArrayList<>();
    for (int event = 0; event < EVENTS; event++) {
      orders.add(Long.toString(8_500_000_000_000_000L + event % ORDERS));
    }
    Collections.shuffle(orders, new Random(SEED));
    orders.forEach(order -> flow.sendSoon(order, order));
    flow.flush();
    flow.startService();
    Ends.awaitCommitted(flow);
    int fetches = gateway.calls("aliexpress.solution.order.info.get");
    System.out.printf(
        "%d events of %d orders: %d order fetches (seed %d)%n", EVENTS, ORDERS, fetches, SEED);
    assertThat(fetches).isBetween(ORDERS, 2_600);
    assertThat(flow.documents().all()).hasSize(fetches);
    assertThat(flow.metrics())
        .contains("orders_events_per_order_sum " + (double) EVENTS)
        .contains("orders_events_per_order_count " + fetches);
    assertThat(newest(flow.documents().all())).isEqualTo(lastEvents());
  }

  @Test
  void ordersOfOneSellerThatWaitAreAskedForTogether() throws Exception {
    List<String> orders = new ArrayList<>();
    for (int event = 0; event < EVENTS; event++) {
      orders.add((event % 100 == 7 ? "9902" : "8600") + String.format("%012d", event));
      flow.sendSoon(orders.get(event), trade(orders.get(event)));
    }
    flow.flush();
    flow.startService();
    Ends.awaitCommitted(flow);
    System.out.printf("%d orders, 1 %% of them unknown: %d calls%n", EVENTS, gateway.calls());
    assertThat(gateway.calls()).isLessThanOrEqualTo(25);
    String api = "{api=\"aliexpress.trade.order.open.query\"} ";
    assertThat(flow.metrics())
        .contains("orders_per_call_sum" + api + (double) EVENTS)
        .contains("orders_per_call_count" + api + gateway.calls());
    assertThat(keys(flow.documents().all())).isEqualTo(healthy(orders));
    assertThat(flow.parked().all())
        .hasSize(EVENTS / 100)
        .allMatch(record -> Flow.header(record, "parked.reason").equals("api-rejected"))
        .allMatch(record -> Flow.key(record).startsWith("9902"));
  }

  @Test
  void anOrderThatIsRefusedFailsNoneOfThoseThatWereAskedForWithIt() throws Exception {
    flow.properties().put("orders.retry.topics", "order-events.retry-short");
    flow.properties().put("orders.retry.waits", "200");
    flow.properties().put("orders.retry.delay", "10");
    List<String> orders = new ArrayList<>();
    for (int event = 0; event < 400; event++) {
      // refused, down for ever, cut off for a while
      String prefix = Map.of(100, "9901", 200, "9905", 301, "9907").getOrDefault(event, "8700");
      orders.add(prefix + String.format("%012d", event));
      flow.sendSoon(orders.get(event), trade(orders.get(event)));
    }
    flow.flush();
    flow.startService();
    Ends.awaitCommitted(flow);
    System.out.printf("400 orders, three of them sick: %d calls%n", gateway.calls());
    assertThat(gateway.calls()).isLessThan(450);
    List<String> parked = flow.parked().all().stream().map(Flow::key).sorted().toList();
    assertThat(parked).containsExactly(orders.get(100), orders.get(200));
    orders.removeAll(parked);
    assertThat(keys(flow.documents().all())).isEqualTo(orders.stream().sorted().toList());
  }

  @Test
  void aRefusalThatIsNoSingleOrdersFaultCostsFewCalls() throws Exception {
    for (int event = 0; event < 500; event++) {
      String order = "9901" + String.format("%012d", event);
      flow.sendSoon(order, trade(order));
    }
    flow.flush();
    flow.startService();
    Ends.awaitCommitted(flow);
    System.out.printf("500 orders, all refused: %d calls%n", gateway.calls());
    assertThat(gateway.calls()).isLessThan(50);
    assertThat(flow.parked().all())
        .hasSize(500)
        .allMatch(record -> Flow.header(record, "parked.reason").equals("api-rejected"));
  }

  private static String trade(String order) {
    return "{\"order_id\":\""
        + order
        + "\",\"platform\":\"aliexpress-trade\",\"seller\":\"shop-2\"}";
  }

  private static List<String> healthy(List<String> orders) {
    return orders.stream().filter(order -> order.startsWith("8600")).sorted().toList();
  }

  private static List<String> keys(List<ConsumerRecord<byte[], byte[]>> records) {
    return records.stream().map(Flow::key).sorted().toList();
  }

  /** By order, the place of the event that its last document names. */
  private static Map<String, String> newest(List<ConsumerRecord<byte[], byte[]>> documents) {
    return documents.stream()
        .collect(
            toMap(
                Flow::key,
                record -> {
                  var event = Flow.json(record.value()).path("event");
                  return event.path("partition").asInt() + "@" + event.path("offset").asLong();
                },
                (before, after) -> after));
  }

  /** By order, the place of its last event; its events are on one partition. */
  private Map<String, String> lastEvents() {
    try (Topic events = new Topic(flow.broker().bootstrapServers(), Flow.EVENTS)) {
      return events.all().stream()
          .collect(
              toMap(
                  Flow::key,
                  record -> record.partition() + "@" + record.offset(),
                  (before, after) -> after));
    }
  }
}
