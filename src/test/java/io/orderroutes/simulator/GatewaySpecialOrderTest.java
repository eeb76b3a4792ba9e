package io.orderroutes.simulator;

import static io.orderroutes.simulator.GatewayCaller.LOGISTICS;
import static io.orderroutes.simulator.GatewayCaller.ORDER_INFO;
import static io.orderroutes.simulator.GatewayCaller.SELLER_ORDER;
import static io.orderroutes.simulator.GatewayCaller.TRADE_ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderroutes.simulator.GatewayCaller.Spoil;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewaySpecialOrderTest {
  private static final List<String> MAIN_CALLS = List.of(ORDER_INFO, TRADE_ORDERS, SELLER_ORDER);
  private static final Spoil UNCHANGED = params -> {};

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
  @CsvSource({
    "REJECTED, 15/isv.invalid-parameter, -1",
    "SESSION_REFUSED, 27/invalid-sessionkey, -1",
    "PROVIDER_FAULT, 15/isp.remote-service-error, 2",
    "PROVIDER_DOWN, 15/isp.remote-service-timeout, -1",
    "LIMITED_ONCE, 7/accesscontrol.limited-by-app-api-access-count, 1",
  })
  void refuses(SpecialOrder special, String error, int healsAfter) {
    for (String api : MAIN_CALLS) {
      gateway.reset();
      for (int call = 1; call <= 4; call++) {
        JsonNode answer = caller.top(api, special.orderId(1)).path("error_response");
        boolean healed = healsAfter > 0 && call > healsAfter;
        assertThat(answer.path("code").asText() + "/" + answer.path("sub_code").asText())
            .isEqualTo(healed ? "/" : error);
      }
    }
  }

  @Test
  void aTokenHealsForAllItsOrders() {
    SpecialOrder special = SpecialOrder.INVALID_TOKEN;
    for (int order = 1; order <= 5; order++) {
      JsonNode answer = caller.top(ORDER_INFO, special.orderId(order));
      assertThat(answer.has("error_response")).isEqualTo(order <= 3);
    }
  }

  @Test
  void refusesInTheWordsOfTheNewerProtocolToo() {
    JsonNode rejected = iopError(SpecialOrder.REJECTED);
    assertThat(rejected.path("code").textValue()).isEqualTo("isv.invalid-parameter");
    assertThat(rejected.path("type").textValue()).isEqualTo("ISV");
    JsonNode down = iopError(SpecialOrder.PROVIDER_DOWN);
    assertThat(down.path("code").textValue()).isEqualTo("isp.remote-service-timeout");
    assertThat(down.path("type").textValue()).isEqualTo("ISP");
    assertThat(iopError(SpecialOrder.SESSION_REFUSED).path("code").textValue())
        .isEqualTo("IllegalAccessToken");
    assertThat(iopError(SpecialOrder.LIMITED_ONCE).path("msg").textValue())
        .endsWith("this ban will last 1 seconds");
  }

  @Test
  void doesNotKnowAnUnknownOrder() {
    String id = SpecialOrder.UNKNOWN.orderId(1);
    JsonNode result = caller.top(ORDER_INFO, id).path("result");
    assertThat(result.path("error_code").asText()).isEqualTo("F00-10-10000-001");
    assertThat(result.path("error_message").asText()).isNotBlank();
    assertThat(result.has("data")).isFalse();
    JsonNode batch = caller.top(TRADE_ORDERS, id).path("result");
    assertThat(batch.path("orders")).isEmpty();
    assertThat(batch.path("success").asBoolean()).isTrue();
    assertThat(caller.top(SELLER_ORDER, id).has("value")).isFalse();
    Spoil wrapped = params -> params.remove("simplify");
    assertThat(
            caller
                .top(TRADE_ORDERS, id, wrapped)
                .at("/" + Api.TRADE_ORDERS.envelope() + "/result/orders")
                .toString())
        .isEqualTo("{}");
  }

  @Test
  void answersWithAnotherOrder() {
    String id = SpecialOrder.FOREIGN_ANSWER.orderId(1);
    assertThat(caller.top(ORDER_INFO, id).at("/result/data/id").asText())
        .isNotEmpty()
        .isNotEqualTo(id);
    assertThat(caller.top(TRADE_ORDERS, id).at("/result/orders/0/order_id").asText())
        .isNotEmpty()
        .isNotEqualTo(id);
    assertThat(caller.top(SELLER_ORDER, id).at("/value/trade_id").asText())
        .isNotEmpty()
        .isNotEqualTo(id);
  }

  @Test
  void reportsAnUnsuccessfulQuery() {
    JsonNode result =
        caller.top(TRADE_ORDERS, "1," + SpecialOrder.QUERY_UNSUCCESSFUL.orderId(1)).path("result");
    assertThat(result.path("success").booleanValue()).isFalse();
    assertThat(result.path("success").isBoolean()).isTrue();
    assertThat(result.path("error_msg").asText()).isNotBlank();
    assertThat(result.has("orders")).isFalse();
  }

  @Test
  void spoilsLogisticsOnly() {
    assertThat(logistics(SpecialOrder.FOREIGN_LOGISTICS).at("/data/trade_order_id").asText())
        .isNotEmpty()
        .isNotEqualTo(SpecialOrder.FOREIGN_LOGISTICS.orderId(1));
    assertThat(logistics(SpecialOrder.LOGISTICS_REJECTED).at("/error_response/sub_code").asText())
        .isEqualTo("isv.logistics-order-not-exist");
    for (int call = 0; call < 4; call++) {
      assertThat(logistics(SpecialOrder.LOGISTICS_DOWN).at("/error_response/sub_code").asText())
          .isEqualTo("isp.remote-service-error");
    }
    JsonNode unsuccessful = logistics(SpecialOrder.LOGISTICS_UNSUCCESSFUL);
    assertThat(unsuccessful.path("is_success").asText()).isEqualTo("false");
    assertThat(unsuccessful.path("error_result_code").asText()).isNotBlank();
    assertThat(unsuccessful.has("data")).isFalse();
    for (SpecialOrder special : SpecialOrder.values()) {
      if (special.strikes(Api.LOGISTICS)) {
        assertThat(caller.top(ORDER_INFO, special.orderId(1)).at("/result/data/id").asText())
            .isEqualTo(special.orderId(1));
      } else {
        assertThat(logistics(special).at("/data/trade_order_id").asText())
            .isEqualTo(special.orderId(1));
      }
    }
  }

  @Test
  void failsAWholeBatchForOneOrderAndCountsForEachInIt() {
    String fault = SpecialOrder.PROVIDER_FAULT.orderId(1);
    String html = SpecialOrder.HTML_BODY.orderId(1);
    String batch = "1," + fault + "," + html + ",2";
    for (int call = 0; call < 2; call++) {
      assertThat(caller.top(TRADE_ORDERS, batch).at("/error_response/sub_code").asText())
          .isEqualTo("isp.remote-service-error");
    }
    assertThat(caller.top(TRADE_ORDERS, batch).at("/result/orders")).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"9901", "9905123", "8100009901"})
  void leavesShortIdsAndOthersAlone(String id) {
    assertThat(caller.top(ORDER_INFO, id).at("/result/data/id").asText()).isEqualTo(id);
  }

  @Test
  void hasOnePrefixAndOneDescriptionForEach() {
    assertThat(Arrays.stream(SpecialOrder.values()).map(SpecialOrder::prefix))
        .doesNotHaveDuplicates()
        .allMatch(prefix -> prefix.matches("99\\d\\d"));
    assertThat(Arrays.stream(SpecialOrder.values()).map(SpecialOrder::description))
        .doesNotHaveDuplicates();
  }

  private static JsonNode iopError(SpecialOrder special) {
    return caller.iop(ORDER_INFO, special.orderId(1), UNCHANGED).path("error_response");
  }

  private static JsonNode logistics(SpecialOrder special) {
    return caller.top(LOGISTICS, "BP" + special.orderId(1) + "-1");
  }
}
