package io.orderroutes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderroutes.sandbox.Flow;
import io.orderroutes.sandbox.Topic;
import io.orderroutes.simulator.RecordedGateway;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Events whose orders cannot be had for a while: they wait in topics and hold up nobody. */
class RetryIT {
  private static final String ORDER = "aliexpress.solution.order.info.get";
  private static final String FIRST = "order-events.retry-short";
  private static final String SECOND = "order-events.retry-long";
  private static final byte[] UNAVAILABLE =
      ("{\"error_response\": {\"code\": 15, \"msg\": \"Remote service error\", \"sub_code\":"
              + " \"isp.top-remote-service-unavailable\", \"sub_msg\": \"not now\"}}")
          .getBytes(UTF_8);

  private static RecordedGateway gateway;
  private static Flow flow;

  @BeforeAll
  static void start() throws Exception {
    gateway = RecordedGateway.start();
    Map<String, String> retries =
        Map.of(
            "orders.retry.topics", FIRST + "," + SECOND,
            "orders.retry.waits", "5000,1000",
            "orders.retry.attempts", "1",
            "orders.retry.delay", "20",
            "kafka.session.timeout.ms", "6000");
    flow = Flow.start("retry", gateway.url(), gateway.url(), retries);
  }

  @AfterAll
  static void stop() throws Exception {
    flow.close();
    gateway.close();
  }

  @Test
  void waitsOutsideTheFlowAndIsPublishedWhenItsOrderCanBeHad() throws Exception {
    serve(Map.of("31130700125801", false, "31130700125802", true));
    RecordMetadata sent = flow.send("31130700125801", "31130700125801");
    ConsumerRecord<byte[], byte[]> waiting = retryRecord(FIRST, "31130700125801");
    assertThat(waiting.value()).isEqualTo("31130700125801".getBytes(UTF_8));
    assertThat(headers(waiting))
        .containsEntry("retry.attempts", "2")
        .containsEntry("origin.topic", "order-events")
        .containsEntry("origin.offset", Long.toString(sent.offset()));
    assertThat(headers(waiting).get("retry.cause")).contains("not now");
    Instant due = Instant.parse(headers(waiting).get("retry.not-before"));
    assertThat(due).isBetween(at(waiting.timestamp() + 4500), at(waiting.timestamp() + 5000));

    flow.send("31130700125802", "31130700125802");
    flow.document("31130700125802");
    assertThat(gateway.asked()).containsOnly(ORDER).hasSize(3);
    assertThat(Instant.now()).as("the healthy order did not wait for the sick one").isBefore(due);

    serve(Map.of("31130700125801", true));
    JsonNode document = flow.document("31130700125801");
    assertThat(Instant.parse(document.at("/sections/0/fetched_at").textValue())).isAfter(due);
    assertThat(document.at("/event/topic").textValue()).isEqualTo("order-events");
    assertThat(document.at("/event/offset").longValue()).isEqualTo(sent.offset());
    assertThat(gateway.asked()).hasSize(1);
  }

  @Test
  void isParkedAfterTheLastTopicAsItCame() throws Exception {
    serve(Map.of("31130700125803", false));
    Header[] came = {
      new RecordHeader("trace", "a".getBytes(UTF_8)),
      new RecordHeader("trace", new byte[] {(byte) 0xff, 0}),
      new RecordHeader("retry.attempts", "900".getBytes(UTF_8)),
      new RecordHeader("retry.not-before", "2999-01-01T00:00:00Z".getBytes(UTF_8)),
      new RecordHeader("origin.topic", "elsewhere".getBytes(UTF_8)),
    };
    RecordMetadata sent = flow.send("sick", "31130700125803", came);
    ConsumerRecord<byte[], byte[]> parked = flow.parkedRecord("sick");
    assertThat(headers(parked))
        .containsEntry("parked.reason", "retries-exhausted")
        .containsEntry("parked.attempts", "6")
        .containsEntry("parked.api", ORDER)
        .containsEntry("parked.sub-code", "isp.top-remote-service-unavailable")
        .containsEntry("origin.topic", "order-events")
        .containsEntry("origin.partition", Integer.toString(sent.partition()))
        .containsEntry("origin.offset", Long.toString(sent.offset()));
    List<Header> carried =
        StreamSupport.stream(parked.headers().spliterator(), false).limit(came.length).toList();
    assertThat(carried).containsExactly(came);
    assertThat(names(parked)).doesNotContain("retry.cause", "retry.timestamp");
    assertThat(gateway.asked()).hasSize(6);
    Map<String, String> first = headers(retryRecord(FIRST, "sick"));
    assertThat(headers(retryRecord(SECOND, "sick")))
        .containsEntry("retry.attempts", "4")
        .containsEntry("retry.first-failure", first.get("retry.first-failure"));
    assertThat(Instant.parse(first.get("retry.first-failure")))
        .isBefore(Instant.parse(first.get("retry.not-before")));
  }

