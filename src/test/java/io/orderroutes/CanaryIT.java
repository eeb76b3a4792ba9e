package io.orderroutes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderroutes.sandbox.Ends;
import io.orderroutes.sandbox.Flow;
import io.orderroutes.sandbox.SandboxService;
import io.orderroutes.sandbox.ServiceProcess;
import io.orderroutes.sandbox.Topic;
import io.orderroutes.simulator.ScriptedGateway;
import io.orderroutes.simulator.ScriptedGateway.Call;
import io.orderroutes.simulator.ScriptedGateway.Reply;
import io.orderroutes.support.Http;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A secret, a token and a buyer that exist nowhere else go down every path of the service: none of
 * them comes out where operators look.
 */
class CanaryIT {
  private static final String RETRY = "order-events.retry-short";
  private static final String SECRET = "canary+secret/7f3e91c2==";
  private static final String SESSION = "canary+session/50002100a6b4";
  private static final String PHONE = "+49 555 0142637";
  private static final String MAIL = "lena.canary@post.example";

  /** Parts of them, so that a piece is found too. */
  private static final List<String> CANARIES =
      List.of("7f3e91c2", "50002100a6b4", "0142637", "lena.canary", "post.example");

  private static final String WORDS =
      "session "
          + SESSION
          + " of "
          + SECRET
          + " is not of "
          + PHONE
          + ", "
          + MAIL
          + ", session="
          + URLEncoder.encode(SESSION, UTF_8);
  private static final String BUYER = ",\"phone\":\"" + PHONE + "\",\"email\":\"" + MAIL + "\"";

  /** The order ids, by what happens to them. */
  private static final Map<String, String> ANSWERS =
      new TreeMap<>(
          Map.of(
              "8500000000000001", "{\"result\":{\"data\":{\"id\":%s" + BUYER + "}}}",
              "8500000000000002", error("15", "isv.invalid-parameter"),
              "8500000000000003", error("27", "invalid-sessionkey"),
              "8500000000000004", error("15", "isp.remote-service-error"),
              "8500000000000005", "{\"result\":{\"data\":{\"id\":8599999999999999" + BUYER + "}}}",
              "8500000000000006", "{\"result\":{\"data\":{\"id\":%s" + BUYER,
              "8500000000000007", "<html>" + WORDS + "</html>",
              "8500000000000008",
                  "{\"result\":{\"error_code\":\"F00\",\"error_message\":\"" + WORDS + "\"}}",
              "8500000000000009",
                  "{\"result\":{\"data\":{\"id\":%s"
                      + BUYER
                      + ",\"memo\":\""
                      + "x".repeat(400_000)
                      + "\"}}}"));

  private static final List<String> EVENTS_THAT_ARE_NONE =
      List.of(
          "{\"order_id\":\"" + MAIL + "\"}",
          "{\"order_id\":\"" + PHONE + "\"" + BUYER + "}",
          "{\"order_id\":\"7\",\"seller\":\"nobody\"" + BUYER + "}",
          "{\"order_id\":\"7\",\"seller\":\"" + MAIL + "\"}",
          "{\"order_id\":\"7\",\"seller\":\"shop-1\",\"platform\":\"alibaba\"" + BUYER + "}",
          "{\"specversion\":\"" + PHONE + "\",\"data\":{\"order_id\":\"7\"}}",
          "{\"topic\":\"" + MAIL + "\",\"content\":{\"order_id\":\"7\"}}",
          "{\"order_id\":\"7\"" + BUYER,
          "{\"order_id\":[\"" + PHONE + "\"]}");

