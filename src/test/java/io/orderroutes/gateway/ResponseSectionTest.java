package io.orderroutes.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.orderroutes.config.OrdersConfig;
import io.orderroutes.gateway.Fault.Kind;
import io.orderroutes.gateway.OrderContext.Request;
import io.orderroutes.kafka.EventRecord;
import io.orderroutes.limits.CallLimits;
import io.orderroutes.limits.CallNotPermittedException;
import io.orderroutes.limits.CircuitBreakers;
import io.orderroutes.limits.Limits;
import io.orderroutes.limits.Scope;
import io.orderroutes.sellers.Configured;
import io.orderroutes.sellers.Order;
import java.io.ByteArrayInputStream;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a response: a section of the document, or another attempt. */
class ResponseSectionTest {
  private static final String PAYLOAD = "{\"result\":{\"data\":{\"id\":7}}}";
  private static final CamelContext CAMEL = new DefaultCamelContext();

  private final List<Section> sections = new ArrayList<>();
  private final Exchange exchange = new DefaultExchange(CAMEL);
  private final OrdersConfig config =
      Configured.shops()
          .with("orders.gateway.answer-bytes-max", "300")
          .with("orders.gateway.retry-after-max", "60000")
          .config();
  private final CircuitBreakers breakers = new CircuitBreakers(config);
  private final CallLimits limits = Limits.of(config, breakers);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final CallMeters callMeters = new CallMeters(meters, null);
  private final ResponseProcessor answers =
      new ResponseProcessor(
          config,
          new FaultClassifier(config),
          new CallLimit(limits, breakers, callMeters),
          callMeters);

  @BeforeAll
  static void start() {
    CAMEL.start();
  }

  @AfterAll
  static void stop() {
    CAMEL.stop();
  }

  @Test
  void keepsTheAnswerOfTheOrder() throws Exception {
    Section section = section(TestOrders.order("7", Map.of(), List.of("BP1")), 200, PAYLOAD);
    assertThat(section.name()).isEqualTo("order");
    assertThat(section.api()).isEqualTo("a.b.get");
    assertThat(section.attempts()).isEqualTo(1);
    assertThat(section.fault()).isEmpty();
    assertThat(payload(section)).isEqualTo(PAYLOAD);
    assertThat(exchange.getVariable("logisticsIds", List.class)).isEqualTo(List.of("BP1"));
  }

  @Test
  void takesTheParcelsOfTheAnswerWhereTheEventNamesNone() throws Exception {
    String data = "{\"result\":{\"data\":{\"parcels\":[{\"id\":1},{\"id\":2},{\"id\":1}]}}}";
    Order order = TestOrders.order("7");
    section(TestOrders.withLogisticsIds(order, "parcels[].id"), 200, data);
    assertThat(exchange.getVariable("logisticsIds", List.class)).isEqualTo(List.of("1", "2"));
  }

  @Test
  void rejectsAnAnswerThatIsTooLargeForGood() throws Exception {
    String large = PAYLOAD.replace("7", "7".repeat(300));
    Section section = section(TestOrders.order("7", Map.of(), List.of("BP1")), 200, large);
    Fault fault = section.fault().orElseThrow();
    assertThat(fault.kind()).isEqualTo(Kind.REJECTED);
    assertThat(fault.message()).contains("orders.gateway.answer-bytes-max");
    assertThat(payload(section)).isEmpty();
    assertThat(exchange.getVariable("logisticsIds", List.class)).isEmpty();
  }

  @Test
  void takesAnAnswerOfTheGreatestSize() throws Exception {
    String greatest = PAYLOAD + " ".repeat(300 - PAYLOAD.length());
    assertThat(section(TestOrders.order("7"), 200, greatest).fault()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "503 | busy | the gateway responded with HTTP 503",
        "200 | '' | the response is empty",
        "200 | {\"a\": | the response is not complete JSON",
        "200 | {\"error_response\":{\"code\":10,\"msg\":\"not now\"}} | not now"
      })
  void triesAgainWhatMaySucceedLater(int status, String body, String message) {
    TryLaterException later = later(status, body);
    assertThat(later).hasMessage(message);
    assertThat(later.fault().kind()).isEqualTo(Kind.TRY_LATER);
    assertThat(sections).isEmpty();
  }

  @Test
  void triesAgainWhatIsTooLargeAndNoAnswerOfThePlatform() {
    assertThat(later(502, "x".repeat(400))).hasMessage("the gateway responded with HTTP 502");
  }

