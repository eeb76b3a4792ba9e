package io.orderroutes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderroutes.sandbox.Flow;
import io.orderroutes.sandbox.Scrape;
import io.orderroutes.simulator.GatewaySimulator;
import io.orderroutes.simulator.SpecialOrder;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A thousand events of every form, some bad, some with faulty answers: each ends, and ends once.
 */
class MixedEventsIT {
  private static final int EVENTS = 1_000;

  private static GatewaySimulator gateway;
  private static Flow flow;

  @BeforeAll
  static void start() throws Exception {
    gateway = GatewaySimulator.start(0);
    gateway.latency(Duration.ofMillis(10));
    flow =
        Flow.start(
            "mixed",
            gateway.topUrl(),
            gateway.iopUrl(),
            Map.of(
                "orders.retry.delay", "50",
                "orders.concurrency", "64",
                // where only orders are left that get HTTP 502, their gateway looks dead
                "orders.gateway.dead-after", "1000000"));
  }

  @AfterAll
  static void stop() throws Exception {
    flow.close();
    gateway.close();
  }

  @Test
  void aThousandEventsHaveAThousandEnds() {
    Map<String, String> reasons = new HashMap<>();
    Map<String, String> events = new LinkedHashMap<>();
    for (int i = 0; i < EVENTS; i++) {
      if (i % 20 == 7) {
        events.put("bad-" + i, badEvent(i));
        reasons.put("bad-" + i, reasonOfBad(i));
      } else if (i % 20 == 13) {
        events.put(specialId(i), event(i % 4, specialId(i)));
        String id = specialId(i);
        parkReason(i).ifPresent(reason -> reasons.put(id, reason));
      } else {
        events.put(orderId(i), event(i, orderId(i)));
      }
    }
    assertThat(events).hasSize(EVENTS);
    events.forEach(flow::sendSoon);
    flow.flush();

    flow.parked().await(records -> records.size() >= reasons.size(), Flow.PATIENCE.multipliedBy(2));
    flow.documents()
        .await(records -> records.size() >= EVENTS - reasons.size(), Flow.PATIENCE.multipliedBy(2));

    Map<String, String> parked = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : flow.parked().all()) {
      assertThat(parked.put(Flow.key(record), Flow.header(record, "parked.reason")))
          .as("parked once: " + Flow.key(record))
          .isNull();
    }
    assertThat(parked).isEqualTo(reasons);

