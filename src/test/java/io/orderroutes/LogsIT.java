package io.orderroutes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderroutes.sandbox.Broker;
import io.orderroutes.sandbox.Collector;
import io.orderroutes.sandbox.Flow;
import io.orderroutes.sandbox.ServiceProcess;
import io.orderroutes.sandbox.Topic;
import io.orderroutes.simulator.ScriptedGateway;
import io.orderroutes.simulator.ScriptedGateway.Call;
import io.orderroutes.simulator.ScriptedGateway.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in the log, as JSON, when the same goes wrong with thousands of events. */
class LogsIT {
  private static final int EVENTS = 3000;

  private static final Duration PATIENCE = Duration.ofSeconds(180);
  private static final String RETRY = "order-events.retry-short";
  private static final String BUYER = "0142637";

  /** What happens to orders, by how their ids begin. */
  private static final Map<String, String> KINDS = new ConcurrentHashMap<>();

  @TempDir static Path dir;

  private static ScriptedGateway gateway;
  private static Collector collector;
  private static Flow flow;
  private static long next = 8_700_000_000_000_000L;

  private int before;

  @BeforeAll
  static void start() throws Exception {
    gateway = ScriptedGateway.start(LogsIT::answer);
    collector = Collector.start();
    Files.writeString(
        Files.createDirectories(dir.resolve("mappings")).resolve("aliexpress.jslt"),
        """
        if (contains("odd", to-json(.order)))
          error("cannot map " + to-json(.order))
        else
          {"status": {"phase": "unknown"}}
        """);
    Files.writeString(
        dir.resolve("broken.camel.yaml"),
        """
        - route:
            id: broken
            description: A route of an operator that fails, quoting what it should not
            group: platforms
            errorHandler:
              noErrorHandler: {}
            from:
              uri: direct:broken
              steps:
                - throwException:
                    exceptionType: java.lang.IllegalStateException
                    message: buyer %1$s of ${variable.orderId}
        - route:
            id: greedy
            description: One that keeps its failures to itself
            group: platforms
            from:
              uri: direct:greedy
              steps:
                - throwException:
                    exceptionType: java.lang.IllegalStateException
                    message: buyer %1$s of ${variable.orderId}
        """
            .formatted(BUYER));
    flow = Flow.start(Broker.start(0), "logs", gateway.url(), "http://127.0.0.1:1/sync", keys());
  }

  private static Map<String, String> keys() {
    Map<String, String> keys = new HashMap<>(collector.properties());
    keys.put("quarkus.log.console.json.enabled", "true");
    keys.put("orders.routes.dir", dir.toString());
    keys.put("orders.retry.topics", RETRY);
    keys.put("orders.retry.waits", "2000");
    keys.put("orders.retry.attempts", "0");
    keys.put("orders.sellers.shop-2.platform", "broken");
    keys.put("orders.sellers.shop-4.app", "top");
    keys.put("orders.sellers.shop-4.platform", "greedy");
    keys.put("orders.sellers.shop-4.session", "session-4");
    keys.put("kafka.max.request.size", "15000");
    keys.put("kafka.max.block.ms", "1000");
    return keys;
  }

  @AfterAll
  static void stop() throws Exception {
    flow.close();
    gateway.close();
    collector.close();
  }

  @Test
  void aGatewayThatAnswersNothingButErrorsIsNoLineForEachEvent() {
    parkedAfter("{\"order_id\":\"%s\"}", "sick");
    assertQuiet("HTTP 500");
  }

  @Test
  void aGatewayThatRefusesConnectionsIsNoLineForEachEvent() {
    before = lines().size();
    send("{\"order_id\":\"%s\",\"seller\":\"shop-3\"}", "refused");
    // what was not called for before the gateway was known to be silent waits in memory
    Flow.await(() -> waiting() > EVENTS / 2);
    assertQuiet("connections refused");
    assertThat(since()).anyMatch(line -> text(line).contains("does not answer"));
  }

  @Test
  void documentsThatAreTooLargeAreNoLineEach() {
    parkedAfter("{\"order_id\":\"%s\"}", "large");
    assertQuiet("documents too large");
  }

  @Test
  void eventsThatAreNoneAreNoLineEach() {
    parkedAfter("{\"order\":\"%s\",\"phone\":\"" + BUYER + "\"}", "none");
    assertQuiet("no events");
  }

  @Test
  void aMappingThatFailsIsNoLineForEachEventAndNamesAnOrder() {
    before = lines().size();
    List<String> orders = send("{\"order_id\":\"%s\"}", "odd");
    flow.awaitDocuments(orders, PATIENCE);
    assertQuiet("mapping fails");
    assertNamesOrders("Mappings", "shop-1", "aliexpress");
  }

  @Test
  void aRouteThatFailsIsNoLineForEachEventAndNamesAnOrder() {
    parkedAfter("{\"order_id\":\"%s\",\"seller\":\"shop-2\"}", "broken");
    assertQuiet("route fails");
    assertNamesOrders("ParkedRecordFactory", "shop-2", "broken");
    assertThat(since()).filteredOn(line -> line.has("exception")).hasSize(1);
  }

