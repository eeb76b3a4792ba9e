package io.orderroutes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderroutes.sandbox.Ends;
import io.orderroutes.sandbox.Flow;
import io.orderroutes.sandbox.FuzzedEvents;
import io.orderroutes.sandbox.FuzzedResponses;
import io.orderroutes.simulator.ScriptedGateway;
import io.orderroutes.simulator.ScriptedGateway.Call;
import io.orderroutes.simulator.ScriptedGateway.Reply;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Damaged events and damaged answers by the thousand: each event has one end, and a known one. */
class FuzzIT {
  private static final int EACH = 2_000;
  private static final long SEED = 20_260_102;
  private static final String ORDER = "aliexpress.solution.order.info.get";
  private static final String TRADE = "aliexpress.trade.order.open.query";
  private static final String ALIBABA = "alibaba.seller.order.get";
  private static final String PARCEL = "aliexpress.local.logistics.order.info.query";
  private static final List<String> APIS = List.of(ORDER, TRADE, ALIBABA, PARCEL);
  private static final Pattern NUMBER = Pattern.compile("[0-9]+");

  private final Random random = new Random(SEED);
  private ScriptedGateway gateway;
  private Flow flow;

  @BeforeEach
  void start() throws Exception {
    gateway = ScriptedGateway.start(call -> Reply.of("{}"));
    Map<String, String> more =
        Map.of(
            "orders.documents.validate", "park",
            "orders.platforms.aliexpress-trade.batch-size", "5",
            "orders.retry.attempts", "1",
            "orders.retry.delay", "10",
            "orders.retry.delay-max", "20",
            "orders.retry.topics", "order-events.retry-short",
            "orders.retry.waits", "200",
            "orders.gateway.read-timeout", "10000",
            // thousands of answers that are none make a gateway look dead
            "orders.gateway.dead-after", "1000000");
    flow = Flow.start("fuzz", gateway.url(), gateway.url(), more);
  }

  @AfterEach
  void stop() throws Exception {
    flow.close();
    gateway.close();
  }

  @Test
  void eachDamagedEventEndsOnce() throws Exception {
    gateway.answer(FuzzIT::well);
    FuzzedEvents events = new FuzzedEvents(random);
    for (int i = 0; i < EACH; i++) {
      byte[] key = random.nextInt(4) == 0 ? null : events.next();
      byte[] value = random.nextInt(50) == 0 ? null : events.next();
      flow.sendSoon(key, value, random.nextInt(4) > 0 ? new Header[0] : envelope(events));
    }
    flow.flush();
    Map<String, Integer> figures = figures("events", Ends.ofSeveral(flow));
    // some name the same order, and are answered together; some records hold several, some none
    int ended = figures.values().stream().mapToInt(Integer::intValue).sum();
    String metrics = flow.metrics();
    assertThat(metrics).contains("orders_events_per_order_count " + ended);
    double skipped = metric(metrics, "orders_tombstones_total{topic=\"order-events\"}");
    assertThat(skipped).isPositive();
    assertThat(metric(metrics, "orders_events_per_order_sum")).isGreaterThan(EACH - skipped);
    assertThat(figures.keySet())
        .as("seed %d", SEED)
        // a number is asked for without its leading zeros, and so answered as another
        .isSubsetOf(
            "document", "event-invalid", "platform-unknown", "seller-unknown", "answer-mismatched")
        .contains("document", "event-invalid", "platform-unknown");
    // not the documents: how many events of one order are answered together depends on the load
    Set<String> orders = flow.documents().all().stream().map(Flow::key).collect(Collectors.toSet());
    assertThat(orders).as("seed %d", SEED).hasSizeBetween(20, EACH / 10);
  }

