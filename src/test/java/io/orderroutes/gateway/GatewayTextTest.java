package io.orderroutes.gateway;

import static io.orderroutes.gateway.response.Read.answer;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderroutes.gateway.GatewayCall.Pending;
import io.orderroutes.gateway.response.Read;
import io.orderroutes.gateway.response.Response;
import io.orderroutes.gateway.response.ResponsePaths;
import io.orderroutes.sellers.Configured;
import io.orderroutes.signing.Protocol;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a log would print of the things that hold a token, or what a platform wrote. */
class GatewayTextTest {
  private static final String ERROR =
      "{\"error_response\":{\"code\":27,\"msg\":\"tok-6100a1b2 of lena@post.example\"}}";

  @Test
  void aSellerTellsItsNameAlone() {
    assertThat(TestOrders.SELLER).hasToString("Seller[shop-1]");
  }

  @Test
  void anOrderTellsItsFlowAndItsId() {
    assertThat(TestOrders.order("7")).hasToString("Order[aliexpress 7]");
  }

  @Test
  void anAnswerTellsItsSizeAlone() throws Exception {
    assertThat(answer(ERROR, new ResponsePaths(), "7").toString()).matches("Answer\\[\\d+ bytes]");
    assertThat(answer("{\"value\":{\"trade_id\":\"lena\"}}", Read.ALIBABA, "7").toString())
        .isEqualTo("Answer[29 bytes]");
  }

  @Test
  void aSectionAndACallInFlightTellNoMoreThanTheirParts() throws Exception {
    Response response = answer(ERROR, new ResponsePaths(), "7");
    Fault fault =
        new FaultClassifier(Configured.shops().config())
            .of(response, Protocol.TOP)
            .without(Set.of(), "tok-6100a1b2");
    Section section =
        new Section(
            "order", "a.b", "", Instant.EPOCH, Optional.of(fault), Optional.of(response), 1);
    GatewayCall call = new GatewayCall();
    Pending pending =
        new Pending(
            call,
            "BP7",
            List.of(TestOrders.request(TestOrders.order("7"))),
            "tok-6100a1b2",
            new ResponsePaths(),
            1);
    assertThat(section + " " + pending + " " + new TryLaterException(fault))
        .contains("order", "BP7", "***")
        .doesNotContain("tok-6100a1b2", "lena");
  }
}