  @Test
  void stopsTheAppForAsLongAsThePlatformSays() {
    String ban = "This ban will last for 31062 more seconds";
    CallNotPermittedException closed =
        catchThrowableOfType(
            CallNotPermittedException.class,
            () ->
                section(
                    TestOrders.order("7"),
                    200,
                    "{\"error_response\":{\"code\":7,\"msg\":\"" + ban + "\"}}"));
    assertThat(closed.scope()).hasToString("app main");
    assertThat(closed.left().orElseThrow())
        .isBetween(Duration.ofSeconds(31_000), Duration.ofSeconds(31_062));
    assertThat(sections).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "429, 2, app main, 2",
    "429, '', app main, 10",
    "503, 2, gateway http://h/, 2",
    "503, 3600, gateway http://h/, 60"
  })
  void leavesAGatewayAloneForAsLongAsItAsks(int status, String header, String scope, int seconds) {
    exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_TEXT, header);
    CallNotPermittedException closed =
        catchThrowableOfType(
            CallNotPermittedException.class, () -> section(TestOrders.order("7"), status, "busy"));
    assertThat(closed.scope()).hasToString(scope);
    assertThat(closed.left().orElseThrow())
        .isBetween(Duration.ofSeconds(seconds).minusMillis(500), Duration.ofSeconds(seconds));
    assertThat(sections).isEmpty();
  }

  @Test
  void stopsTheSellerAloneThatCallsTooOften() {
    String ban = "{\"code\":\"SellerCallLimit\",\"message\":\"this ban will last 5 seconds\"}";
    CallNotPermittedException closed =
        catchThrowableOfType(
            CallNotPermittedException.class, () -> section(TestOrders.order("7"), 200, ban));
    assertThat(closed.scope()).hasToString("seller shop-1");
  }

  @Test
  void stopsTheAppThatIsRefusedThreeTimesInARowAndUsesNoAttemptAfterThat() throws Exception {
    String refused =
        "{\"error_response\":{\"code\":11,\"msg\":\"m\","
            + "\"sub_code\":\"isv.permission-ip-whitelist-limit\"}}";
    for (int order = 1; order <= 2; order++) {
      Fault fault = section(TestOrders.order("7"), 200, refused).fault().orElseThrow();
      assertThat(fault.kind()).isEqualTo(Kind.APP_REFUSED);
      assertThat(fault.kind().passes()).isTrue();
      assertThat(limits.closed()).isEmpty();
    }
    CallNotPermittedException closed =
        catchThrowableOfType(
            CallNotPermittedException.class, () -> section(TestOrders.order("7"), 200, refused));
    assertThat(closed.scope()).isEqualTo(Scope.ofApp("main"));
    assertThat(closed.left()).isEmpty();
    assertThat(breakers.why(closed.scope()))
        .isEqualTo("refused by the platform: isv.permission-ip-whitelist-limit (m)");
    section(TestOrders.order("7"), 200, PAYLOAD);
    assertThat(limits.closed()).isEmpty();
  }

  @Test
  void parksAWholeAnswerThatCannotBeReadForAReasonOfItsOwn() {
    TryLaterException later = later(200, "{\"result\" {}}");
    assertThat(later.fault().kind()).isEqualTo(Kind.UNREADABLE);
    exchange.setProperty(Exchange.EXCEPTION_CAUGHT, later);
    answers.unanswered(exchange);
    Fault fault = sections.get(0).fault().orElseThrow();
    assertThat(fault.kind().parkedReason()).isEqualTo("answer-unreadable");
    assertThat(fault.kind().passes()).isFalse();
  }

  @Test
  void stopsTheSellerWhoseTokenIsRefused() throws Exception {
    String refused = "{\"error_response\":{\"code\":27,\"msg\":\"Invalid session\"}}";
    assertThat(section(TestOrders.order("7"), 200, refused).fault().orElseThrow().kind())
        .isEqualTo(Kind.SESSION_INVALID);
    assertThat(limits.closed()).as("it may be the order's fault").isEmpty();
    assertThatThrownBy(() -> section(TestOrders.order("8"), 200, refused))
        .as("it waits, and has used no attempt")
        .isInstanceOf(CallNotPermittedException.class);
    assertThat(limits.closed()).containsOnlyKeys(Scope.seller("shop-1"));
  }

  @Test
  void refusesTheAnswerOfAnotherOrder() throws Exception {
    Section section = section(TestOrders.order("8"), 200, PAYLOAD);
    assertThat(section.fault().orElseThrow().kind()).isEqualTo(Kind.MISMATCHED);
    assertThat(payload(section)).isEmpty();
  }

  @Test
  void comparesOnlyIdsThatArePlainNumbers() throws Exception {
    assertThat(section(TestOrders.order("IDX1"), 200, PAYLOAD).fault()).isEmpty();
  }

  @Test
  void saysNothingSecretThatThePlatformQuotes() throws Exception {
    String error = "{\"error_response\":{\"code\":\"tok-6100a1b2\",\"msg\":\"s3cr3t\"}}";
    assertThat(section(TestOrders.order("7"), 400, error).fault().orElseThrow().toString())
        .doesNotContain("tok-6100a1b2", "s3cr3t");
  }

  @Test
  void leavesASectionWhenNoAttemptWasAnswered() throws Exception {
    ask(TestOrders.order("7"));
    exchange.setProperty(Exchange.EXCEPTION_CAUGHT, new ConnectException("to 10.0.0.1"));
    answers.unanswered(exchange);
    assertThat(sections.get(0).fault().orElseThrow().message()).endsWith(": ConnectException");
    assertThat(exchange.getVariable("logisticsIds", List.class)).isEmpty();
  }

  private TryLaterException later(int status, String body) {
    return catchThrowableOfType(
        TryLaterException.class, () -> section(TestOrders.order("7"), status, body));
  }

  private Section section(Order order, int status, String body) throws Exception {
    ask(order);
    exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, status);
    exchange.getMessage().setBody(new ByteArrayInputStream(body.getBytes(UTF_8)));
    answers.process(exchange);
    return sections.get(0);
  }

  private void ask(Order order) throws Exception {
    GatewayCall call = new GatewayCall();
    call.setSection("order");
    call.setApi("a.b.get");
    call.setLimit(TestOrders.noLimit());
    call.getResponse().put("PAYLOAD", "result.data");
    call.getResponse().put("ORDER_ID", "result.data.id");
    EventRecord event = TestOrders.event(order.id());
    Request request = new Request(order, event, List.of(event), sections);
    new OrderContext(List.of(request)).enter(exchange);
    call.process(exchange);
  }

  private static String payload(Section section) {
    return new String(section.payload().bytes(), UTF_8);
  }
}
