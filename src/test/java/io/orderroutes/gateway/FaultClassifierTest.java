package io.orderroutes.gateway;

import static io.orderroutes.gateway.response.Read.answer;
import static io.orderroutes.gateway.response.Read.example;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderroutes.gateway.Fault.Kind;
import io.orderroutes.gateway.response.Read;
import io.orderroutes.gateway.response.Response;
import io.orderroutes.gateway.response.ResponsePaths;
import io.orderroutes.limits.Ban;
import io.orderroutes.limits.Scope;
import io.orderroutes.sellers.Configured;
import io.orderroutes.signing.Protocol;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
    assertThat(FAULTS.inside(answer("{}", new ResponsePaths(), "1"), Protocol.TOP, false))
        .isEmpty();
  }

  private static Fault of(String code, String subCode) throws Exception {
    return fault("\"code\":" + code + ",\"msg\":\"m\",\"sub_code\":\"" + subCode + "\"");
  }

  private static Fault fault(String members) throws Exception {
    String json = "{\"error_response\":{" + members + "}}";
    return FAULTS.of(answer(json, new ResponsePaths(), "1"), Protocol.TOP);
  }

  private static Optional<Fault> inside(String json, ResponsePaths paths) throws Exception {
    String quoted = json.startsWith("{'") ? json.replace('\'', '"') : json;
    return FAULTS.inside(answer(quoted, paths, "1"), Protocol.TOP, true);
  }

  /** Errors as gateways were seen to write them, each read as the response reader would. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'type':'ISV','code':'ApiCallLimit','message':'m, this ban will last 1 seconds'} | APP_API | 1",
        "{'type':'ISV','code':'ApiCallLimit','msg':'m','data':{}}              | APP_API | -",
        "{'error_code':'AppCallLimit','error_message':'too fast'}               | APP | -",
        "{'error_response':{'code':'SellerCallLimit','msg':'will last 2 seconds'}} | SELLER | 2",
        "{'error_response':{'code':777,'msg':'This ban will last for 3 more seconds'}} | APP_API | 3",
        "{'code':'Whatever','message':'this ban will last 3 seconds'}           | APP_API | 3",
        "{'error_response':{'code':7,'sub_code':'accesscontrol.limited-by-app-access-count'}} | APP | -"
      })
  void readsABan(String json, Scope.Kind scope, String seconds) throws Exception {
    for (Protocol protocol : Protocol.values()) {
      Ban ban = read(json, protocol).ban().orElseThrow();
      assertThat(ban.scope()).isEqualTo(scope);
      assertThat(ban.length().map(length -> "" + length.toSeconds()).orElse("-"))
          .isEqualTo(seconds);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'type':'ISV','code':'IllegalAccessToken','message':'m','request_id':'r'} | SESSION_INVALID",
        "{'error_response':{'code':'InvalidAccessToken','msg':'m'}}             | SESSION_INVALID",
        "{'error_response':{'code':15,'msg':'m','sub_code':'SYSTEM_ERROR'}}     | TRY_LATER",
        "{'result':{'error_code':'SYSTEM_ERROR'}}                               | TRY_LATER",
        "{'code':'RpcTimeout','message':'m'}                                    | TRY_LATER",
        "{'error_response':{'code':11,'sub_code':'isv.permission-ip-whitelist-limit'}} | APP_REFUSED",
        "{'error_response':{'code':11,'sub_code':'isv.permission-api-package-limit'}}  | REJECTED",
        "{'error_response':{'code':'isv.app-unauthorized','msg':'m'}}           | APP_REFUSED",
        "{'error_response':{'code':25,'msg':'Invalid signature'}}               | APP_REFUSED",
        "{'code':'IncompleteSignature','message':'m'}                           | APP_REFUSED",
        "{'error_response':{'code':15,'sub_code':'isv.order-not-exist:invalid-id'}} | MISSING",
        "{'code':'isv.order-not-exist:invalid-id','message':'m'}                | MISSING",
        "{'code':'0','message':'m'}                                             | MISSING",
        "{'code':'1','result':{'error_code':'F1','error_message':'no such'}}    | REJECTED"
      })
  void readsAnErrorWhereverItStands(String json, Kind kind) throws Exception {
    for (Protocol protocol : Protocol.values()) {
      assertThat(read(json, protocol).kind()).as("%s", protocol).isEqualTo(kind);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'code':'200','message':'OK','result':{'data':{'id':7}}}",
        "{'code':'0','result':{'data':{'id':7}}}",
        "{'msg':'ok','code':'x','x_response':{'result':{'data':{'id':7}}}}"
      })
  void takesNoAnswerWithItsPayloadForAnError(String json) throws Exception {
    Response answer = answer(json.replace('\'', '"'), Read.ORDER_INFO, "7");
    assertThat(answer.error()).isEmpty();
    assertThat(FAULTS.inside(answer, Protocol.IOP, true)).isEmpty();
  }

  @Test
  void anOperatorsRulesGoFirst(@TempDir Path dir) throws Exception {
    Files.writeString(
        dir.resolve("faults.yaml"),
        """
        - protocol: iop
          code: [25, MyCode]
          outcome: retry
          source: seen
        - message: "*come back tomorrow*"
          outcome: ban
          scope: gateway
          until: midnight
          source: seen
        """);
    Configured own = Configured.shops().with("orders.routes.dir", dir.toString());
    FaultClassifier faults = new FaultClassifier(own.config());
    Response signature = answer("{\"code\":\"25\"}", Read.ORDER_INFO, "7");
    assertThat(faults.of(signature, Protocol.IOP).kind()).isEqualTo(Kind.TRY_LATER);
    assertThat(faults.of(signature, Protocol.TOP).kind()).isEqualTo(Kind.APP_REFUSED);
    Response tomorrow =
        answer("{\"code\":\"9\",\"msg\":\"COME back Tomorrow!\"}", Read.ORDER_INFO, "7");
    assertThat(faults.of(tomorrow, Protocol.TOP).ban())
        .contains(new Ban(Scope.Kind.GATEWAY, Optional.empty(), true));
  }

  @Test
  void aTableThatIsNoneStopsTheStart(@TempDir Path dir) throws Exception {
    Files.writeString(dir.resolve("faults.yaml"), "- code: 9\n  outcome: forget\n");
    Configured own = Configured.shops().with("orders.routes.dir", dir.toString());
    assertThatThrownBy(() -> new FaultClassifier(own.config()))
        .hasMessageStartingWith("orders.routes.dir has a faults.yaml with a mistake")
        .hasMessageContaining("there is no outcome forget");
  }

  @Test
  void everyRuleOfTheTableMayDecideAndSaysWhereItComesFrom() throws Exception {
    List<FaultRule> rules = FaultClassifier.packaged();
    assertThat(rules).hasSizeGreaterThan(20);
    for (int later = 0; later < rules.size(); later++) {
      for (FaultRule before : rules.subList(0, later)) {
        assertThat(before.covers(rules.get(later)))
            .as("%s, %s", before, rules.get(later))
            .isFalse();
      }
    }
    assertThat(Files.readString(Path.of("routes/faults.yaml")).lines())
        .filteredOn(line -> line.startsWith("  source: "))
        .hasSameSizeAs(rules);
  }

  private static Fault read(String json, Protocol protocol) throws Exception {
    Response answer = answer(json.replace('\'', '"'), Read.ORDER_INFO, "7");
    return answer.error().isEmpty()
        ? FAULTS.inside(answer, protocol, true).orElseThrow()
        : FAULTS.of(answer, protocol);
  }
}
