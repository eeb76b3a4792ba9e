package io.orderroutes;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderroutes.sandbox.Ends;
import io.orderroutes.sandbox.Flow;
import io.orderroutes.sandbox.Topic;
import io.orderroutes.simulator.GatewaySimulator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Many events of one order, of which some come back from a retry topic among the others. */
class OneOrderIT {
  private static final int EVENTS = 40;
  private static final String RETRY = "order-events.retry-short";
  private static final String ORDER = "9904000000000001";

  @Test
  void eventsOfOneOrderAreNeverInFlightTogetherWhereverTheyComeFrom() throws Exception {
    Map<String, String> more =
        Map.of(
            "orders.retry.topics",
            RETRY,
            "orders.retry.waits",
            "200",
            "orders.retry.attempts",
            "0");
    try (GatewaySimulator gateway = GatewaySimulator.start(0);
        Flow flow = Flow.start("one-order", gateway.topUrl(), gateway.iopUrl(), more)) {
      gateway.latency(Duration.ofMillis(40));
      for (int i = 0; i < EVENTS; i++) {
        // no key: they lie on different partitions
        flow.send(
            null,
            "{\"order_id\":\""
                + ORDER
                + "\",\"platform\":\"aliexpress-trade\",\"seller\":\"shop-2\"}");
      }
      Ends.awaitCommitted(flow);
      try (Topic waited = new Topic(flow.broker().bootstrapServers(), RETRY)) {
        assertThat(waited.all()).as("the order heals after two calls").hasSizeGreaterThan(1);
      }
      List<ConsumerRecord<byte[], byte[]>> documents = flow.documents().all();
      assertThat(gateway.calls()).isEqualTo(documents.size() + 2);
      assertThat(gateway.maxConcurrency()).as("calls in flight").isEqualTo(1);
      List<Instant> fetched =
          documents.stream()
              .map(record -> Flow.json(record.value()).at("/sections/0/fetched_at").asText())
              .map(Instant::parse)
              .toList();
      assertThat(fetched).isNotEmpty().isSorted().doesNotHaveDuplicates();
    }
  }
}