  @Test
  void noCanaryComesOutWhereOperatorsLook() throws Exception {
    try (ScriptedGateway gateway = ScriptedGateway.start(CanaryIT::answer);
        Flow flow = Flow.start("canary", gateway.url(), gateway.url(), canaries())) {
      send(flow);
      Ends ends = Ends.of(flow);
      assertThat(ends.figures())
          .containsOnlyKeys(
              "document",
              "api-rejected",
              "session-invalid",
              "retries-exhausted",
              "answer-mismatched",
              "document-too-large",
              "event-invalid",
              "seller-unknown",
              "platform-unknown");
      Map<String, String> outlets = new HashMap<>();
      String management = flow.service().management() + "/observe/";
      for (String page : List.of("metrics", "health", "health/live", "health/ready")) {
        outlets.put(page, get(management + page));
      }
      outlets.put("added headers", String.join("\n", added(flow)));
      outlets.put("log", Files.readString(flow.service().log()));
      assertThat(outlets.get("log"))
          .contains("DEBUG [org.apache.camel")
          .contains("caught: io.orderroutes");
      assertThat(outlets.get("added headers"))
          .contains(
              "retry.cause: session ***", "parked.message: session ***", "document-too-large");
      outlets.forEach(CanaryIT::assertNoCanary);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "orders.concurrency=many",
        "orders.apps.top.secrets=" + SECRET,
        "orders.apps.top.gateway=https://h/x?secret=" + SECRET,
        "orders.sellers.shop-2.session-file=/none/such",
      })
  void aStartThatConfigurationStopsTellsNoCanary(String wrong) throws Exception {
    Map<String, String> properties =
        SandboxService.properties("127.0.0.1:1", "http://127.0.0.1:1/a", "http://127.0.0.1:1/b");
    properties.putAll(canaries());
    String key = wrong.substring(0, wrong.indexOf('='));
    properties.put(key, wrong.substring(key.length() + 1));
    Path target = Path.of("target").toAbsolutePath();
    try (ServiceProcess service = ServiceProcess.start(target, "canary-start", properties)) {
      assertThat(service.exitStatus(Flow.PATIENCE)).isEqualTo(1);
      String log = Files.readString(service.log());
      assertThat(log).contains("The service cannot start", key);
      assertNoCanary("log", log);
    }
  }

  private static void assertNoCanary(String where, String text) {
    assertThat(text.lines())
        .as(where)
        .noneMatch(line -> CANARIES.stream().anyMatch(line::contains));
  }

  private static Map<String, String> canaries() {
    Map<String, String> more = new HashMap<>();
    more.put("orders.apps.top.secret", SECRET);
    for (int shop = 1; shop <= 2; shop++) {
      more.put("orders.sellers.shop-" + shop + ".session", SESSION);
    }
    more.put("orders.retry.topics", RETRY);
    more.put("orders.retry.waits", "100");
    more.put("orders.retry.delay", "20");
    more.put("kafka.max.request.size", "300000");
    more.put("quarkus.log.category.\"io.orderroutes\".level", "DEBUG");
    more.put("quarkus.log.category.\"org.apache.camel\".level", "DEBUG");
    return more;
  }

  private static void send(Flow flow) {
    Header[] headers = {
      new RecordHeader("buyer", PHONE.getBytes(UTF_8)),
      new RecordHeader("ce_id", MAIL.getBytes(UTF_8)),
      new RecordHeader("CamelHttpUri", ("http://127.0.0.1:9/" + SESSION).getBytes(UTF_8)),
    };
    List<String> events = new ArrayList<>(EVENTS_THAT_ARE_NONE);
    for (String id : ANSWERS.keySet()) {
      events.add("{\"order_id\":\"" + id + "\",\"logistics_order_ids\":[\"BP7\"]" + BUYER + "}");
    }
    for (String event : events) {
      flow.sendSoon(MAIL.getBytes(UTF_8), event.getBytes(UTF_8), headers);
    }
    flow.flush();
  }

  private static Reply answer(Call call) {
    if (call.api().contains("logistics")) {
      return Reply.of(
          "{\"is_success\":false,\"error_result_code\":\"1\",\"error_result_message\":\""
              + WORDS
              + "\"}");
    }
    for (Map.Entry<String, String> answer : ANSWERS.entrySet()) {
      if (call.params().getOrDefault("param1", "").contains(answer.getKey())) {
        Reply reply = Reply.of(answer.getValue().replace("%s", answer.getKey()));
        return answer.getKey().endsWith("7") ? reply.status(502) : reply;
      }
    }
    return Reply.of("").status(404);
  }

  private static String error(String code, String subCode) {
    return "{\"error_response\":{\"code\":\"%s\",\"sub_code\":\"%s\",\"msg\":\"%s\",\"request_id\":\"%s\"}}"
        .formatted(code, subCode, WORDS, SESSION);
  }

  /** What the service added to the records it sent: all but the event's own headers. */
  private static List<String> added(Flow flow) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>(flow.parked().all());
    records.addAll(flow.documents().all());
    try (Topic waiting = new Topic(flow.broker().bootstrapServers(), RETRY)) {
      records.addAll(waiting.all());
    }
    List<String> own = List.of("buyer", "ce_id", "CamelHttpUri");
    return records.stream()
        .flatMap(record -> StreamSupport.stream(record.headers().spliterator(), false))
        .filter(header -> !own.contains(header.key()))
        .map(header -> header.key() + ": " + new String(header.value(), UTF_8))
        .toList();
  }

  private static String get(String url) throws Exception {
    HttpResponse<String> page = Http.get(url);
    assertThat(page.statusCode()).isEqualTo(200);
    return page.body();
  }
}