    List<String> documents = flow.documents().all().stream().map(Flow::key).toList();
    assertThat(documents)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(
            events.keySet().stream().filter(key -> !reasons.containsKey(key)).toList());
    assertThat(gateway.refusedSignatures()).isZero();
    assertSidesAreTold();
    assertEachEndIsCounted(reasons);
  }

  /** The metrics say what the topics and the gateway do. */
  private static void assertEachEndIsCounted(Map<String, String> reasons) {
    Scrape scrape = Scrape.of(flow.metrics());
    Map<String, Double> parked =
        reasons.values().stream().collect(Collectors.toMap(word -> word, word -> 1.0, Double::sum));
    assertThat(scrape.by("orders_parked_total", "reason")).isEqualTo(parked);
    Map<String, Double> documents =
        flow.documents().all().stream()
            .map(record -> Flow.json(record.value()).path("complete").asText())
            .collect(Collectors.toMap(word -> word, word -> 1.0, Double::sum));
    assertThat(scrape.by("orders_documents_total", "complete")).isEqualTo(documents);
    assertThat(scrape.sum("orders_latency_seconds_count"))
        .isEqualTo(EVENTS - (double) reasons.size());
    assertThat(scrape.by("orders_events_total", "topic")).containsEntry(Flow.EVENTS, EVENTS + 0.0);
    assertThat(scrape.by("orders_lag", "topic")).containsKey(Flow.EVENTS);
    assertThat(scrape.sum("orders_retries_total")).isPositive();
    Map<String, Double> calls = scrape.by("orders_call_seconds_count", "api");
    calls.forEach((api, count) -> assertThat(count).as(api).isEqualTo(gateway.calls(api)));
    assertThat(calls).hasSize(4);
    assertThat(scrape.by("orders_call_seconds_count", "outcome"))
        .containsOnlyKeys(
            "ok",
            "rejected",
            "missing",
            "mismatched",
            "session-invalid",
            "try-later",
            "no-answer",
            "banned");
  }

  /** Orders whose parcels cannot be had are published, and say so. */
  private static void assertSidesAreTold() {
    Map<String, String> statusByPrefix =
        Map.of("9913", "mismatched", "9914", "missing", "9915", "unavailable", "9917", "denied");
    Map<String, Integer> seen = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : flow.documents().all()) {
      String expected =
          statusByPrefix.get(Flow.key(record).substring(0, Math.min(4, Flow.key(record).length())));
      if (expected != null) {
        JsonNode document = Flow.json(record.value());
        seen.merge(expected, 1, Integer::sum);
        assertThat(document.path("complete").asBoolean()).isFalse();
        assertThat(document.path("sections").findValuesAsText("status")).contains("ok", expected);
        assertThat(document.path("sources").has("logistics")).isFalse();
      }
    }
    assertThat(seen.keySet()).containsExactlyInAnyOrderElementsOf(statusByPrefix.values());
  }

  private static String orderId(int i) {
    return i % 6 == 4 ? "ALI-" + i : Long.toString(8_100_000_000_000_000L + i);
  }

  private static String event(int i, String id) {
    return switch (i % 6) {
      case 0 -> id;
      case 1 -> "{\"orderId\":" + id + ",\"platform\":\"aliexpress\",\"seller\":\"shop-1\"}";
      case 2 ->
          "{\"specversion\":\"1.0\",\"id\":\"e"
              + i
              + "\",\"source\":\"/test\",\"type\":\"order.changed\",\"data\":{\"order_id\":\""
              + id
              + "\",\"seller\":\"shop-1\"}}";
      case 3 ->
          "{\"topic\":\"aliexpress_order_Finish\",\"content\":\"{\\\"order_id\\\":\\\""
              + id
              + "\\\",\\\"login_id\\\":\\\"sandbox-login-1\\\",\\\"current_status\\\":\\\"FINISH\\\"}\"}";
      case 4 -> "{\"order_id\":\"" + id + "\",\"seller\":\"shop-3\"}";
      default ->
          "{\"trade_order_id\":\""
              + id
              + "\",\"out_id\":\"22"
              + id
              + "\",\"payment_id\":\"1\",\"seller_id\":\"2200000002\",\"status\":\"PAID\"}";
    };
  }

  private static String badEvent(int i) {
    return switch (i / 20 % 5) {
      case 0 -> "{\"order_id\":";
      case 1 -> "1&method=x";
      case 2 -> "{\"order_id\":\"123\",\"seller\":\"nobody\"}";
      case 3 -> "{\"order_id\":\"123\",\"seller\":\"shop-1\",\"platform\":\"alibaba\"}";
      default -> "{\"order_id\":1e3}";
    };
  }

  private static String reasonOfBad(int i) {
    return switch (i / 20 % 5) {
      case 2 -> "seller-unknown";
      case 3 -> "platform-unknown";
      default -> "event-invalid";
    };
  }

  /** Faults of AliExpress orders, in turn. */
  private static final List<SpecialOrder> SPECIAL =
      Stream.of(
              "9901", "9902", "9903", "9904", "9905", "9907", "9908", "9909", "9910", "9911",
              "9912", "9913", "9914", "9915", "9916", "9917", "9918")
          .map(
              prefix ->
                  Stream.of(SpecialOrder.values())
                      .filter(s -> s.prefix().equals(prefix))
                      .findFirst()
                      .orElseThrow())
          .toList();

  private static SpecialOrder special(int i) {
    return SPECIAL.get(i / 20 % SPECIAL.size());
  }

  private static String specialId(int i) {
    return special(i).orderId(i);
  }

  private static java.util.Optional<String> parkReason(int i) {
    return java.util.Optional.ofNullable(
        switch (special(i).prefix()) {
          case "9901", "9902" -> "api-rejected";
          case "9903" -> "session-invalid";
          case "9905", "9912" -> "retries-exhausted";
          case "9916" -> "answer-mismatched";
          default -> null;
        });
  }
}
