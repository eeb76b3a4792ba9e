package io.orderroutes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderroutes.sandbox.Broker;
import io.orderroutes.sandbox.Collector;
import io.orderroutes.sandbox.Collector.Traced;
import io.orderroutes.sandbox.Flow;
import io.orderroutes.sandbox.Topic;
import io.orderroutes.simulator.ScriptedGateway;
import io.orderroutes.simulator.ScriptedGateway.Call;
import io.orderroutes.simulator.ScriptedGateway.Reply;
import java.net.URLEncoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a collector of traces and the readers of the topics see while tracing is on. */
class TracesIT {
  private static final String RETRY = "order-events.retry-short";
  private static final String ORDER = "aliexpress.solution.order.info.get";
  private static final String SECRET = "canary+secret/7f3e91c2==";
  private static final String SESSION = "canary+session/50002100a6b4";
  private static final String PHONE = "+49 555 0142637";
  private static final List<String> TOGETHER = List.of(trace(91), trace(92), trace(93));

  /** The orders that cannot be had for now. */
  private static final Set<String> SICK = ConcurrentHashMap.newKeySet();

  private static ScriptedGateway gateway;
  private static Collector collector;
  private static Flow flow;

  @BeforeAll
  static void start() throws Exception {
    gateway = ScriptedGateway.start(TracesIT::answer);
    collector = Collector.start();
    Map<String, String> more = new HashMap<>(collector.properties());
    more.put("orders.apps.top.secret", SECRET);
    more.put("orders.sellers.shop-1.session", SESSION);
    more.put("orders.retry.topics", RETRY);
    more.put("orders.retry.waits", "3000");
    more.put("orders.retry.attempts", "1");
    more.put("orders.retry.delay", "20");
    flow = Flow.prepare(Broker.start(0), "traces", gateway.url(), gateway.url(), more);
    // they wait when the service starts, so one answer serves them
    TOGETHER.forEach(trace -> flow.send("8600000000000009", "8600000000000009", parent(trace)));
    flow.startService();
  }

  @AfterAll
  static void stop() throws Exception {
    flow.close();
    gateway.close();
    collector.close();
  }

  @Test
  void theTraceOfAnEventGoesOnThroughItsCallsToItsDocument() {
    String id = "8600000000000001";
    flow.send(id, event(id, "BP7", "BP8"), parent(trace(1)));
    flow.document(id);
    Traced order = orderSpans(id, 1).get(0);
    assertThat(order.trace()).isEqualTo(trace(1));
    assertThat(order.parent()).isEqualTo("00f067aa0ba902b7");
    assertThat(order.name()).isEqualTo("process order-events");
    assertThat(order.attributes())
        .containsEntry("messaging.system", "kafka")
        .containsEntry("messaging.destination.name", "order-events")
        .containsEntry("messaging.consumer.group.name", "order-enrichment")
        .containsEntry("order.seller", "shop-1")
        .containsEntry("order.platform", "aliexpress")
        .containsEntry("order.outcome", "document");
    assertThat(collector.await(4, span -> span.trace().equals(trace(1))))
        .hasSize(4)
        .filteredOn(span -> span != order)
        .allSatisfy(
            call -> {
              assertThat(call.parent()).isEqualTo(order.id());
              assertThat(call.get("gateway.outcome")).isEqualTo("ok");
              assertThat(call.get("server.address")).isEqualTo("127.0.0.1");
            })
        .extracting(call -> call.get("gateway.api"))
        .containsExactlyInAnyOrder(
            ORDER,
            "aliexpress.local.logistics.order.info.query",
            "aliexpress.local.logistics.order.info.query");
    assertThat(traceparent(id)).isEqualTo("00-" + trace(1) + "-" + order.id() + "-01");
  }

  @Test
  void anEventWithoutATraceBeginsOneThatItKeepsWhenItIsRetried() {
    String id = "8600000000000002";
    SICK.add(id);
    flow.send(id, id);
    ConsumerRecord<byte[], byte[]> waits = retryRecord(id);
    SICK.remove(id);
    flow.document(id);
    List<Traced> spans = orderSpans(id, 2);
    assertThat(spans)
        .extracting(span -> span.get("order.outcome"))
        .containsExactly("retry", "document");
    assertThat(spans.get(1).trace()).isEqualTo(spans.get(0).trace());
    assertThat(spans.get(1).parent()).isEqualTo(spans.get(0).id());
    assertThat(Flow.header(waits, "retry.traceparent")).contains(spans.get(0).id());
    assertThat(traceparent(id)).contains(spans.get(1).trace() + "-" + spans.get(1).id());
    assertThat(collector.await(3, span -> span.parent().equals(spans.get(0).id())))
        .extracting(call -> call.get("gateway.outcome") + call.get("gateway.attempt"))
        .startsWith("try-later1", "try-later2");
  }

