package io.orderroutes.simulator;

import static io.orderroutes.simulator.GatewayCaller.ORDER_INFO;
import static io.orderroutes.simulator.GatewayCaller.SELLER_ORDER;
import static io.orderroutes.simulator.GatewayCaller.TRADE_ORDERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderroutes.simulator.GatewayCaller.Spoil;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GatewayFaultTest {
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

  @Test
  void answersASlowOrderLate() {
    gateway.slow(Duration.ofMillis(300));
    long before = System.nanoTime();
    assertThat(caller.top(ORDER_INFO, SpecialOrder.SLOW.orderId(1)).has("result")).isTrue();
    assertThat(Duration.ofNanos(System.nanoTime() - before))
        .isGreaterThanOrEqualTo(Duration.ofMillis(290));
  }

  @ParameterizedTest
  @EnumSource(names = {"CONNECTION_CUT", "BODY_CUT"})
  void cutsTheConnectionTwice(SpecialOrder special) {
    String id = special.orderId(1);
    // a client may repeat a GET by itself, never a POST
    for (int call = 0; call < 2; call++) {
      assertThatThrownBy(() -> caller.top(ORDER_INFO, id)).isInstanceOf(UncheckedIOException.class);
    }
    assertThat(caller.top(ORDER_INFO, id).at("/result/data/id").asText()).isEqualTo(id);
    assertThat(gateway.calls()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "EMPTY_BODY, 200, 0",
    "HTML_BODY, 200, 1",
    "HTTP_500, 500, 1",
  })
  void spoilsTheAnswerTwice(SpecialOrder special, int status, int html) {
    String id = special.orderId(1);
    for (int call = 0; call < 2; call++) {
      HttpResponse<String> response = caller.topResponse(TRADE_ORDERS, id, UNCHANGED);
      assertThat(response.statusCode()).isEqualTo(status);
      assertThat(response.body()).startsWith(html == 1 ? "<!DOCTYPE html>" : "");
      assertThat(response.body().isEmpty()).isEqualTo(html == 0);
    }
    assertThat(caller.top(TRADE_ORDERS, id).at("/result/orders")).hasSize(1);
  }

  @Test
  void neverHealsABadGateway() {
    for (int call = 0; call < 4; call++) {
      assertThat(
              caller
                  .topResponse(SELLER_ORDER, SpecialOrder.HTTP_502.orderId(1), UNCHANGED)
                  .statusCode())
          .isEqualTo(502);
    }
  }
}
