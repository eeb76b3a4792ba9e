package io.orderroutes.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.TreeMap;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class SignerTest {
  private static final String SECRET = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
  private static final String TOP_URL = "https://eco.taobao.com/router/rest";
  private static final String IOP_URL = "https://api-sg.aliexpress.com/sync";
  private static final Instant NOON = Instant.parse("2024-03-01T04:00:00Z");
  private static final App TOP =
      new App(
          "top",
          Protocol.TOP,
          TOP_URL,
          "12345678",
          SECRET,
          SignMethod.HMAC_SHA256,
          new Timeouts(Optional.empty(), Optional.empty()));
  private static final App IOP =
      new App(
          "iop",
          Protocol.IOP,
          IOP_URL,
          "500123",
          SECRET,
          SignMethod.SHA256,
          new Timeouts(Optional.empty(), Optional.empty()));

  private final Signer signer = new Signer(Clock.fixed(NOON, ZoneOffset.UTC));

  @Test
  void sendsCommonParametersInTheQueryAndBusinessOnesInTheForm() {
    Exchange request = sign(TOP, "fake-session", "alibaba.seller.order.get", "e_trade_id", "IDX1");
    assertThat(query(request))
        .containsOnlyKeys(
            "app_key",
            "timestamp",
            "sign_method",
            "method",
            "session",
            "v",
            "format",
            "simplify",
            "sign")
        .containsEntry("method", "alibaba.seller.order.get")
        .containsEntry("app_key", "12345678")
        .containsEntry("session", "fake-session")
        .containsEntry("sign_method", "hmac-sha256")
        .containsEntry("v", "2.0")
        .containsEntry("format", "json")
        .containsEntry("simplify", "true");
    assertThat(url(request)).startsWith(TOP_URL + "?");
    assertThat(form(request)).isEqualTo("e_trade_id=IDX1");
    assertThat(request.getMessage().getHeader(Exchange.CONTENT_TYPE))
        .isEqualTo("application/x-www-form-urlencoded;charset=UTF-8");
  }

  /** The signature was computed apart from this code, over the sorted names and values. */
  @Test
  void signsBothPartsTogetherAndNotEncoded() {
    Exchange request =
        sign(
            TOP,
            "fake-session-6100a1b2c3",
            "alibaba.seller.order.get",
            "e_trade_id",
            "IDX1",
            "remark",
            "é 中*~'/😀");
    assertThat(query(request))
        .containsEntry("sign", "3D0520D47D532B50025E3C1BE689181DFCB8F9FAF49D0BD8F568EB5200A4D0CA");
  }

  @Test
  void writesTheTimeOfTopInGmt8WhateverTheMachinesZone() {
    TimeZone before = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("America/Los_Angeles"));
      assertThat(url(sign(TOP, "s", "a.b"))).contains("&timestamp=2024-03-01+12%3A00%3A00&");
    } finally {
      TimeZone.setDefault(before);
    }
  }

  @Test
  void writesTheTimeOfIopInMillisecondsSinceTheEpoch() {
    assertThat(query(sign(IOP, "s", "a.b"))).containsEntry("timestamp", "1709265600000");
  }

  @Test
  void encodesAsTheOfficialClientDoes() {
    assertThat(form(sign(TOP, "s", "a.b", "v", "a b*c~d'e/f+g&h=i%j-k.l_m é中😀{\"x\":1}")))
        .isEqualTo(
            "v=a+b*c%7Ed%27e%2Ff%2Bg%26h%3Di%25j-k.l_m+%C3%A9%E4%B8%AD%F0%9F%98%80"
                + "%7B%22x%22%3A1%7D");
  }

  @Test
  void sendsNoBlankSession() {
    assertThat(query(sign(TOP, "", "a.b"))).doesNotContainKey("session");
    assertThat(query(sign(TOP, " \u3000", "a.b"))).doesNotContainKey("session");
    assertThat(query(sign(IOP, "", "/auth/token/create"))).doesNotContainKey("access_token");
  }

  @Test
  void neitherSignsNorSendsBlankValues() {
    Exchange bare = sign(TOP, "s", "a.b", "id", "1");
    Exchange blanks = sign(TOP, "s", "a.b", "id", "1", "none", null, "empty", "", "tab", "\t");
    assertThat(form(blanks)).isEqualTo("id=1");
    assertThat(url(blanks)).isEqualTo(url(bare));
  }

  @Test
  void keepsANoBreakSpaceWhichTheOfficialClientDoesNotCountAsBlank() {
    assertThat(form(sign(TOP, "s", "a.b", "id", "\u00a0"))).isEqualTo("id=%C2%A0");
  }

  @Test
  void neverSendsTheSecret() {
    for (Exchange request :
        new Exchange[] {sign(TOP, "s", "a.b", "id", "1"), sign(IOP, "s", "/a/b", "id", "1")}) {
      assertThat(url(request) + form(request)).doesNotContain(SECRET);
      assertThat(request.getMessage().getHeaders().toString()).doesNotContain(SECRET);
    }
  }

  /** The signature was computed apart from this code: the path, then sorted names and values. */
  @Test
  void callsAPathBelowRestOfTheSameHost() {
    Exchange request =
        sign(IOP, "fake-token-5000b2", "/alibaba/order/get", "e_trade_id", "IDX1-abcDEF123");
    assertThat(url(request))
        .startsWith("https://api-sg.aliexpress.com/rest/alibaba/order/get?access_token=");
    assertThat(query(request))
        .containsOnlyKeys("access_token", "app_key", "sign", "sign_method", "timestamp")
        .containsEntry("access_token", "fake-token-5000b2")
        .containsEntry("sign", "540F2E84F0D81AE7BF59F92FA3C33761BA564C13F32ED6029192AABEF55A9BB1");
    assertThat(form(request)).isEqualTo("e_trade_id=IDX1-abcDEF123");
  }

  @Test
  void findsThePathsOfAGatewayThatIsWrittenWithRestOrASlash() {
    for (String gateway : new String[] {"http://h:1/rest", "http://h:1/sync/", "http://h:1"}) {
      App app =
          new App(
              "iop",
              Protocol.IOP,
              gateway,
              "k",
              SECRET,
              SignMethod.SHA256,
              new Timeouts(Optional.empty(), Optional.empty()));
      assertThat(url(sign(app, "s", "/a"))).startsWith("http://h:1/rest/a?");
    }
  }

  private Exchange sign(App app, String session, String api, String... params) {
    TreeMap<String, String> values = new TreeMap<>();
    for (int i = 0; i < params.length; i += 2) {
      values.put(params[i], params[i + 1]);
    }
    Exchange exchange = new DefaultExchange(new DefaultCamelContext());
    exchange.getMessage().setBody(new ApiCall(app, session, api, values));
    signer.process(exchange);
    return exchange;
  }

  private static String url(Exchange exchange) {
    return exchange.getMessage().getHeader(Exchange.HTTP_URI, String.class)
        + "?"
        + exchange.getMessage().getBody(SignedForm.class).query();
  }

  private static String form(Exchange exchange) {
    try {
      return new String(
          exchange.getMessage().getBody(SignedForm.class).getContent().readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> query(Exchange exchange) {
    Map<String, String> query = new HashMap<>();
    for (String param : url(exchange).split("\\?", 2)[1].split("&")) {
      query.put(param.split("=")[0], param.split("=")[1]);
    }
    return query;
  }
}
