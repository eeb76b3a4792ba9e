package io.orderroutes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderroutes.sandbox.Ends;
import io.orderroutes.sandbox.Flow;
import io.orderroutes.simulator.GatewaySimulator;
import io.orderroutes.simulator.SimulatedAccounts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records that want to steer, stop or leak: none is obeyed, none stops the flow. */
class HostileInputIT {
  private static final String ELSEWHERE = "http://127.0.0.1:9/elsewhere";

  private static GatewaySimulator gateway;
  private static Flow flow;

  @BeforeAll
  static void start() throws Exception {
    gateway = GatewaySimulator.start(0);
    flow = Flow.start("hostile", gateway.topUrl(), gateway.iopUrl(), Map.of());
  }

  @AfterAll
  static void stop() throws Exception {
    flow.close();
    gateway.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CamelHttpUri",
        "camelhttpuri",
        "CAMELHTTPURI",
        "CamelHttpRawQuery",
        "CamelHttpQuery",
        "CamelHttpPath",
        "CamelHttpMethod",
        "CamelRestHttpUri",
        "kafka.OVERRIDE_TOPIC",
        "KAFKA.override_topic",
        "CamelKafkaOverrideTopic",
        "kafka.TOPIC",
        "KAFKA.offset",
        "kafka.KEY",
        "CamelRedeliveryDelay",
        "platform",
        "seller",
        "schema"
      })
  void aRecordHeaderSteersNothing(String name) {
    String id = "81" + Math.abs((long) name.hashCode());
    flow.send(id, id, header(name, name.toLowerCase().contains("uri") ? ELSEWHERE : "999999999"));
    JsonNode document = flow.document(id);
    assertThat(document.path("complete").asBoolean()).isTrue();
    assertThat(document.path("seller").asText()).isEqualTo("shop-1");
    assertThat(document.path("event").path("topic").asText()).isEqualTo("order-events");
    ConsumerRecord<byte[], byte[]> record =
        flow.documents().all().stream()
            .filter(r -> Flow.key(r).equals(id))
            .findFirst()
            .orElseThrow();
    assertThat(Flow.header(record, "platform")).isEqualTo("aliexpress");
    assertThat(Flow.header(record, "seller")).isEqualTo("shop-1");
    assertThat(Flow.header(record, "schema")).isEqualTo("order-document/1");
    assertThat(record.headers().toArray()).hasSize(3);
  }

  @Test
  void eventsThatAreNoneAreParkedAndTheNextIsServed() {
    List<String> values =
        List.of(
            "",
            "1&method=x",
            "12\u0000",
            "{\"order_id\":\"\"}",
            "9".repeat(900_000),
            "\u202e123",
            "{}");
    for (int i = 0; i < values.size(); i++) {
      flow.send("none-" + i, values.get(i));
    }
    flow.send("after", "8100000000000777");
    assertThat(flow.document("8100000000000777").path("complete").asBoolean()).isTrue();
    for (int i = 0; i < values.size(); i++) {
      ConsumerRecord<byte[], byte[]> parked = flow.parkedRecord("none-" + i);
      assertThat(Flow.header(parked, "parked.reason")).isEqualTo("event-invalid");
      assertThat(Flow.header(parked, "parked.message")).isNotBlank().hasSizeLessThan(400);
      assertThat(parked.value()).isEqualTo(values.get(i).getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void aParkedRecordKeepsKeyValueAndHeadersAsTheyCame() {
    byte[] key = {(byte) 0xff, 0, 1};
    byte[] value = {(byte) 0xc3, 0x28, (byte) 0xa0};
    flow.send(
        key,
        value,
        new RecordHeader("trace", new byte[] {(byte) 0xfe, 1}),
        new RecordHeader("trace", new byte[] {2}),
        new RecordHeader("CamelHttpUri", ELSEWHERE.getBytes(StandardCharsets.UTF_8)),
        new RecordHeader("nothing", null));
    ConsumerRecord<byte[], byte[]> parked =
        flow
            .parked()
            .await(
                records -> records.stream().anyMatch(r -> java.util.Arrays.equals(r.key(), key)),
                Flow.PATIENCE)
            .stream()
            .filter(r -> java.util.Arrays.equals(r.key(), key))
            .findFirst()
            .orElseThrow();
    assertThat(parked.value()).isEqualTo(value);
    List<byte[]> traces = new ArrayList<>();
    parked.headers().headers("trace").forEach(header -> traces.add(header.value()));
    assertThat(traces).containsExactly(new byte[] {(byte) 0xfe, 1}, new byte[] {2});
    assertThat(parked.headers().lastHeader("nothing").value()).isNull();
    assertThat(Flow.header(parked, "CamelHttpUri")).isEqualTo(ELSEWHERE);
    assertThat(Flow.header(parked, "origin.topic")).isEqualTo("order-events");
    assertThat(Flow.header(parked, "origin.partition")).matches("[0-5]");
    assertThat(Flow.header(parked, "origin.offset")).matches("\\d+");
    assertThat(Flow.header(parked, "parked.attempts")).isEqualTo("1");
    assertThat(Flow.header(parked, "parked.at")).matches("20\\d\\d-.*Z");
  }

  /** Two that are well, one that heals, one that is refused, one that is none, and one twice. */
  @Test
  void aRecordOfSeveralEventsIsServedOrderByOrderAndCommittedWhenTheLastHasEnded()
      throws Exception {
    byte[] key = "several".getBytes(StandardCharsets.UTF_8);
    String value =
        "[\"8100000000000551\", {\"order_id\": 8100000000000552}, 9904000000000553,"
            + " {\"order_id\" : \"9901000000000554\"}, {\"x\": 1}, 8100000000000551]";
    flow.send(
        key,
        value.getBytes(StandardCharsets.UTF_8),
        header("content-type", "application/cloudevents-batch+json"),
        header("trace", "t"));
    Ends.awaitCommitted(flow);
    for (String id : List.of("8100000000000551", "8100000000000552", "9904000000000553")) {
      assertThat(flow.document(id).path("complete").asBoolean()).isTrue();
    }
    Map<String, ConsumerRecord<byte[], byte[]>> parked =
        flow.parked().all().stream()
            .filter(record -> Flow.key(record).equals("several"))
            .collect(Collectors.toMap(record -> Flow.header(record, "origin.element"), one -> one));
    assertThat(parked).containsOnlyKeys("4", "5");
    assertThat(parked.get("4").value())
        .asString()
        .isEqualTo("{\"order_id\" : \"9901000000000554\"}");
    assertThat(Flow.header(parked.get("4"), "parked.reason")).isEqualTo("api-rejected");
    assertThat(parked.get("5").value()).asString().isEqualTo("{\"x\": 1}");
    assertThat(Flow.header(parked.get("5"), "parked.reason")).isEqualTo("event-invalid");
    assertThat(parked.values())
        .allSatisfy(
            record -> {
              assertThat(Flow.header(record, "trace")).isEqualTo("t");
              assertThat(record.headers().lastHeader("content-type")).isNull();
            });
  }

  @Test
  void aTombstoneIsSkippedCountedAndCommitted() throws Exception {
    byte[] key = "8100000000000888".getBytes(StandardCharsets.UTF_8);
    flow.send(key, null);
    flow.send(key, "{\"op\":\"d\",\"before\":{\"order_id\":1}}".getBytes(StandardCharsets.UTF_8));
    Ends.awaitCommitted(flow);
    assertThat(flow.metrics()).contains("orders_tombstones_total{topic=\"order-events\"} 2.0");
    assertThat(flow.parked().all())
        .noneMatch(record -> Flow.key(record).equals("8100000000000888"));
    assertThat(flow.documents().all())
        .noneMatch(record -> Flow.key(record).equals("8100000000000888"));
  }

  @Test
  void aRejectedCallIsParkedWithThePlatformsWords() {
    flow.send("rejected", "9901000000000042");
    ConsumerRecord<byte[], byte[]> parked = flow.parkedRecord("rejected");
    assertThat(Flow.header(parked, "parked.reason")).isEqualTo("api-rejected");
    assertThat(Flow.header(parked, "parked.api")).isEqualTo("aliexpress.solution.order.info.get");
    assertThat(Flow.header(parked, "parked.code")).isEqualTo("15");
    assertThat(Flow.header(parked, "parked.sub-code")).isEqualTo("isv.invalid-parameter");
    assertThat(Flow.header(parked, "parked.request-id")).isNotBlank();
    assertThat(Flow.header(parked, "parked.attempts")).isEqualTo("1");
  }

  @Test
  void noSecretAndNoTokenIsInTheLog() throws Exception {
    flow.send("leak", "9912000000000042");
    assertThat(Flow.header(flow.parkedRecord("leak"), "parked.reason"))
        .isEqualTo("retries-exhausted");
    assertThat(Files.readString(flow.service().log()))
        .doesNotContain(SimulatedAccounts.TOP_SECRET, SimulatedAccounts.IOP_SECRET)
        .doesNotContain(SimulatedAccounts.SESSION_SHOP_1, SimulatedAccounts.SESSION_SHOP_3)
        .doesNotContain("\tat ");
  }

  private static Header header(String name, String value) {
    return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