  @Test
  void eachEventWithADamagedAnswerEndsOnce() throws Exception {
    Map<String, Reply> main = new HashMap<>();
    Map<String, Reply> side = new HashMap<>();
    FuzzedResponses answers = new FuzzedResponses(random);
    List<String> events = new ArrayList<>();
    for (int i = 0; i < EACH; i++) {
      String id = Long.toString(8_400_000_000_000_000L + i);
      String api = List.of(ORDER, TRADE, ALIBABA, PARCEL).get(i % 4);
      String another = APIS.get((i + 1 + random.nextInt(3)) % 4);
      (api.equals(PARCEL) ? side : main).put(id, answers.next(api, another, id));
      events.add(event(api, id));
    }
    gateway.answer(
        call -> {
          Reply damaged = (call.api().equals(PARCEL) ? side : main).get(asked(call));
          return damaged == null ? well(call) : damaged;
        });
    for (int i = 0; i < EACH; i++) {
      flow.sendSoon(Integer.toString(i), events.get(i));
    }
    flow.flush();
    Map<String, Integer> figures = figures("answers", Ends.of(flow));
    assertThat(figures.values().stream().mapToInt(Integer::intValue).sum())
        .as("seed %d", SEED)
        .isEqualTo(EACH);
    assertThat(figures.keySet())
        .as("seed %d", SEED)
        .containsExactlyInAnyOrder(
            "document",
            "api-rejected",
            "retries-exhausted",
            "answer-mismatched",
            "answer-unreadable");
    assertDocumentsAreWhole();
    Set<String> documents = Set.copyOf(flow.documents().all().stream().map(Flow::key).toList());
    assertThat(documents).as("a parcel never costs the order").containsAll(side.keySet());
    assertThat(gateway.calls()).extracting(Call::path).containsOnly("/router/rest");
  }

  /** All that was sent has ended, once, and the service found no fault of its own. */
  private Map<String, Integer> figures(String of, Ends ends) throws Exception {
    System.out.printf("%d damaged %s, seed %d: %s%n", EACH, of, SEED, ends.figures());
    assertThat(Files.readString(flow.service().log()))
        .as("seed %d", SEED)
        .doesNotContain("\tat ", "unforeseen", "ParkedRecordFactory]", "Circular");
    return ends.figures();
  }

  private static double metric(String metrics, String name) {
    return metrics
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("there is no " + name));
  }

  private void assertDocumentsAreWhole() throws CharacterCodingException {
    for (ConsumerRecord<byte[], byte[]> record : flow.documents().all()) {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(record.value()));
      JsonNode document = Flow.json(record.value());
      assertThat(document.path("order_id").asText()).isEqualTo(Flow.key(record));
      assertThat(document.path("sources").has("order")).isTrue();
      assertThat(document.path("sections").findValuesAsText("name")).contains("order");
    }
  }

  private static Header[] envelope(FuzzedEvents events) {
    return new Header[] {
      new RecordHeader("ce_specversion", "1.0".getBytes(UTF_8)),
      new RecordHeader("ce_subject", events.next()),
      new RecordHeader("ce_type", events.next()),
    };
  }

  private static String event(String api, String id) {
    return switch (api) {
      case TRADE ->
          "{\"order_id\":\"" + id + "\",\"platform\":\"aliexpress-trade\",\"seller\":\"shop-2\"}";
      case ALIBABA -> "{\"order_id\":\"" + id + "\",\"seller\":\"shop-3\"}";
      case PARCEL -> "{\"order_id\":\"" + id + "\",\"logistics_order_ids\":[\"BP-" + id + "\"]}";
      default -> "{\"order_id\":\"" + id + "\",\"seller\":\"shop-1\"}";
    };
  }

  /** The order of a call, the first of several; a parcel's id holds its order's. */
  private static String asked(Call call) {
    Map<String, String> params = call.params();
    Matcher number = NUMBER.matcher(params.getOrDefault("param1", ""));
    String inside = number.find() ? number.group() : "";
    return params.getOrDefault("order_ids", params.getOrDefault("e_trade_id", inside))
        .split(",")[0];
  }

  private static Reply well(Call call) {
    return Reply.of(FuzzedResponses.example(call.api(), asked(call), true));
  }
}
