package io.orderroutes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderroutes.sandbox.Flow;
import io.orderroutes.simulator.RecordedGateway;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator may set about documents: a mapping of his own, validation, fields, sizes. */
class DocumentOptionsIT {
  private static final String ORDER = "aliexpress.solution.order.info.get";
  private static final String ALIBABA = "alibaba.seller.order.get";
  private static final int LARGEST = 1_000_000;

  @TempDir static Path routes;
  private static RecordedGateway gateway;
  private static Flow flow;

  @BeforeAll
  static void start() throws Exception {
    Files.createDirectories(routes.resolve("mappings"));
    Files.writeString(
        routes.resolve("mappings/alibaba.jslt"),
        "{\"status\": {\"phase\": text(.order.value.trade_status)},"
            + " \"buyer\": {\"name\": text(.order.value.buyer.full_name)}}");
    gateway = RecordedGateway.start();
    Map<String, String> options =
        Map.of(
            "orders.routes.dir",
            routes.toString(),
            "orders.documents.validate",
            "park",
            "orders.documents.drop",
            "ship_to, sources.order.result.data.receipt_address",
            "kafka.max.request.size",
            Integer.toString(LARGEST));
    flow = Flow.start("options", gateway.url(), gateway.url(), options);
  }

  @AfterAll
  static void stop() throws Exception {
    flow.close();
    gateway.close();
  }

  @Test
  void leavesOutTheFieldsThatAreToBeDropped() throws Exception {
    JsonNode document = documentOf("31130700125801", "Madrid");
    assertThat(document.has("ship_to")).isFalse();
    assertThat(document.at("/sources/order/result/data").has("receipt_address")).isFalse();
    assertThat(document.at("/sources/order/result/data/memo").textValue()).isEqualTo("Madrid");
    assertThat(document.at("/buyer/memo").textValue()).isEqualTo("Madrid");
    assertThat(document.at("/status/phase").textValue()).isEqualTo("paid");
  }

  @Test
  void usesTheOperatorsMapping() throws Exception {
    gateway.serve(Map.of(ALIBABA, alibaba("8200000000000000201", "completed")));
    flow.send("own", event("8200000000000000201"));
    JsonNode document = flow.document("8200000000000000201");
    assertThat(document.at("/status/phase").textValue()).isEqualTo("completed");
    assertThat(document.at("/buyer/name").textValue()).isEqualTo("Ann Example");
    assertThat(document.has("money")).isFalse();
  }

  @Test
  void parksADocumentThatBreaksTheSchemaWithoutTellingItsValues() throws Exception {
    gateway.serve(Map.of(ALIBABA, alibaba("8200000000000000202", "nearly-there")));
    flow.send("invalid", event("8200000000000000202"));
    ConsumerRecord<byte[], byte[]> parked = flow.parkedRecord("invalid");
    assertThat(Flow.header(parked, "parked.reason")).isEqualTo("document-invalid");
    assertThat(Flow.header(parked, "parked.message"))
        .contains("$.status.phase (enum)")
        .doesNotContain("nearly-there")
        .doesNotContain("Ann");
    assertThat(parked.value()).isEqualTo(event("8200000000000000202").getBytes(UTF_8));
  }

  @Test
  void publishesALargeDocumentAndParksOneThatTheProducerMayNotSend() throws Exception {
    JsonNode document = documentOf("31130700125802", "x".repeat(430_000));
    assertThat(document.at("/buyer/memo").textValue()).hasSize(430_000);
    gateway.serve(Map.of(ORDER, order("31130700125803", "x".repeat(520_000))));
    flow.send("large", "31130700125803");
    ConsumerRecord<byte[], byte[]> parked = flow.parkedRecord("large");
    assertThat(Flow.header(parked, "parked.reason")).isEqualTo("document-too-large");
    assertThat(new String(parked.value(), UTF_8)).isEqualTo("31130700125803");
  }

  private static JsonNode documentOf(String id, String memo) {
    gateway.serve(Map.of(ORDER, order(id, memo)));
    flow.send(id, "{\"order_id\":" + id + ",\"seller\":\"shop-1\"}");
    return flow.document(id);
  }

  private static String event(String tradeId) {
    return "{\"topic\": \"icbu_trade_OrderNotify\", \"user_id\": 2200000003, \"content\":"
        + " \"{\\\"trade_id\\\": "
        + tradeId
        + "}\"}";
  }

  private static byte[] order(String id, String memo) {
    return ("{\"result\":{\"data\":{\"id\":"
            + id
            + ",\"order_status\":\"RISK_CONTROL\",\"memo\":\""
            + memo
            + "\",\"receipt_address\":{\"city\":\"Alcobendas\"}}},\"request_id\":\"r1\"}")
        .getBytes(UTF_8);
  }

  private static byte[] alibaba(String id, String status) {
    return ("{\"value\":{\"trade_id\":\""
            + id
            + "\",\"trade_status\":\""
            + status
            + "\",\"buyer\":{\"full_name\":\"Ann Example\"}},\"request_id\":\"r2\"}")
        .getBytes(UTF_8);
  }
}