  @Test
  void aParkedRecordShowsTheTraceThatItsEventCameWith() {
    String id = "8600000000000003";
    SICK.add(id);
    Header[] came = {
      parent(trace(3)), new RecordHeader("tracestate", "vendor=1".getBytes(UTF_8)),
    };
    flow.send(id, id, came);
    ConsumerRecord<byte[], byte[]> parked = flow.parkedRecord(id);
    assertThat(names(parked))
        .startsWith("traceparent", "tracestate", "parked.reason")
        .doesNotContain("retry.traceparent")
        .filteredOn("traceparent"::equals)
        .hasSize(1);
    assertThat(parked.headers().toArray()).startsWith(came);
    assertThat(retryRecord(id).headers().toArray()).startsWith(came);
    assertThat(orderSpans(id, 2))
        .allSatisfy(span -> assertThat(span.trace()).isEqualTo(trace(3)))
        .extracting(span -> span.get("order.outcome") + " " + span.get("order.reason"))
        .containsExactly("retry ", "parked retries-exhausted");
  }

  @Test
  void eventsThatOneAnswerServedAreLinkedToTheNewest() {
    String id = "8600000000000009";
    flow.document(id);
    List<Traced> spans = orderSpans(id, 3);
    assertThat(spans).extracting(Traced::trace).containsExactlyInAnyOrderElementsOf(TOGETHER);
    Traced newest =
        spans.stream().filter(span -> span.trace().equals(TOGETHER.get(2))).findFirst().get();
    // the first of them may have been begun alone
    assertThat(newest.links()).endsWith(TOGETHER.get(1));
    assertThat(spans)
        .filteredOn(span -> span.trace().equals(TOGETHER.get(1)))
        .singleElement()
        .satisfies(span -> assertThat(span.links()).containsExactly(TOGETHER.get(2)));
    assertThat(collector.await(1, span -> span.parent().equals(newest.id()))).hasSize(1);
    assertThat(flow.documents().all())
        .filteredOn(document -> Flow.key(document).equals(id))
        .last()
        .satisfies(
            document -> assertThat(Flow.header(document, "traceparent")).contains(newest.trace()));
  }

  @Test
  void noSecretNoBuyerAndNoRequestIsInATrace() {
    String refused = "8600000000000005";
    flow.send(refused, event(refused, "BP9"), new RecordHeader("buyer", PHONE.getBytes(UTF_8)));
    flow.parkedRecord(refused);
    flow.send("nothing", "{\"order_id\": \"" + PHONE + "\"}", parent(trace(6)));
    flow.parkedRecord("nothing");
    orderSpans(refused, 1);
    assertThat(collector.await(1, span -> span.trace().equals(trace(6))).get(0).attributes())
        .containsEntry("order.reason", "event-invalid")
        .doesNotContainKey("order.id");
    assertThat(collector.bytes())
        .contains(refused, "api-rejected", "rejected")
        .doesNotContain("7f3e91c2", "50002100a6b4", "0142637", "router/rest", "sign=", "app_key");
    assertThat(collector.spans())
        .extracting(Traced::name)
        .allMatch(name -> name.startsWith("process ") || name.startsWith("call "));
  }

  /** The spans of the order's events, in the order in which they ended. */
  private static List<Traced> orderSpans(String id, int count) {
    return collector.await(count, span -> span.get("order.id").equals(id));
  }

  private static String traceparent(String id) {
    return flow.documents().all().stream()
        .filter(document -> Flow.key(document).equals(id))
        .findFirst()
        .map(document -> Flow.header(document, "traceparent"))
        .orElseThrow();
  }

  private static ConsumerRecord<byte[], byte[]> retryRecord(String key) {
    try (Topic waiting = new Topic(flow.broker().bootstrapServers(), RETRY)) {
      return waiting
          .await(
              records -> records.stream().anyMatch(record -> Flow.key(record).equals(key)),
              Flow.PATIENCE)
          .stream()
          .filter(record -> Flow.key(record).equals(key))
          .findFirst()
          .orElseThrow();
    }
  }

  private static List<String> names(ConsumerRecord<byte[], byte[]> record) {
    return StreamSupport.stream(record.headers().spliterator(), false).map(Header::key).toList();
  }

  private static Header parent(String trace) {
    return new RecordHeader(
        "traceparent", ("00-" + trace + "-00f067aa0ba902b7-01").getBytes(UTF_8));
  }

  private static String trace(int number) {
    return "4bf92f3577b34da6a3ce929d0e0e47%02d".formatted(number);
  }

  private static String event(String id, String... parcels) {
    return "{\"order_id\":\""
        + id
        + "\",\"logistics_order_ids\":[\""
        + String.join("\",\"", parcels)
        + "\"]}";
  }

  private static Reply answer(Call call) {
    String asked = call.params().getOrDefault("param1", "");
    if (SICK.stream().anyMatch(asked::contains)) {
      return Reply.of(SESSION).status(500);
    }
    if (asked.contains("8600000000000005")) {
      return Reply.of(
          "{\"error_response\":{\"code\":\"15\",\"sub_code\":\"isv.invalid-parameter\",\"msg\":\"%s %s %s %s\"}}"
              .formatted(SECRET, SESSION, PHONE, URLEncoder.encode(SESSION, UTF_8)));
    }
    return Reply.of(
        call.api().equals(ORDER)
            ? "{\"result\":{\"data\":{\"id\":%s,\"phone\":\"%s\"}}}"
                .formatted(asked.replaceAll("\\D", "").substring(0, 16), PHONE)
            : "{\"is_success\":true,\"data\":{\"phone\":\"" + PHONE + "\"}}");
  }
}
