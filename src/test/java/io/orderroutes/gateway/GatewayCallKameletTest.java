package io.orderroutes.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderroutes.gateway.GatewayCall.Pending;
import io.orderroutes.gateway.response.Read;
import io.orderroutes.gateway.response.ResponsePaths.Want;
import io.orderroutes.signing.ApiCall;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

/** The Kamelet's parameters, as a route writes them, reach the call that it describes. */
class GatewayCallKameletTest {
  private static final String PLACES =
      "payload=the.payload&items=the.items&orderId=the.id&success=the.flag"
          + "&errorCode=the.code&errorMessage=the.message";
  private static final String ANSWER =
      "{\"the\":{\"payload\":{\"a\":1},\"items\":[{}],\"id\":\"7\",\"flag\":true,\"code\":\"c\","
          + "\"message\":\"m\"}}";

  @Test
  void handsEveryParameterToItsCall() throws Exception {
    Exchange asked =
        ask("section=logistics&api=a.b.get&params=RAW(x=1)&logisticsOrderId=BP1&" + PLACES);
    ApiCall call = asked.getMessage().getBody(ApiCall.class);
    assertThat(call.api()).isEqualTo("a.b.get");
    assertThat(call.params()).containsExactly(Map.entry("x", "1"));
    Pending pending = asked.getProperty(GatewayCall.PENDING, Pending.class);
    Section section = pending.section(Optional.empty(), Optional.empty());
    assertThat(section.name()).isEqualTo("logistics");
    assertThat(section.logisticsOrderId()).isEqualTo("BP1");
    assertThat(Read.answer(ANSWER, pending.paths(), "8").values())
        .containsEntry(Want.PAYLOAD, "present")
        .containsEntry(Want.ORDER_ID, "7")
        .containsEntry(Want.SUCCESS, "true")
        .containsEntry(Want.ERROR_CODE, "c")
        .containsEntry(Want.ERROR_MESSAGE, "m");
    assertThat(Read.payload(ANSWER, pending.paths(), "8")).contains("\"items\":[],");
  }

  @Test
  void needsNoMoreThanASectionAndAnApi() throws Exception {
    Exchange asked = ask("section=order&api=a.b.get");
    assertThat(asked.getMessage().getBody(ApiCall.class).params()).isEmpty();
    Pending pending = asked.getProperty(GatewayCall.PENDING, Pending.class);
    assertThat(pending.paths().asksForPayload()).isFalse();
    assertThat(Read.answer(ANSWER, pending.paths(), "7").values()).isEmpty();
  }

  /** Stops where the call would be signed. */
  private static Exchange ask(String parameters) throws Exception {
    try (CamelContext camel = new DefaultCamelContext()) {
      camel.getRegistry().bind("signer", (Processor) exchange -> exchange.setRouteStop(true));
      camel.getRegistry().bind("callLimit", TestOrders.noLimit());
      camel.getRegistry().bind("responseProcessor", (Processor) exchange -> {});
      KameletComponent kamelets = camel.getComponent("kamelet", KameletComponent.class);
      kamelets.setLocation("classpath:routes/kamelets");
      camel.addRoutes(
          new RouteBuilder() {
            @Override
            public void configure() {
              from("direct:ask").to("kamelet:gateway-call-action?" + parameters);
            }
          });
      camel.start();
      return camel
          .createProducerTemplate()
          .request(
              "direct:ask",
              exchange ->
                  new OrderContext(List.of(TestOrders.request(TestOrders.order("7"))))
                      .enter(exchange));
    }
  }
}
