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
    assertThat(newest(flow.documents().all())).isEqualTo(lastEvents());
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
