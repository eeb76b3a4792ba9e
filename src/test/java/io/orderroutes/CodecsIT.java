package io.orderroutes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderroutes.sandbox.Flow;
import io.orderroutes.simulator.GatewaySimulator;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** Events in codecs that the service cannot load, as where its temporary folder is read-only. */
class CodecsIT {
  private static final Map<String, String> NO_CODECS =
      Map.of("ZstdTempFolder", "/proc/none", "org.xerial.snappy.tempdir", "/proc/none");

  private final List<String> unreadable = new ArrayList<>();
  private final List<String> readable = new ArrayList<>();

  @Test
  void eventsThatCannotBeUnpackedHoldUpTheirPartitionsUntilTheyCan() throws Exception {
    try (GatewaySimulator gateway = GatewaySimulator.start(0)) {
      Flow flow = Flow.start("codecs", gateway.topUrl(), gateway.iopUrl(), NO_CODECS);
      try (flow) {
        send(flow, "none", 0, readable);
        send(flow, "gzip", 0, readable);
        send(flow, "zstd", 1, unreadable);
        send(flow, "none", 1, unreadable);
        send(flow, "snappy", 2, unreadable);
        send(flow, "lz4", 3, readable);
        flow.awaitDocuments(readable);
        Flow.await(() -> failing(flow).size() == 2, () -> flow.health("ready").toPrettyString());
        assertThat(failing(flow).toString()).contains("order-events-1", "order-events-2");
        assertThat(state(flow).path("state").asText()).isEqualTo("kafka-failing");
        send(flow, "none", 0, readable);
        send(flow, "none", 3, readable);
        flow.awaitDocuments(readable);
        assertThat(flow.metrics()).contains("orders_kafka_failing 2.0");
        String log = Files.readString(flow.service().log());
        assertThat(log.lines().filter(line -> line.matches(".* WARN .*KafkaFailures].*")))
            .hasSizeBetween(2, 11);
        flow.service().close();
        flow.properties().keySet().removeAll(NO_CODECS.keySet());
        flow.startService();
        flow.awaitDocuments(unreadable);
        assertThat(flow.documents().all()).hasSize(readable.size() + unreadable.size());
        assertThat(flow.parked().all()).isEmpty();
      }
    }
  }

  private static JsonNode state(Flow flow) {
    for (JsonNode check : flow.health("ready").path("checks")) {
      if (check.path("name").asText().equals("order-events")) {
        return check.path("data");
      }
    }
    throw new AssertionError("readiness does not tell of the events");
  }

  /** What Kafka holds up, as readiness tells it. */
  private static List<String> failing(Flow flow) {
    List<String> failing = new ArrayList<>();
    state(flow)
        .fields()
        .forEachRemaining(
            told -> {
              if (told.getKey().startsWith("Kafka: ")) {
                failing.add(told.getKey() + " " + told.getValue().asText());
              }
            });
    return failing;
  }

  /** Twenty orders; one batch, where they are packed. */
  private static void send(Flow flow, String codec, int partition, List<String> orders) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            flow.broker().bootstrapServers(),
            "compression.type",
            codec,
            "linger.ms",
            200);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      long first = 3_000_000_000L + partition * 1_000_000L + orders.size() * 1000L;
      for (long order = first; order < first + 20; order++) {
        byte[] id = Long.toString(order).getBytes(UTF_8);
        orders.add(Long.toString(order));
        producer.send(new ProducerRecord<>(Flow.EVENTS, partition, id, id));
      }
    }
  }
}
