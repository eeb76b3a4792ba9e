package io.orderroutes.simulator;

import static io.orderroutes.simulator.GatewayCaller.ORDER_INFO;
import static io.orderroutes.simulator.GatewayCaller.TRADE_ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderroutes.simulator.GatewayCaller.Spoil;
import io.orderroutes.simulator.GatewaySimulator.Call;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GatewaySimulatorTest {
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

  @Test
  void compressesForThoseWhoAskForIt() throws Exception {
    HttpRequest zipped = caller.signedQuery("1").header("Accept-Encoding", "br, gzip").build();
    HttpResponse<byte[]> response = caller.client.send(zipped, BodyHandlers.ofByteArray());
    assertThat(response.headers().firstValue("Content-Encoding")).contains("gzip");
    assertThat(response.headers().firstValue("Content-Type"))
        .contains("application/json;charset=UTF-8");
    try (var in = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
      String body = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(GatewayCaller.json(body).has("result")).isTrue();
    }
    HttpResponse<String> plain = caller.send(caller.signedQuery("1").build());
    assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
  }

  @Test
  void bansAnAppThatCallsTooOftenUntilTheBanIsOver() {
    gateway.rate(SimulatedAccounts.TOP_KEY, 1, 1);
    long beforeTheBan = System.nanoTime();
    JsonNode error = caller.top(TRADE_ORDERS, "1").path("error_response");
    while (error.isMissingNode()) {
      beforeTheBan = System.nanoTime();
      error = caller.top(TRADE_ORDERS, "1").path("error_response");
    }
    assertThat(error.path("code").asInt()).isEqualTo(7);
    assertThat(error.path("msg").asText()).isEqualTo("App Call Limited");
    assertThat(error.path("sub_code").asText())
        .isEqualTo("accesscontrol.limited-by-app-api-access-count");
    assertThat(error.path("sub_msg").asText()).isEqualTo("This ban will last for 1 more seconds");
    assertThat(caller.iop(TRADE_ORDERS, "1", UNCHANGED).has("result")).isTrue();
    int refused = 0;
    while (refused < 100_000 && caller.top(TRADE_ORDERS, "1").has("error_response")) {
      refused++;
    }
    assertThat(refused).isBetween(1, 99_999);
    assertThat(Duration.ofNanos(System.nanoTime() - beforeTheBan))
        .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void wordsTheBanOfTheNewerProtocolItsOwnWay() {
    gateway.rate(SimulatedAccounts.IOP_KEY, 1, 30);
    JsonNode error = caller.iop(TRADE_ORDERS, "1", UNCHANGED).path("error_response");
    while (error.isMissingNode()) {
      error = caller.iop(TRADE_ORDERS, "1", UNCHANGED).path("error_response");
    }
    assertThat(error.path("code").textValue()).isEqualTo("ApiCallLimit");
    assertThat(error.path("msg").textValue()).endsWith("this ban will last 30 seconds");
    gateway.rate(SimulatedAccounts.IOP_KEY, 0, 0);
    assertThat(caller.iop(TRADE_ORDERS, "1", UNCHANGED).has("result")).isTrue();
  }

  @Test
  void holdsHundredsOfCallsWhileSilentAndDropsThemAfterwards() {
    gateway.silence(true);
    var held = sendAll(600);
    awaitCalls(600);
    assertThat(gateway.maxConcurrency()).isEqualTo(600);
    assertThat(held).noneMatch(CompletableFuture::isDone);
    gateway.silence(false);
    assertThat(held).allSatisfy(call -> assertThat(call).failsWithin(Duration.ofSeconds(10)));
    assertThat(caller.top(ORDER_INFO, ID).has("result")).isTrue();
    assertThat(gateway.log()).extracting(Call::outcome).containsOnly("held", "ok");
    assertThat(gateway.calls()).isEqualTo(601);
  }

  @Test
  void answersHundredsOfCallsAtOnce() {
    gateway.latency(Duration.ofMillis(100));
    // the first rounds may be slow: the client connects, and all code is still cold
    for (int round = 0; round < 10 && gateway.maxConcurrency() < 200; round++) {
      assertThat(sendAll(300))
          .allSatisfy(
              call -> assertThat(call).succeedsWithin(Duration.ofSeconds(30)).satisfies(this::ok));
    }
    assertThat(gateway.maxConcurrency()).isGreaterThanOrEqualTo(200);
    assertThat(gateway.calls(ORDER_INFO)).isEqualTo(gateway.calls()).isPositive();
  }

  @Test
  void logsCallsWithoutCredentials() {
    caller.top(ORDER_INFO, ID);
    caller.top(ORDER_INFO, ID, params -> params.put("session", "expired-1"));
    assertThat(gateway.calls()).isEqualTo(2);
    Call call = gateway.log().get(0);
    assertThat(call.api()).isEqualTo(ORDER_INFO);
    assertThat(call.appKey()).isEqualTo(SimulatedAccounts.TOP_KEY);
    assertThat(call.session()).isEqualTo(SimulatedAccounts.SESSION_SHOP_1);
    assertThat(call.params()).containsKeys("param1", "timestamp").doesNotContainKey("sign");
    assertThat(call.params()).doesNotContainValue(SimulatedAccounts.SESSION_SHOP_1);
    assertThat(gateway.log())
        .extracting(Call::outcome)
        .containsExactly("ok", "27/invalid-sessionkey");
  }

  private void ok(HttpResponse<String> response) {
    assertThat(GatewayCaller.json(response).has("result")).isTrue();
  }

  private static List<CompletableFuture<HttpResponse<String>>> sendAll(int count) {
    List<HttpRequest> requests =
        IntStream.range(0, count).mapToObj(number -> caller.signedPost("810" + number)).toList();
    return requests.stream()
        .map(request -> caller.client.sendAsync(request, BodyHandlers.ofString()))
        .toList();
  }

  private static void awaitCalls(int count) {
    long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (gateway.calls() < count && System.nanoTime() - giveUp < 0) {
      Thread.onSpinWait();
    }
  }
}
