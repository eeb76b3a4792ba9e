package io.orderroutes.simulator;

import static io.orderroutes.simulator.GatewayCaller.LOGISTICS;
import static io.orderroutes.simulator.GatewayCaller.ORDER_INFO;
import static io.orderroutes.simulator.GatewayCaller.SELLER_ORDER;
import static io.orderroutes.simulator.GatewayCaller.TRADE_ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderroutes.simulator.GatewayCaller.Spoil;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SimulatedResponsesTest {
  private static final String ID = "1100040120015434";
  private static final Spoil UNCHANGED = params -> {};
  private static final Spoil WRAPPED = params -> params.remove("simplify");

  private static GatewaySimulator gateway;
  private static GatewayCaller caller;

  @BeforeAll
  static void start() {
    gateway = GatewaySimulator.start(0);
    caller = new GatewayCaller(gateway);
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @BeforeEach
  void forget() {
    gateway.reset();
  }

  @ParameterizedTest
  @EnumSource(Api.class)
  void answersInBothShapesWithTheSameLeaves(Api api) {
    String id = api == Api.LOGISTICS ? "BP" + ID : ID;
    JsonNode simple = caller.top(api.wireName(), id);
    JsonNode wrapped = caller.top(api.wireName(), id, WRAPPED);
    JsonNode example = GatewayCaller.resource("/api/" + api.wireName() + ".response.json");
    assertThat(SampleOrdersTest.leafPaths(wrapped))
        .containsAll(SampleOrdersTest.leafPaths(example));
    assertThat(wrapped).hasSize(1);
    ObjectNode inside = (ObjectNode) wrapped.path(api.envelope());
    assertThat(inside.remove("request_id").textValue()).isNotBlank();
    assertThat(((ObjectNode) simple).remove("request_id").textValue()).isNotBlank();
    assertThat(unwrapped(inside)).isEqualTo(simple);
  }

  @ParameterizedTest
  @EnumSource(Api.class)
  void answersTheSameOnEveryProtocol(Api api) {
    String id = api == Api.LOGISTICS ? "BP" + ID : ID;
    JsonNode top = withoutIds(caller.top(api.wireName(), id));
    JsonNode sync = caller.iop(api.wireName(), id, UNCHANGED);
    assertThat(sync.path("_trace_id_").textValue()).isNotBlank();
    assertThat(withoutIds(sync)).isEqualTo(top);
    assertThat(caller.iop(api.wireName(), id, WRAPPED).path(api.envelope()).has("_trace_id_"))
        .isTrue();
    JsonNode rest = caller.rest("/" + api.wireName(), api.wireName(), id, UNCHANGED);
    assertThat(((ObjectNode) rest).remove("code").textValue()).isEqualTo("0");
    if (api == Api.SELLER_ORDER) {
      JsonNode date = rest.at("/value/create_date");
      assertThat(date.path("timestamp").isTextual()).isTrue();
      ((ObjectNode) date).set("timestamp", top.at("/value/create_date/timestamp"));
    }
    assertThat(withoutIds(rest)).isEqualTo(top);
  }

  @Test
  void answersAtThePublishedPathWithATokenOfEitherName() {
    Spoil renamed = params -> params.put("access_token", params.remove("session"));
    assertThat(
            caller.rest("/alibaba/order/get", SELLER_ORDER, "T-1", renamed).at("/value/trade_id"))
        .hasToString("\"T-1\"");
    assertThat(caller.iop(SELLER_ORDER, "T-1", renamed).has("value")).isTrue();
  }

  @Test
  void wrapsAlwaysWhenToldTo() {
    gateway.simplifies(false);
    assertThat(caller.top(ORDER_INFO, ID).has(Api.ORDER_INFO.envelope())).isTrue();
  }

  @Test
  void keepsLongIdsExactAndTakesThemAsTextToo() {
    String longest = "9223372036854775807";
    assertThat(caller.topResponse(ORDER_INFO, longest, UNCHANGED).body())
        .contains("\"id\":" + longest);
    assertThat(caller.top(ORDER_INFO, "\"" + longest + "\"").at("/result/data/id").asText())
        .isEqualTo(longest);
  }

  @Test
  void answersABatchInTheOrderAskedAndLeavesUnknownIdsOut() {
    String unknown = SpecialOrder.UNKNOWN.orderId(1);
    Spoil outIds =
        params ->
            params.put("out_ids", SampleOrders.outId("7") + ",999," + SampleOrders.outId("3"));
    JsonNode orders =
        caller.top(TRADE_ORDERS, "3," + unknown + ",1,2", outIds).at("/result/orders");
    assertThat(orders.findValuesAsText("order_id")).containsExactly("3", "1", "2", "7");
    assertThat(orders.get(0).path("out_id").asText()).isEqualTo(SampleOrders.outId("3"));
  }

  @Test
  void leadsFromAnOrderToItsParcelsAndBack() {
    for (JsonNode parcel : caller.top(ORDER_INFO, ID).at("/result/data/logistic_info_list")) {
      String number = parcel.path("ship_order_id").asText();
      JsonNode data = caller.top(LOGISTICS, number).path("data");
      assertThat(data.path("trade_order_id").asText()).isEqualTo(ID);
      assertThat(data.path("logistics_order_id").textValue()).isEqualTo(number);
      assertThat(data.path("tracking_code")).isEqualTo(parcel.path("logistics_no"));
    }
    assertThat(caller.top(LOGISTICS, "BPOTHER" + ID).at("/data/trade_order_id").asText())
        .isNotEqualTo(ID);
    assertThat(caller.top(LOGISTICS, "lost").at("/error_response/sub_code").asText())
        .isEqualTo("isv.logistics-order-not-exist");
  }

  @Test
  void writesRawUtf8AndPlainSlashes() {
    String bodies =
        String.join(
            "",
            IntStream.range(0, 60)
                .mapToObj(number -> caller.topResponse(ORDER_INFO, "81" + number, UNCHANGED).body())
                .toList());
    assertThat(bodies).contains("Анна", "杭州市", "ليلى", "\uD83C\uDF81", "Lucía", "http://img");
    assertThat(bodies).doesNotContain("\\u", "\\/");
  }

  private static JsonNode withoutIds(JsonNode answer) {
    return ((ObjectNode) answer).without(List.of("request_id", "_trace_id_"));
  }

  /** Takes wrapped lists apart by their form alone: one member, and that a list. */
  private static JsonNode unwrapped(JsonNode node) {
    if (node.isArray()) {
      ArrayNode list = (ArrayNode) GatewayCaller.json("[]");
      node.forEach(element -> list.add(unwrapped(element)));
      return list;
    }
    if (!node.isObject()) {
      return node;
    }
    if (node.size() == 1 && node.elements().next().isArray()) {
      return unwrapped(node.elements().next());
    }
    ObjectNode object = (ObjectNode) GatewayCaller.json("{}");
    node.properties().forEach(member -> object.set(member.getKey(), unwrapped(member.getValue())));
    return object;
  }
}