  @Test
  void everyEventOfAnOrderThatCannotBeHadIsParked() throws Exception {
    String id = "31130700125808";
    serve(Map.of(id, false));
    for (String key : List.of("first", "second", "third", "fourth")) {
      flow.send(key, id);
    }
    for (String key : List.of("first", "second", "third", "fourth")) {
      assertThat(headers(flow.parkedRecord(key)))
          .containsEntry("parked.reason", "retries-exhausted");
    }
    assertThat(gateway.asked()).as("fewer calls than for each alone").hasSizeLessThan(4 * 6);
    assertThat(
            flow.parked().all().stream()
                .filter(record -> id.equals(new String(record.value(), UTF_8))))
        .hasSize(4);
  }

  @Test
  void survivesACrashWhileItWaits() throws Exception {
    serve(Map.of("31130700125804", false, "31130700125805", true));
    RecordMetadata sent = flow.send("31130700125804", "31130700125804");
    retryRecord(FIRST, "31130700125804");
    flow.service().kill();
    serve(Map.of("31130700125804", true, "31130700125805", true));
    flow.startService();
    flow.send("31130700125805", "31130700125805");
    flow.document("31130700125805");
    assertThat(flow.document("31130700125804").at("/event/offset").longValue())
        .isEqualTo(sent.offset());
  }

  @Test
  void anEventAsLargeAsItsTopicTakesWaitsAndIsParkedToo() throws Exception {
    serve(Map.of("31130700125806", false, "31130700125807", true));
    byte[] large = new byte[3_999_000]; // with the rest of the record close to the topic's 4000000
    flow.send("large", "31130700125806", new RecordHeader("attachment", large));
    ConsumerRecord<byte[], byte[]> parked = flow.parkedRecord("large");
    assertThat(headers(parked)).containsEntry("parked.reason", "retries-exhausted");
    assertThat(parked.headers().lastHeader("attachment").value()).isEqualTo(large);
    flow.send("31130700125807", "31130700125807");
    flow.document("31130700125807");
  }

  private static void serve(Map<String, Boolean> healthy) {
    Map<String, byte[]> answers = new HashMap<>();
    healthy.forEach((id, well) -> answers.put(ORDER + "@" + id, well ? answer(id) : UNAVAILABLE));
    gateway.serve(answers);
  }

  private static byte[] answer(String id) {
    return ("{\"result\":{\"data\":{\"id\":" + id + "}},\"request_id\":\"r1\"}").getBytes(UTF_8);
  }

  private static ConsumerRecord<byte[], byte[]> retryRecord(String topic, String key) {
    try (Topic waiting = new Topic(flow.broker().bootstrapServers(), topic)) {
      return waiting
          .await(
              records -> records.stream().anyMatch(record -> Flow.key(record).equals(key)),
              Flow.PATIENCE)
          .stream()
          .filter(record -> Flow.key(record).equals(key))
          .findFirst()
          .orElseThrow(() -> new AssertionError("nothing waits in " + topic));
    }
  }

  private static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
    Map<String, String> headers = new HashMap<>();
    record
        .headers()
        .forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
    return headers;
  }

  private static List<String> names(ConsumerRecord<byte[], byte[]> record) {
    return StreamSupport.stream(record.headers().spliterator(), false).map(Header::key).toList();
  }

  private static Instant at(long millis) {
    return Instant.ofEpochMilli(millis);
  }
}
