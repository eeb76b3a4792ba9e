package io.orderroutes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderroutes.sandbox.Flow;
import io.orderroutes.simulator.RecordedGateway;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The platforms' documented example answers, each through the packaged service, in both shapes. */
class ExampleResponsesIT {
  private static final String ORDER = "aliexpress.solution.order.info.get";
  private static final String TRADE = "aliexpress.trade.order.open.query";
  private static final String ALIBABA = "alibaba.seller.order.get";
  private static final String LOGISTICS = "aliexpress.local.logistics.order.info.query";
  private static final String PARCEL_OF = "8143812362060033";

  private static RecordedGateway gateway;
  private static Flow flow;

  @BeforeAll
  static void start() throws Exception {
    gateway = RecordedGateway.start();
    flow = Flow.start("examples", gateway.url(), gateway.url(), Map.of());
  }

  @AfterAll
  static void stop() throws Exception {
    flow.close();
    gateway.close();
  }

  @Test
  void everyLeafOfTheSimplifiedOrderIsUnderSources() throws Exception {
    everyLeafOfTheOrder(
        ".simplified",
        "{\"order_id\":31130700125804,\"seller\":\"shop-1\",\"logistics_order_ids\":[]}");
  }

  @Test
  void everyLeafOfTheWrappedOrderIsUnderSources() throws Exception {
    everyLeafOfTheOrder("", "31130700125804");
  }

  private static void everyLeafOfTheOrder(String shape, String event) throws Exception {
    gateway.serve(Map.of(ORDER, answer(ORDER, shape)));
    JsonNode document = documentOf("31130700125804", shape, event);
    assertThat(leaves(document.path("sources").path("order")))
        .isEqualTo(expected(ORDER))
        .hasSize(297);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".simplified"})
  void everyLeafOfTheTradeOrderIsUnderSources(String shape) throws Exception {
    gateway.serve(Map.of(TRADE, answer(TRADE, shape)));
    JsonNode document =
        documentOf(
            "1100040120015434",
            shape,
            "{\"order_id\":\"1100040120015434\",\"platform\":\"aliexpress-trade\",\"seller\":\"shop-2\"}");
    assertThat(leaves(document.path("sources").path("order")))
        .isEqualTo(expected(TRADE))
        .hasSize(8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".simplified"})
  void everyLeafOfTheAlibabaOrderIsUnderSources(String shape) throws Exception {
    gateway.serve(Map.of(ALIBABA, answer(ALIBABA, shape)));
    JsonNode document =
        documentOf("12345", shape, "{\"order_id\":\"12345\",\"seller\":\"shop-3\"}");
    assertThat(leaves(document.path("sources").path("order")))
        .isEqualTo(expected(ALIBABA))
        .hasSize(91);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".simplified"})
  void everyLeafOfTheLogisticsOrderIsUnderSources(String shape) throws Exception {
    byte[] order =
        new String(answer(ORDER, shape), StandardCharsets.UTF_8)
            .replace("\"id\": 31130700125804", "\"id\": " + PARCEL_OF)
            .getBytes(StandardCharsets.UTF_8);
    gateway.serve(Map.of(ORDER, order, LOGISTICS, answer(LOGISTICS, shape)));
    JsonNode document =
        documentOf(
            PARCEL_OF,
            shape,
            "{\"order_id\":"
                + PARCEL_OF
                + ",\"seller\":\"shop-1\",\"logistics_order_ids\":\"BP10000000018002\"}");
    assertThat(document.path("complete").asBoolean()).isTrue();
    assertThat(leaves(document.path("sources").path("logistics").path(0)))
        .isEqualTo(expected(LOGISTICS))
        .hasSize(52);
  }

  /** The two shapes give two documents of one order: the shape's own key tells its event apart. */
  private static JsonNode documentOf(String orderId, String shape, String event) {
    long before = flow.documents().all().stream().filter(r -> Flow.key(r).equals(orderId)).count();
    flow.send(orderId + shape, event);
    return flow
        .documents()
        .await(
            records -> records.stream().filter(r -> Flow.key(r).equals(orderId)).count() > before,
            Flow.PATIENCE)
        .stream()
        .filter(record -> Flow.key(record).equals(orderId))
        .reduce((first, last) -> last)
        .map(record -> Flow.json(record.value()))
        .orElseThrow(() -> new AssertionError("no document of " + orderId));
  }

  /** The simplified example is what both shapes have to give, its request id left out. */
  private static Map<String, String> expected(String api) throws IOException {
    Map<String, String> leaves = leaves(Flow.json(answer(api, ".simplified")));
    leaves.remove("/request_id");
    return leaves;
  }

  private static byte[] answer(String api, String shape) throws IOException {
    try (InputStream in =
        ExampleResponsesIT.class.getResourceAsStream("/api/" + api + shape + ".response.json")) {
      return in.readAllBytes();
    }
  }

  private static Map<String, String> leaves(JsonNode node) {
    Map<String, String> leaves = new TreeMap<>();
    collect("", node, leaves);
    return leaves;
  }

  private static void collect(String path, JsonNode node, Map<String, String> leaves) {
    if (node.isObject()) {
      node.fields()
          .forEachRemaining(
              member -> collect(path + "/" + member.getKey(), member.getValue(), leaves));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        collect(path + "/" + i, node.get(i), leaves);
      }
    } else {
      leaves.put(path, node.getNodeType() + " " + node.asText());
    }
  }
}