  @Test
  void aFailureThatARouteKeepsToItselfIsToldWithoutWhatItQuotes() {
    before = lines().size();
    flow.send("greedy", "{\"order_id\":\"8900000000000001\",\"seller\":\"shop-4\"}");
    Flow.await(() -> since().stream().anyMatch(line -> text(line).contains("neither published")));
    assertThat(since())
        .filteredOn(line -> line.at("/mdc/orderId").asText().equals("8900000000000001"))
        .anyMatch(line -> text(line).endsWith("caught: java.lang.IllegalStateException"))
        .noneMatch(line -> line.toString().contains(BUYER));
  }

  @Test
  void aDocumentTopicThatIsMissingIsNoLineForEachEvent() throws Exception {
    try (Admin admin = admin()) {
      Map<String, String> keys = new HashMap<>(flow.properties());
      keys.put("orders.topics.create", "false");
      keys.put("orders.topics.documents", "missing");
      keys.put("orders.topics.events", "further-events");
      keys.put("orders.consumer.group", "further");
      keys.put("orders.retry.topics", "further-retry");
      admin.createTopics(List.of(topic("further-events"), topic("further-retry"))).all().get();
      LongStream.range(0, EVENTS)
          .forEach(id -> flow.sendTo("further-events", null, ("8790000" + id).getBytes(UTF_8)));
      try (ServiceProcess service =
              ServiceProcess.start(Path.of("target").toAbsolutePath(), "logs-missing", keys);
          Topic documents = new Topic(flow.broker().bootstrapServers(), "missing")) {
        Flow.await(() -> read(service.log()).contains("UNKNOWN_TOPIC_OR_PARTITION"));
        admin.createTopics(List.of(topic("missing"))).all().get();
        assertThat(documents.await(records -> records.size() >= EVENTS, PATIENCE))
            .hasSizeGreaterThanOrEqualTo(EVENTS);
        List<JsonNode> lines = read(service.log()).lines().map(LogsIT::json).toList();
        report("document topic missing", lines);
        assertThat(lines).hasSizeLessThan(150);
        assertThat(lines).filteredOn(line -> line.has("exception")).hasSizeLessThan(5);
      }
    }
  }

  /** Events that wait for the gateway that nobody is behind. */
  private static int waiting() {
    return flow.health("ready").findPath("events behind gateway http://127.0.0.1:1/sync").asInt();
  }

  private void parkedAfter(String event, String kind) {
    before = lines().size();
    int parked = flow.parked().all().size();
    send(event, kind);
    assertThat(flow.parked().await(records -> records.size() >= parked + EVENTS, PATIENCE))
        .hasSizeGreaterThanOrEqualTo(parked + EVENTS);
  }

  /** Orders whose ids the gateway answers in the way of that name. */
  private static List<String> send(String event, String kind) {
    next += 1_000_000;
    KINDS.put(Long.toString(next).substring(0, 10), kind);
    List<String> orders = LongStream.range(next, next + EVENTS).mapToObj(Long::toString).toList();
    orders.forEach(order -> flow.sendSoon(order, event.formatted(order)));
    flow.flush();
    return orders;
  }

  private static Reply answer(Call call) {
    String id = call.params().getOrDefault("param1", "").replaceAll("\\D", "");
    String kind = id.length() < 10 ? "" : KINDS.getOrDefault(id.substring(0, 10), "");
    Reply well =
        Reply.of(
            "{\"result\":{\"data\":{\"id\":%s,\"phone\":\"%s\",\"memo\":\"%s\"}}}"
                .formatted(id, BUYER, kind.equals("large") ? "x".repeat(20_000) : kind));
    return kind.equals("sick") ? Reply.of(BUYER).status(500) : well;
  }

  private void assertQuiet(String storm) {
    List<JsonNode> lines = since();
    report(storm, lines);
    assertThat(lines).hasSizeLessThan(100);
    assertThat(lines).filteredOn(line -> line.has("exception")).hasSizeLessThan(5);
    assertThat(lines).noneMatch(line -> line.toString().contains(BUYER));
  }

  private void assertNamesOrders(String logger, String seller, String platform) {
    assertThat(since())
        .filteredOn(line -> line.path("loggerName").asText().endsWith("." + logger))
        .filteredOn(line -> !text(line).contains("more lines"))
        .isNotEmpty()
        .allSatisfy(
            line -> {
              assertThat(line.at("/mdc/orderId").asText()).startsWith("87");
              assertThat(line.at("/mdc/seller").asText()).isEqualTo(seller);
              assertThat(line.at("/mdc/platform").asText()).isEqualTo(platform);
              assertThat(line.at("/mdc/traceId").asText()).hasSize(32);
            });
  }

  private static void report(String storm, List<JsonNode> lines) {
    long traces = lines.stream().filter(line -> line.has("exception")).count();
    System.out.printf("%s: %d events, %d lines, %d traces%n", storm, EVENTS, lines.size(), traces);
  }

  private List<JsonNode> since() {
    List<String> all = lines();
    return all.subList(before, all.size()).stream().map(LogsIT::json).toList();
  }

  private static List<String> lines() {
    return read(flow.service().log()).lines().toList();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode json(String line) {
    return Flow.json(line.getBytes(UTF_8));
  }

  private static String text(JsonNode line) {
    return line.path("message").asText();
  }

  private static NewTopic topic(String name) {
    return new NewTopic(name, Optional.of(1), Optional.empty());
  }

  private static Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", flow.broker().bootstrapServers()));
  }
}
