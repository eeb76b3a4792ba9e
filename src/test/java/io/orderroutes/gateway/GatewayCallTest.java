package io.orderroutes.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.orderroutes.gateway.GatewayCall.Pending;
import io.orderroutes.sellers.Order;
import io.orderroutes.signing.ApiCall;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayCallTest {
  private final CamelContext camel = new DefaultCamelContext();

  @BeforeEach
  void start() {
    camel.start();
  }

  @AfterEach
  void stop() {
    camel.stop();
  }

  @Test
  void asksForTheOrderOnBehalfOfItsSeller() throws Exception {
    GatewayCall call = mainCall("param1.order_id:number=${variable.orderId}");
    ApiCall made = process(call, exchange(TestOrders.order("31130700125804")));
    assertThat(made.app()).isSameAs(TestOrders.APP);
    assertThat(made.session()).isEqualTo("tok-6100a1b2");
    assertThat(made.api()).isEqualTo("aliexpress.solution.order.info.get");
    assertThat(made.params()).containsExactly(Map.entry("param1", "{\"order_id\":31130700125804}"));
  }

  @Test
  void asksForEachParcelByTheBody() throws Exception {
    Exchange exchange = exchange(TestOrders.order("1"));
    exchange.getMessage().setBody("BP10000000018002");
    ApiCall made = process(parcelCall(), exchange);
    assertThat(made.params())
        .containsExactly(Map.entry("param1", "{\"logistics_order_id\":\"BP10000000018002\"}"));
    Section section = pending(exchange).section(Optional.empty(), Optional.empty());
    assertThat(section.name()).isEqualTo("logistics");
    assertThat(section.api()).isEqualTo("aliexpress.local.logistics.order.info.query");
    assertThat(section.logisticsOrderId()).isEqualTo("BP10000000018002");
  }

  @Test
  void addsThePlatformsParametersToTheOrderCallAlone() throws Exception {
    Order order = TestOrders.order("7", Map.of("language", "en_US", "order_ids", "9"), List.of());
    assertThat(process(mainCall("order_ids=${variable.orderId}"), exchange(order)).params())
        .containsOnly(Map.entry("language", "en_US"), Map.entry("order_ids", "7"));
    Exchange parcel = exchange(order);
    parcel.getMessage().setBody("BP1");
    assertThat(process(parcelCall(), parcel).params()).containsOnlyKeys("param1");
  }

  @Test
  void hidesNoParameterOfThePlatformBehindABlankOne() throws Exception {
    Order order = TestOrders.order("7", Map.of("buyer_id", "9", "language", "en_US"), List.of());
    String params = "buyer_id=${variable.none}&language= &order_ids=${variable.orderId}";
    assertThat(process(mainCall(params), exchange(order)).params())
        .containsOnly(
            Map.entry("buyer_id", "9"),
            Map.entry("language", "en_US"),
            Map.entry("order_ids", "7"));
  }

  @Test
  void countsTheAttemptsOfOneCall() throws Exception {
    GatewayCall call = parcelCall();
    Exchange exchange = exchange(TestOrders.order("1"));
    for (int attempt = 1; attempt <= 3; attempt++) {
      exchange.getMessage().setBody("BP1");
      process(call, exchange);
      assertThat(pending(exchange).attempt()).isEqualTo(attempt);
    }
    exchange.getMessage().setBody("BP2");
    process(call, exchange);
    assertThat(pending(exchange).attempt()).isEqualTo(1);
    process(mainCall(""), exchange);
    assertThat(pending(exchange).attempt()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"ORDER_ID, false", "ITEMS, true", "PAYLOAD, true"})
  void asksForAPayloadOnlyWhereItsPlaceIsNamed(String want, boolean asks) throws Exception {
    Exchange exchange = exchange(TestOrders.order("1"));
    GatewayCall call = mainCall("");
    call.getResponse().clear();
    call.getResponse().put(want, "result.orders");
    process(call, exchange);
    assertThat(pending(exchange).paths().asksForPayload()).isEqualTo(asks);
  }

  @Test
  void refusesParametersThatAreNone() throws Exception {
    GatewayCall call = mainCall("order_id");
    Exchange exchange = exchange(TestOrders.order("1"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> call.process(exchange))
        .withMessageContaining("params 'order_id'");
  }

  private GatewayCall mainCall(String params) {
    return call("order", "aliexpress.solution.order.info.get", params);
  }

  private GatewayCall parcelCall() {
    GatewayCall call =
        call(
            "logistics",
            "aliexpress.local.logistics.order.info.query",
            "param1.logistics_order_id=${body}");
    call.setLogisticsOrderId("${body}");
    return call;
  }

  private GatewayCall call(String section, String api, String params) {
    GatewayCall call = new GatewayCall();
    call.setSection(section);
    call.setApi(api);
    call.setParams(params);
    call.setLimit(TestOrders.noLimit());
    return call;
  }

  private Exchange exchange(Order order) {
    Exchange exchange = new DefaultExchange(camel);
    new OrderContext(List.of(TestOrders.request(order))).enter(exchange);
    return exchange;
  }

  private static ApiCall process(GatewayCall call, Exchange exchange) throws Exception {
    call.process(exchange);
    return (ApiCall) exchange.getMessage().getBody();
  }

  private static Pending pending(Exchange exchange) {
    return exchange.getProperty(GatewayCall.PENDING, Pending.class);
  }
}
