package io.orderroutes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderroutes.sandbox.Flow;
import io.orderroutes.sandbox.ServiceProcess;
import io.orderroutes.sandbox.Topic;
import io.orderroutes.simulator.RecordedGateway;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsResult;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples' routes and properties in the packaged service, between a broker and a gateway. */
class RoutesIT {
  private static final String ORDER_API = "aliexpress.solution.order.info.get";
  private static final String RECEIPT_API = "aliexpress.solution.order.receiptinfo.get";
  private static final String BRIEF_EVENTS = "order-events-brief";
  private static final Path EXAMPLES = Path.of("examples").toAbsolutePath();

  @Test
  void aFurtherPipelineIsPropertiesAlone() throws Exception {
    Map<String, String> keys = pipelines(EXAMPLES.resolve("filtered-topic"));
    keys.put("orders.routes.dir", EXAMPLES.resolve("filtered-topic").toString());
    keys.put("orders.retry.topics", "order-events.retry");
    keys.put("orders.retry.waits", "100");
    keys.put("orders.retry.attempts", "0");
    try (RecordedGateway gateway = RecordedGateway.start();
        Flow flow = Flow.start("pipelines", gateway.url(), gateway.url(), keys);
        Topic shipped = new Topic(flow.broker().bootstrapServers(), "order-shipped")) {
      gateway.serve(
          Map.of(
              ORDER_API + "@8801", answer("8801", "WAIT_BUYER_ACCEPT_GOODS"),
              ORDER_API + "@8802", answer("8802", "WAIT_SELLER_SEND_GOODS"),
              ORDER_API + "@8803", answer("8803", "FINISH")));
      flow.send("8801", "8801");
      flow.send("8802", "8802");
      flow.sendTo(BRIEF_EVENTS, bytes("8803"), bytes("8803"));
      JsonNode brief = flow.document("8803");
      assertThat(brief.path("platform").asText()).isEqualTo("aliexpress-brief");
      assertThat(brief.at("/event/topic").asText()).isEqualTo(BRIEF_EVENTS);
      assertThat(brief.at("/status/phase").asText()).isEqualTo("completed");
      assertThat(brief.has("money")).as("what its mapping leaves out").isFalse();
      assertThat(flow.document("8801").has("money")).isTrue();
      flow.document("8802");
      assertThat(shipped.await(records -> !records.isEmpty(), Flow.PATIENCE))
          .extracting(Flow::key)
          .containsExactly("8801");
      awaitCommitted(flow, "order-enrichment-brief");
      comesBackToItsTopic(gateway, flow);
    }
  }

  /** Through the shared retry topic to the parked one, and by the command replay back. */
  private static void comesBackToItsTopic(RecordedGateway gateway, Flow flow) throws Exception {
    flow.sendTo(BRIEF_EVENTS, bytes("8804"), bytes("8804")); // no answer
    ConsumerRecord<byte[], byte[]> parked = flow.parkedRecord("8804");
    assertThat(Flow.header(parked, "parked.reason")).isEqualTo("retries-exhausted");
    assertThat(Flow.header(parked, "parked.attempts")).isEqualTo("2");
    assertThat(Flow.header(parked, "origin.topic")).isEqualTo(BRIEF_EVENTS);
    gateway.serveAlso(ORDER_API + "@8804", answer("8804", "FINISH"));
    Path target = Path.of("target").toAbsolutePath();
    try (ServiceProcess replay =
        ServiceProcess.start(target, "replay-brief", flow.properties(), "replay", "--all")) {
      assertThat(replay.exitStatus(Flow.PATIENCE)).as("see %s", replay.log()).isZero();
    }
    assertThat(flow.document("8804").path("platform").asText()).isEqualTo("aliexpress-brief");
  }

  @Test
  void anOperatorsRouteReplacesThePackagedOneAndIsLoadedAgainInDev(@TempDir Path dir)
      throws Exception {
    Path route = dir.resolve("aliexpress.camel.yaml");
    String packaged = Files.readString(EXAMPLES.resolve("another-call/aliexpress.camel.yaml"));
    Files.writeString(route, packaged);
    Map<String, String> keys = new HashMap<>(Map.of("orders.routes.dir", dir.toString()));
    keys.put("quarkus.profile", "dev");
    try (RecordedGateway gateway = RecordedGateway.start();
        Flow flow = Flow.start("own-routes", gateway.url(), gateway.url(), keys)) {
      gateway.serve(
          Map.of(
              ORDER_API,
              answer("8811", "FINISH"),
              RECEIPT_API + "@8811",
              bytes("{\"x_response\":{\"result\":{\"zip\":\"00000\"}}}")));
      flow.send("1", "8811");
      assertThat(flow.document("8811").at("/sources/receipt/0/result/zip").asText())
          .isEqualTo("00000");
      assertThat(gateway.asked()).containsExactly(ORDER_API, RECEIPT_API);

      Files.writeString(route, packaged.replace("section: receipt", "section: address"));
      Flow.await(() -> sections(flow).contains("\"address\""));

      Files.writeString(route, packaged.replace("section: receipt", "section: [broken"));
      Flow.await(() -> log(flow).contains("Error reloading routes"));
      assertThat(sections(flow)).as("the routes before go on").contains("\"address\"");
    }
  }

  /** Of the document that one more event of the order brings. */
  private static String sections(Flow flow) {
    int before = flow.documents().all().size();
    flow.send("1", "8811");
    return Flow.json(
            flow.documents()
                .await(documents -> documents.size() > before, Flow.PATIENCE)
                .get(before)
                .value())
        .path("sections")
        .toString();
  }

  private static String log(Flow flow) {
    try {
      return Files.readString(flow.service().log());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void awaitCommitted(Flow flow, String group) throws Exception {
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", flow.broker().bootstrapServers()))) {
      long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      long committed = 0;
      while (committed == 0 && System.nanoTime() < deadline) {
        ListConsumerGroupOffsetsResult offsets = admin.listConsumerGroupOffsets(group);
        committed =
            offsets.partitionsToOffsetAndMetadata().get().entrySet().stream()
                .filter(entry -> entry.getKey().topic().equals(BRIEF_EVENTS))
                .mapToLong(entry -> entry.getValue().offset())
                .sum();
      }
      assertThat(committed).isEqualTo(1);
    }
  }

  /** What the example says of routes; the accounts are the sandbox's. */
  private static Map<String, String> pipelines(Path example) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(example.resolve("application.properties"))) {
      properties.load(reader);
    }
    Map<String, String> keys = new HashMap<>();
    properties.stringPropertyNames().stream()
        .filter(key -> key.startsWith("camel.") || key.startsWith("orders.platforms."))
        .forEach(key -> keys.put(key, properties.getProperty(key)));
    return keys;
  }

  private static byte[] answer(String order, String status) {
    return bytes(
        ("{\"aliexpress_solution_order_info_get_response\":{\"result\":{\"data\":{\"id\":%s,"
                + "\"order_status\":\"%s\",\"order_amount\":{\"amount\":\"1.00\",\"currency_code\":"
                + "\"EUR\"}}}}}")
            .formatted(order, status));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
