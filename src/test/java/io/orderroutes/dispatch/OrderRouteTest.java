package io.orderroutes.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.orderroutes.dispatch.Batch.CoalescedRequest;
import io.orderroutes.dispatch.OrderRoute.Outcome;
import io.orderroutes.events.ParkedException;
import io.orderroutes.events.UnavailableException;
import io.orderroutes.gateway.OrderContext;
import io.orderroutes.gateway.OrderContext.End;
import io.orderroutes.gateway.TestOrders;
import io.orderroutes.kafka.EventRecord;
import io.orderroutes.limits.Ban;
import io.orderroutes.limits.CallLimits;
import io.orderroutes.limits.CallNotPermittedException;
import io.orderroutes.limits.Limits;
import io.orderroutes.limits.Scope;
import io.orderroutes.observability.OutcomeMeters;
import io.orderroutes.retry.RetryRecordFactory;
import io.orderroutes.retry.RetryTopics;
import io.orderroutes.sellers.Configured;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The ends that routes/order.camel.yaml chooses from, and what is counted of each. */
class OrderRouteTest {
  private static final Configured CONFIGURED =
      Configured.nothing().with("orders.retry.topics", "a,b").with("orders.retry.waits", "5,9000");

  private final DefaultCamelContext camel = new DefaultCamelContext();
  private final MeterRegistry meters = new SimpleMeterRegistry();
  private final RetryTopics topics = new RetryTopics(CONFIGURED.config());
  private final CallLimits limits = Limits.of(CONFIGURED.config());
  private final RetryRecordFactory retries = new RetryRecordFactory(topics, limits);
  private final List<String> steps = new ArrayList<>();
  private final List<String> orderIds = new ArrayList<>();
  private Exception failure;
  private OrderRoute route;

  @BeforeEach
  void start() throws Exception {
    camel.getRegistry().bind("retryRecordFactory", retries);
    camel.getRegistry().bind("documents", (Processor) this::document);
    for (String file : List.of("failures", "order")) {
      PluginHelper.getRoutesLoader(camel)
          .loadRoutes(ResourceHelper.resolveResource(camel, "routes/" + file + ".camel.yaml"));
    }
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:aliexpress").process(exchange -> platform(exchange));
            for (String end : List.of("publish", "order-batch")) {
              from("direct:" + end).process(exchange -> steps.add(end));
            }
            from("direct:park").process(exchange -> end(exchange, End.PARKED, "park"));
            from("direct:retry").process(exchange -> end(exchange, End.RETRY, "retry"));
          }
        });
    camel.start();
    OrderSpans spans = new OrderSpans(null, CONFIGURED.config(), true);
    route =
        new OrderRoute(
            camel,
            camel.createProducerTemplate(),
            retries,
            spans,
            new OutcomeMeters(meters),
            new SimpleMeterRegistry());
  }

  @AfterEach
  void stop() throws Exception {
    camel.close();
  }

  private void platform(Exchange exchange) throws Exception {
    steps.add("platform");
    orderIds.add(exchange.getVariable("orderId", String.class));
    if (failure instanceof CallNotPermittedException) {
      throw failure;
    }
  }

  private void document(Exchange exchange) throws Exception {
    steps.add("document");
    if (failure != null) {
      throw failure;
    }
    OrderContext.of(exchange).ends(End.DOCUMENT, "true");
  }

  private void end(Exchange exchange, End end, String step) {
    steps.add(step);
    OrderContext.of(exchange).ends(end, step);
  }

  private static EventRecord event(String id) {
    return EventRecord.of(
        DispatcherFixture.message(DispatcherFixture.P0, 7, 1_700_000_000_000L, id), topic -> false);
  }

  private static Batch alone(Task task) {
    return new Batch(List.of(new CoalescedRequest(List.of(task))));
  }

  private static Task order(String id) {
    return Task.of(event(id), TestOrders.order(id));
  }

  private double counted(String meter) {
    return meters.find(meter).counters().stream().mapToDouble(one -> one.count()).sum();
  }

  @Test
  void anOrderIsFetchedAndPublished() {
    assertThat(route.end(alone(order("11")))).isEqualTo(Outcome.ENDED);
    assertThat(steps).containsExactly("platform", "document", "publish");
    assertThat(orderIds).containsExactly("11");
    assertThat(counted("orders.documents")).isEqualTo(1);
    assertThat(meters.get("orders.latency").timer().count()).isEqualTo(1);
  }

  @Test
  void anInvalidEventIsParked() {
    Exception reason = new ParkedException("event-invalid", "m", Map.of());
    assertThat(route.end(alone(Task.refused(event("x"), reason)))).isEqualTo(Outcome.ENDED);
    assertThat(steps).containsExactly("park");
    assertThat(counted("orders.parked")).isEqualTo(1);
    assertThat(counted("orders.documents")).isZero();
  }

  @Test
  void anEventThatCannotBeReadNowGoesToARetryTopic() {
    assertThat(route.end(alone(Task.waiting(event("x"), "m")))).isEqualTo(Outcome.ENDED);
    assertThat(steps).containsExactly("retry");
    assertThat(counted("orders.retries")).isEqualTo(1);
  }

  @Test
  void severalOrdersAreABatch() {
    Batch batch =
        new Batch(
            Stream.of("11", "12").map(id -> new CoalescedRequest(List.of(order(id)))).toList());
    assertThat(route.end(batch)).isEqualTo(Outcome.ENDED);
    assertThat(steps).containsExactly("order-batch");
  }

  @Test
  void anEventWaitsInMemoryForAShortBan() {
    failure = ban(Duration.ofMillis(1));
    Outcome outcome = route.end(alone(order("11")));
    assertThat(outcome.ended()).isFalse();
    assertThat(outcome.waitsFor()).contains(Scope.ofApp("main"));
    assertThat(steps).containsExactly("platform");
    assertThat(meters.getMeters()).isEmpty();
  }

  @Test
  void allEventsOfAnOrderGoToARetryTopicForALongBan() {
    failure = ban(Duration.ofHours(1));
    Batch batch = new Batch(List.of(new CoalescedRequest(List.of(order("11"), order("11")))));
    assertThat(route.end(batch)).isEqualTo(Outcome.ENDED);
    assertThat(steps).containsExactly("platform", "retry");
    assertThat(counted("orders.retries")).isEqualTo(2);
  }

  static List<Exception> ofTheOrder() {
    return List.of(
        new UnavailableException("retries-exhausted", "m", Map.of()),
        new ParkedException("api-rejected", "m", Map.of()),
        new IllegalStateException("unforeseen"));
  }

  @ParameterizedTest
  @MethodSource("ofTheOrder")
  void aFailureOfAnOrderLeadsToRetryOrToParking(Exception failure) {
    this.failure = failure;
    assertThat(route.end(alone(order("11")))).isEqualTo(Outcome.ENDED);
    boolean retried = failure instanceof UnavailableException;
    assertThat(steps).containsExactly("platform", "document", retried ? "retry" : "park");
    assertThat(counted("orders.retries")).isEqualTo(retried ? 1 : 0);
    assertThat(counted("orders.parked")).isEqualTo(retried ? 0 : 1);
  }

  private CallNotPermittedException ban(Duration length) {
    return limits.ban(
        new Ban(Scope.Kind.APP, Optional.of(length), false),
        new CallLimits.Entry(TestOrders.APP, "shop-1", "a.b.get", "aliexpress", true));
  }
}
