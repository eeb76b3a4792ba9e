package io.orderroutes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderroutes.sandbox.Ends;
import io.orderroutes.sandbox.Flow;
import io.orderroutes.sandbox.Topic;
import io.orderroutes.simulator.GatewaySimulator;
import io.orderroutes.simulator.SpecialOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A record of several events when the service is killed, or one of them has to wait. */
class SeveralEventsIT {
  private static final String GROUP = "order-enrichment";
  private static final String EU = "order-events-eu";
  private static final String FIRST_RETRY = "order-events.retry-10s";

  /** A form that no value has by itself. */
  private static final String FORM =
      """
      forms:
        - name: eu-order
          when: {has: never.there}
          order-id: ref.no
      """;

  @TempDir private static Path dir;
  private static GatewaySimulator gateway;
  private static Flow flow;

  @BeforeAll
  static void start() throws Exception {
    gateway = GatewaySimulator.start(0);
    Files.writeString(dir.resolve("events.yaml"), FORM);
    Map<String, String> keys = new HashMap<>();
    keys.put("orders.routes.dir", dir.toString());
    keys.put("camel.route-template[eu].template-id", "events-topic");
    keys.put("camel.route-template[eu].topic", EU);
    keys.put("camel.route-template[eu].group", "order-enrichment-eu");
    keys.put("camel.route-template[eu].form", "eu-order");
    keys.put("orders.retry.attempts", "0");
    keys.put("orders.gateway.read-timeout", "120000");
    keys.put("kafka.session.timeout.ms", "6000");
    keys.put("kafka.heartbeat.interval.ms", "500");
    flow = Flow.start("several", gateway.topUrl(), gateway.iopUrl(), keys);
  }

  @AfterAll
  static void stop() throws Exception {
    flow.close();
    gateway.close();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  @Test
  void aServiceThatIsKilledInTheMiddleOfARecordLosesNoneOfItsEvents() throws Exception {
    gateway.slow(Duration.ofMinutes(1));
    String slow = SpecialOrder.SLOW.orderId(1);
    List<String> orders =
        new ArrayList<>(
            IntStream.range(0, 20)
                .mapToObj(i -> Long.toString(8_300_000_000_000_000L + i))
                .toList());
    orders.add(10, slow);
    RecordMetadata record = flow.send(bytes("killed"), bytes(orders.toString()));
    List<String> others = orders.stream().filter(order -> !order.equals(slow)).toList();
    flow.awaitDocuments(others);
    awaitCommitElsewhere(record);
    assertThat(committed(record))
        .as("its last event has not ended")
        .isLessThanOrEqualTo(record.offset());
    flow.service().kill();
    assertThat(flow.documents().all()).extracting(Flow::key).doesNotContain(slow);
    gateway.slow(Duration.ZERO);
    flow.startService();
    flow.awaitDocuments(List.of(slow));
    Ends.awaitCommitted(flow);
    assertThat(committed(record)).isGreaterThan(record.offset());
    assertThat(flow.parked().all()).extracting(Flow::key).doesNotContain("killed");
  }

  /** So commits are made, and that of the record would have been. */
  private static void awaitCommitElsewhere(RecordMetadata record) throws Exception {
    RecordMetadata other = record;
    for (int i = 0; other.partition() == record.partition(); i++) {
      String order = Long.toString(8_310_000_000_000_000L + i);
      other = flow.send(order, order);
    }
    RecordMetadata sent = other;
    Flow.await(() -> committed(sent) > sent.offset());
  }

  private static long committed(RecordMetadata record) {
    TopicPartition partition = new TopicPartition(record.topic(), record.partition());
    Map<String, Object> broker = Map.of("bootstrap.servers", flow.broker().bootstrapServers());
    try (Admin admin = Admin.create(broker)) {
      OffsetAndMetadata committed =
          admin
              .listConsumerGroupOffsets(GROUP)
              .partitionsToOffsetAndMetadata()
              .get()
              .get(partition);
      return committed == null ? -1 : committed.offset();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void oneEventOfARecordWaitsInTheRetryTopicsAlone() throws Exception {
    String heals = SpecialOrder.PROVIDER_FAULT.orderId(2);
    String element = "{\"order_id\" : \"" + heals + "\"}";
    flow.send(bytes("waits"), bytes("[8320000000000001, " + element + ", \"8320000000000003\"]"));
    flow.awaitDocuments(List.of("8320000000000001", heals, "8320000000000003"));
    Ends.awaitCommitted(flow);
    try (Topic retries = new Topic(flow.broker().bootstrapServers(), FIRST_RETRY)) {
      List<ConsumerRecord<byte[], byte[]>> waited =
          retries.await(records -> !of("waits", records).isEmpty(), Flow.PATIENCE);
      assertThat(of("waits", waited))
          .singleElement()
          .satisfies(
              record -> {
                assertThat(record.value()).asString().isEqualTo(element);
                assertThat(Flow.header(record, "origin.element")).isEqualTo("2");
                assertThat(Flow.header(record, "retry.attempts")).isEqualTo("1");
              });
    }
    assertThat(flow.documents().all())
        .extracting(Flow::key)
        .containsOnlyOnce("8320000000000001", heals, "8320000000000003");
    assertThat(flow.document(heals).at("/event/topic").asText()).isEqualTo(Flow.EVENTS);
  }

  private static List<ConsumerRecord<byte[], byte[]>> of(
      String key, List<ConsumerRecord<byte[], byte[]>> records) {
    return records.stream().filter(record -> Flow.key(record).equals(key)).toList();
  }

  @Test
  void aTopicHasTheFormThatItsRouteNames() throws Exception {
    byte[] value =
        bytes("{\"order_id\":\"8330000000000001\",\"ref\":{\"no\":\"8330000000000002\"}}");
    flow.sendTo(EU, bytes("eu"), value);
    assertThat(flow.document("8330000000000002").at("/event/topic").asText()).isEqualTo(EU);
    flow.send(bytes("main"), value);
    assertThat(flow.document("8330000000000001").at("/event/topic").asText())
        .isEqualTo(Flow.EVENTS);
    flow.sendTo(EU, bytes("eu-other"), bytes("{\"order_id\":\"8330000000000003\"}"));
    assertThat(Flow.header(flow.parkedRecord("eu-other"), "parked.message"))
        .contains("the form eu-order looks for it at ref.no");
  }
}
