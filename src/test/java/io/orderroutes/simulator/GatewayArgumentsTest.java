package io.orderroutes.simulator;

import static io.orderroutes.simulator.GatewayCaller.LOGISTICS;
import static io.orderroutes.simulator.GatewayCaller.SELLER_ORDER;
import static io.orderroutes.simulator.GatewayCaller.TRADE_ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderroutes.simulator.GatewayCaller.Spoil;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GatewayArgumentsTest {
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

  @Test
  void namesTheMissingAndTheInvalidArgument() {
    BiConsumer<JsonNode, String> subCode =
        (answer, expected) ->
            assertThat(answer.path("error_response").path("sub_code").asText()).isEqualTo(expected);
    subCode.accept(
        caller.top(SELLER_ORDER, "1", change("e_trade_id", null)),
        "isv.missing-parameter:e_trade_id");
    subCode.accept(
        caller.top(SELLER_ORDER, "1", change("e_trade_id", "21***54")),
        "isv.invalid-parameter:e_trade_id");
    subCode.accept(
        caller.top(TRADE_ORDERS, "1", change("order_ids", null)),
        "isv.missing-parameter:order_ids");
    subCode.accept(caller.top(TRADE_ORDERS, "1,,2"), "isv.invalid-parameter:order_ids");
    subCode.accept(
        caller.top(LOGISTICS, "1", change("param1", "{\"order_id\":1}")),
        "isv.missing-parameter:logistics_order_id");
  }

  @Test
  void takes999IdsAndRefuses1000() {
    assertThat(caller.top(TRADE_ORDERS, ids(999)).path("result").path("orders")).hasSize(999);
    JsonNode error = caller.top(TRADE_ORDERS, ids(1000)).path("error_response");
    assertThat(error.path("code").asInt()).isEqualTo(41);
    assertThat(error.path("sub_code").asText()).isEqualTo("isv.invalid-parameter:order_ids");
    Spoil outIds = params -> params.put("out_ids", params.remove("order_ids"));
    assertThat(
            caller
                .top(TRADE_ORDERS, ids(1000), outIds)
                .path("error_response")
                .path("sub_code")
                .asText())
        .isEqualTo("isv.invalid-parameter:out_ids");
  }

  private static String ids(int count) {
    return LongStream.range(0, count)
        .mapToObj(number -> Long.toString(8_100_000_000_000_000L + number))
        .collect(Collectors.joining(","));
  }

  private static Spoil change(String name, String value) {
    return params -> {
      params.remove(name);
      if (value != null) {
        params.put(name, value);
      }
    };
  }
}
