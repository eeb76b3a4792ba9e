package io.orderroutes.simulator;

import static io.orderroutes.simulator.GatewayCaller.ORDER_INFO;
import static io.orderroutes.simulator.GatewayCaller.SELLER_ORDER;
import static io.orderroutes.simulator.GatewayCaller.chinaTime;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderroutes.simulator.GatewayCaller.Spoil;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayChecksTest {
  private static final String ID = "8100000000000001";

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
  @CsvSource(
      nullValues = "-",
      value = {
        "method, -, 21",
        "method, aliexpress.unknown.get, 22",
        "app_key, -, 28",
        "app_key, 1, 29",
        "app_key, 530001, 29",
        "timestamp, -, 30",
        "timestamp, 1709265600000, 31",
        "timestamp, 2024-02-30 12:00:00, 31",
        "v, -, 32",
        "v, 1.0, 33",
        "format, -, 23",
        "format, xml, 23",
        "sign_method, -, 25",
        "sign_method, sha256, 25",
        "session, -, 26",
        "session, nobody, 27",
        "session, expired-1, 27",
        "param1, -, 40",
        "param1, {}, 40",
        "param1, {, 41",
        "param1, {\"order_id\":1.5}, 41",
        "param1, {\"order_id\":\"x\"}, 41"
      })
  void refusesOnTop(String name, String value, int code) {
    JsonNode error = caller.top(ORDER_INFO, ID, change(name, value)).path("error_response");
    assertThat(error.path("code").isInt()).isTrue();
    assertThat(error.path("code").asInt()).isEqualTo(code);
    assertThat(error.path("msg").asText()).isNotBlank();
    assertThat(error.path("request_id").asText()).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "method, -, MissingParameter",
        "method, aliexpress.unknown.get, InvalidApiPath",
        "app_key, -, MissingParameter",
        "app_key, 33000001, InvalidAppKey",
        "timestamp, -, MissingParameter",
        "timestamp, 1709265600000, IllegalTimestamp",
        "timestamp, yesterday, IllegalTimestamp",
        "v, 1.0, InvalidVersion",
        "format, xml, InvalidFormat",
        "sign_method, md5, IncompleteSignature",
        "session, -, IllegalAccessToken",
        "session, expired-1, IllegalAccessToken",
        "param1, -, MissingParameter",
        "param1, [], isv.invalid-parameter:param1"
      })
  void refusesOnIop(String name, String value, String code) {
    JsonNode error = caller.iop(ORDER_INFO, ID, change(name, value)).path("error_response");
    assertThat(error.path("code").textValue()).isEqualTo(code);
    assertThat(error.path("type").textValue()).isEqualTo("ISV");
    assertThat(error.path("msg").textValue()).isNotBlank();
    assertThat(error.path("request_id").textValue()).isNotBlank();
    assertThat(error.path("_trace_id_").textValue()).isNotBlank();
  }

  @Test
  void refusesAtTheRootInThePathStyle() {
    JsonNode error =
        caller.rest("/alibaba/order/get", SELLER_ORDER, "T-1", params -> params.remove("session"));
    assertThat(error.path("code").textValue()).isEqualTo("IllegalAccessToken");
    assertThat(error.path("message").textValue()).isNotBlank();
    assertThat(caller.rest("/no/such/path", SELLER_ORDER, "T-1", p -> {}).path("code").asText())
        .isEqualTo("InvalidApiPath");
  }

  @Test
  void refusesAWrongOrMissingSignatureAndCountsIt() {
    Spoil missing = Spoil.afterSigning(params -> params.remove("sign"));
    Spoil changed = Spoil.afterSigning(params -> params.put("extra", "unsigned"));
    assertThat(topCode(missing)).isEqualTo(24);
    assertThat(topCode(changed)).isEqualTo(25);
    assertThat(caller.iop(ORDER_INFO, ID, missing).path("error_response").path("code").asText())
        .isEqualTo("IncompleteSignature");
    assertThat(gateway.refusedSignatures()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"md5", "hmac", "hmac-sha256"})
  void acceptsEverySignMethodOfTop(String method) {
    assertThat(caller.top(ORDER_INFO, ID, change("sign_method", method)).has("result")).isTrue();
  }

  @Test
  void allowsTenMinutesOnTopAndTwoHoursOnIop() {
    assertThat(caller.top(ORDER_INFO, ID, change("timestamp", chinaTime(-9))).has("result"))
        .isTrue();
    assertThat(topCode(change("timestamp", chinaTime(11)))).isEqualTo(31);
    assertThat(caller.iop(ORDER_INFO, ID, change("timestamp", chinaTime(-115))).has("result"))
        .isTrue();
    assertThat(caller.iop(ORDER_INFO, ID, change("timestamp", chinaTime(-121))).has("result"))
        .isFalse();
  }

  @Test
  void looksAtTheSignatureBeforeTheSessionAndAtArgumentsLast() {
    Spoil bothLater =
        params -> {
          params.remove("session");
          params.remove("param1");
        };
    Spoil all =
        params -> {
          params.put("sign_method", "none");
          bothLater.before(params);
        };
    assertThat(topCode(all)).isEqualTo(25);
    assertThat(topCode(bothLater)).isEqualTo(26);
  }

  @Test
  void readsQueryAndFormAsOneSetAndToleratesARepeatedMethod() {
    Map<String, String> params =
        GatewayCaller.iop(ORDER_INFO, GatewayCaller.arguments(ORDER_INFO, ID));
    GatewayCaller.sign("", params, SimulatedAccounts.IOP_SECRET);
    String form = GatewayCaller.form(Map.of("param1", params.remove("param1")));
    String url = gateway.iopUrl() + "?method=" + ORDER_INFO + "&" + GatewayCaller.form(params);
    HttpRequest split =
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build();
    assertThat(GatewayCaller.json(caller.send(split)).has("result")).isTrue();
  }

  @Test
  void answersAGetAndRefusesOtherVerbs() {
    JsonNode answer = GatewayCaller.json(caller.send(caller.signedQuery(ID).build()));
    assertThat(answer.has("result")).isTrue();
    HttpRequest put = caller.signedQuery(ID).PUT(BodyPublishers.noBody()).build();
    JsonNode error = GatewayCaller.json(caller.send(put)).path("error_response");
    assertThat(error.path("code").asInt()).isEqualTo(9);
  }

  private static int topCode(Spoil spoil) {
    return caller.top(ORDER_INFO, ID, spoil).path("error_response").path("code").asInt();
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
