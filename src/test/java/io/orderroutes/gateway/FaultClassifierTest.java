package io.orderroutes.gateway;

import static io.orderroutes.gateway.Read.answer;
import static io.orderroutes.gateway.Read.example;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderroutes.gateway.Fault.Kind;
import io.orderroutes.limits.Ban;
import io.orderroutes.limits.Scope;
import io.orderroutes.sellers.Configured;
import io.orderroutes.signing.Protocol;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The kinds are those that the platforms' error tables ask for; codes alone first. */
class FaultClassifierTest {
  private static final FaultClassifier FAULTS = new FaultClassifier(Configured.shops().config());

  @ParameterizedTest
  @CsvSource({
    "TRY_LATER, 4 5 6 10 31 901 1002",
    "BANNED, 7 8 AppCallLimit ApiCallLimit SellerCallLimit",
    "SESSION_INVALID, 26 27 53",
    "APP_REFUSED, 24 25 28 29 IncompleteSignature InvalidAppKey",
    "REJECTED, 3 9 11 12 13 15 21 22 23 30 32 33 34 40 41 42 43 47 50 101 999",
    "TRY_LATER, ServiceUnavailable ServiceTimeout InternalError SystemError RpcTimeout",
    "TRY_LATER, IllegalTimestamp isp.service-unavailable",
    "SESSION_INVALID, IllegalAccessToken InvalidAccessToken isv.invalid-authorization",
    "REJECTED, InvalidApiPath MissingParameter InvalidCode",
    "REJECTED, InsufficientPermission AUTH_TYPE_UNSUPPORTED isv.invalid-parameter SomethingNew"
  })
  void knowsACode(Kind kind, String codes) throws Exception {
    for (String code : codes.split(" ")) {
      assertThat(fault("\"code\":\"" + code + "\"").kind()).as(code).isEqualTo(kind);
      assertThat(fault("\"code\":\"" + code + "\"").code()).isEqualTo(code);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "isp.item-update-service-unavailable",
        "isp.remote-service-error",
        "isp.remote-service-timeout",
        "isp.remote-connection-error",
        "isp.top-remote-connection-timeout",
        "isp.top-remote-connection-error",
        "isp.top-remote-service-unavailable",
        "isp.unknown-error",
        "isp.call-limited"
      })
  void triesLaterWhatTheProviderCauses(String subCode) throws Exception {
    assertThat(of("15", subCode).kind()).isEqualTo(Kind.TRY_LATER);
    assertThat(of("50", subCode.toUpperCase()).kind()).isEqualTo(Kind.TRY_LATER);
    assertThat(of("7", subCode).subCode()).isEqualTo(subCode);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "isp.null-pointer-exception",
        "isp.top-parse-error",
        "isp.top-mapping-parse-error",
        "isv.missing-parameter:order_id",
        "isv.invalid-parameter:order_id",
        "isv.invalid-permission",
        "isv.parameters-mismatch:a-and-b",
        "isv.trade-service-error:E1",
        "isv.permission-api-package-limit",
        "isv.account-migration-check-fail"
      })
  void rejectsWhatTheCallerCauses(String subCode) throws Exception {
    assertThat(of("15", subCode).kind()).isEqualTo(Kind.REJECTED);
    assertThat(of("50", subCode).kind()).isEqualTo(Kind.REJECTED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "invalid-sessionkey",
        "session-expired",
        "session-not-exist",
        "sessionkey-not-generated-by-server",
        "Invalid-SessionKey"
      })
  void asksForANewSession(String subCode) throws Exception {
    assertThat(of("27", subCode).kind()).isEqualTo(Kind.SESSION_INVALID);
    assertThat(of("15", subCode).kind()).isEqualTo(Kind.SESSION_INVALID);
  }

  @ParameterizedTest
  @CsvSource({
    "app-access-count, APP, true",
    "api-access-count, API, false",
    "app-api-access-count, APP_API, false",
    "dynamic-access-count, APP_API, false"
  })
  void knowsTheFamiliesOfFlowControl(String family, Scope.Kind scope, boolean day)
      throws Exception {
    Ban ban = new Ban(scope, Optional.empty(), day);
    assertThat(of("7", "accesscontrol.limited-by-" + family).ban()).contains(ban);
    assertThat(of("15", "ACCESSCONTROL.limited-by-" + family).ban()).contains(ban);
  }

  @Test
  void knowsWhatDoesNotExist() throws Exception {
    assertThat(of("15", "isv.trade-not-exist").kind()).isEqualTo(Kind.MISSING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"26", "27", "53"})
  void asksForANewSessionWhenSomethingOfItDoesNotExist(String code) throws Exception {
    assertThat(of(code, "isv.user-not-exist").kind()).isEqualTo(Kind.SESSION_INVALID);
    assertThat(of(code, "isp.remote-service-error").kind()).isEqualTo(Kind.TRY_LATER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"4", "27", "ApiCallLimit"})
  void readsNoCodeOfThePlatformFromACodeWithinAnAnswer(String code) throws Exception {
    String json = "{'result':{'error_code':'" + code + "'}}";
    assertThat(inside(json, Read.ORDER_INFO).orElseThrow().kind()).isEqualTo(Kind.REJECTED);
  }

  @ParameterizedTest
  @CsvSource({
    "This ban will last for 5 more seconds, 5",
    "This ban will last for 31062 more seconds, 31062",
    "THIS BAN WILL LAST FOR 1 MORE SECOND., 1",
    "Api access frequency exceeds the limit. this ban will last 1 seconds, 1",
    "this ban will last 20 more seconds, 20",
    "this ban will last for 20 seconds, 20"
  })
  void readsHowLongABanLasts(String text, long seconds) throws Exception {
    Duration wait = Duration.ofSeconds(seconds);
    assertThat(fault("\"code\":7,\"msg\":\"Limited\",\"sub_msg\":\"" + text + "\"").ban())
        .contains(new Ban(Scope.Kind.APP, Optional.of(wait), false));
    assertThat(fault("\"code\":\"ApiCallLimit\",\"msg\":\"" + text + "\"").ban())
        .contains(new Ban(Scope.Kind.APP_API, Optional.of(wait), false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "it lasts", "will last for long", "will last 99999999999 seconds"})
  void readsNoWaitWhereNoneIsNamed(String text) throws Exception {
    assertThat(fault("\"code\":7,\"msg\":\"" + text + "\"").ban())
        .contains(new Ban(Scope.Kind.APP, Optional.empty(), false));
  }

  @Test
  void keepsThePlatformsWords() throws Exception {
    Fault fault =
        fault(
            "\"code\":15,\"msg\":\"Remote service error\",\"sub_code\":\"isv.invalid-parameter\","
                + "\"sub_msg\":\"order_id 错误\",\"request_id\":\"r1\"");
    assertThat(fault.code()).isEqualTo("15");
    assertThat(fault.subCode()).isEqualTo("isv.invalid-parameter");
    assertThat(fault.message()).isEqualTo("Remote service error: order_id 错误");
    assertThat(fault.requestId()).isEqualTo("r1");
    assertThat(fault("\"code\":\"InvalidAppKey\",\"message\":\"unknown app\"").message())
        .isEqualTo("unknown app");
  }

  @Test
  void blotsOutASecretWhereverThePlatformQuotesIt() throws Exception {
    String quoted = "session tok-6100a1b2 of app s3cr3t-of-app, tok-6100a1b2";
    assertThat(
            fault("\"code\":27,\"msg\":\"" + quoted + "\"")
                .without(Set.of(), "tok-6100a1b2", "s3cr3t-of-app"))
        .hasToString(
            "Fault[kind=SESSION_INVALID, code=27, subCode=, message=session *** of app ***, ***,"
                + " requestId=, ban=Optional.empty]");
    String everywhere =
        "\"code\":\"c s3\",\"sub_code\":\"s3.sub\",\"request_id\":\"r-s3\",\"msg\":\"m s3\"";
    assertThat(fault(everywhere).without(Set.of(), "s3"))
        .hasToString(
            "Fault[kind=REJECTED, code=c ***, subCode=***.sub, message=m ***,"
                + " requestId=r-***, ban=Optional.empty]");
    for (int before = 270; before < 310; before++) {
      String text = "x".repeat(before) + "tok-6100a1b2" + "y".repeat(100);
      assertThat(
              fault("\"code\":27,\"msg\":\"" + text + "\"")
                  .without(Set.of(), "tok-6100a1b2")
                  .message())
          .hasSizeLessThanOrEqualTo(301)
          .doesNotContain("t");
    }
  }

  @Test
  void blotsOutTheBuyersContactsAndKeepsTheIdsOfTheCall() throws Exception {
    String quoted =
        "order 31130700125804 of lena@post.example, +49 555 0142637, token 6100555014aB";
    assertThat(
            fault("\"code\":15,\"msg\":\"" + quoted + "\"")
                .without(Set.of("31130700125804"), "6100555014aB")
                .message())
        .isEqualTo("order 31130700125804 of ***, +*** *** ***, token ***");
  }

  @Test
  void blotsOutASecretInItsEncodedForm() throws Exception {
    assertThat(
            fault("\"code\":27,\"msg\":\"session=a%2Fb%3D&\"").without(Set.of(), "a/b=").message())
        .isEqualTo("session=***&");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'result':{'success':false,'error_msg':'no such order','orders':[{'order_id':1}]}}",
        "{'x_response':{'result':{'success':false,'error_msg':'no such order'}}}",
        "{'result':{'success':'false','error_msg':'no such order'}}"
      })
  void findsAFlagThatSaysFailed(String json) throws Exception {
    Fault fault = inside(json, Read.TRADE).orElseThrow();
    assertThat(fault.kind()).isEqualTo(Kind.REJECTED);
    assertThat(fault.message()).isEqualTo("no such order");
  }

  @Test
  void decidesByTheFlagOfALogisticsAnswer() throws Exception {
    String codes = ",'error_result_code':'11','error_result_message':'1111','request_id':'r'}";
    Fault fault = inside("{'is_success':false,'data':{'status':'1'}" + codes, Read.LOGISTICS).get();
    assertThat(fault.kind()).isEqualTo(Kind.REJECTED);
    assertThat(fault.code()).isEqualTo("11");
    assertThat(fault.message()).isEqualTo("1111");
    assertThat(fault.requestId()).isEqualTo("r");
    assertThat(inside("{'is_success':true,'data':{'status':'1'}" + codes, Read.LOGISTICS))
        .isEmpty();
  }

  @Test
  void takesAnErrorCodeBesideDataForASuccess() throws Exception {
    for (String shape : new String[] {".response", ".simplified.response"}) {
      String json = example("aliexpress.solution.order.info.get" + shape);
      assertThat(inside(json, Read.ORDER_INFO)).isEmpty();
    }
  }

  @Test
  void takesAnErrorCodeWithoutDataForAFailure() throws Exception {
    String json =
        "{'result':{'error_code':'F00-10-10000-001','error_message':'account not found'}}";
    Fault fault = inside(json, Read.ORDER_INFO).orElseThrow();
    assertThat(fault.kind()).isEqualTo(Kind.REJECTED);
    assertThat(fault.code()).isEqualTo("F00-10-10000-001");
    assertThat(fault.message()).isEqualTo("account not found");
    String later = "{'result':{'error_code':'isp.remote-service-error','data':{}}}";
    assertThat(inside(later, Read.ORDER_INFO).orElseThrow().kind()).isEqualTo(Kind.TRY_LATER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{'value':{}}", "{'value':null}", "{'x_response':{}}"})
  void takesAnAnswerWithoutPayloadForMissing(String json) throws Exception {
    assertThat(inside(json, Read.ALIBABA).orElseThrow().kind()).isEqualTo(Kind.MISSING);
  }

  @Test
  void asksForAPayloadOnlyWhereTheRouteNamesOne() throws Exception {
    assertThat(FAULTS.inside(answer("{}", new AnswerPaths(), "1"), Protocol.TOP, false)).isEmpty();
  }

  private static Fault of(String code, String subCode) throws Exception {
    return fault("\"code\":" + code + ",\"msg\":\"m\",\"sub_code\":\"" + subCode + "\"");
  }

  private static Fault fault(String members) throws Exception {
    String json = "{\"error_response\":{" + members + "}}";
    return FAULTS.of(answer(json, new AnswerPaths(), "1"), Protocol.TOP);
  }

  private static Optional<Fault> inside(String json, AnswerPaths paths) throws Exception {
    String quoted = json.startsWith("{'") ? json.replace('\'', '"') : json;
    return FAULTS.inside(answer(quoted, paths, "1"), Protocol.TOP, true);
  }
}
