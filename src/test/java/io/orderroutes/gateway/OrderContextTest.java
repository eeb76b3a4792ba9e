package io.orderroutes.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

/** The variables that routes find, and how a batch is taken apart. */
class OrderContextTest {
  private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());

  private static OrderContext of(String... ids) {
    return new OrderContext(
        Stream.of(ids).map(TestOrders::order).map(TestOrders::request).toList());
  }

  private static List<String> ids(OrderContext context) {
    return context.requests().stream().map(request -> request.order().id()).toList();
  }

  @Test
  void anOrderHasVariablesOfSimpleTypes() {
    of("7").enter(exchange);
    assertThat(exchange.getVariables())
        .containsOnlyKeys("orderId", "orderIds", "platform", "seller")
        .containsEntry("orderId", "7")
        .containsEntry("orderIds", List.of("7"))
        .containsEntry("platform", "aliexpress")
        .containsEntry("seller", "shop-1");
  }

  @Test
  void severalOrdersHaveNoOrderId() {
    of("7").enter(exchange);
    of("8", "9").enter(exchange);
    assertThat(exchange.getVariables())
        .doesNotContainKey("orderId")
        .containsEntry("orderIds", List.of("8", "9"));
    of("9").enter(exchange);
    assertThat(exchange.getVariables()).containsEntry("orderId", "9");
  }

  @Test
  void anEventWithoutAnOrderHasNoVariables() {
    new OrderContext(TestOrders.event("x")).enter(exchange);
    assertThat(exchange.getVariables()).isEmpty();
    assertThat(OrderContext.of(exchange).records()).hasSize(1);
  }

  @Test
  void aRefusedBatchIsHalvedDownToOneOrder() {
    OrderContext batch = of("1", "2", "3");
    assertThat(batch.isToBeHalved()).isFalse();
    batch.refused();
    assertThat(batch.isToBeHalved()).isTrue();
    List<OrderContext> halves = batch.halves();
    assertThat(halves.stream().map(OrderContextTest::ids))
        .containsExactly(List.of("1"), List.of("2", "3"));
    assertThat(halves).noneMatch(OrderContext::isToBeHalved);
    halves.get(0).refused();
    assertThat(halves.get(0).isToBeHalved()).as("one order").isFalse();
  }

  @Test
  void aHalfForgetsTheSectionsOfTheRefusedCallAndASingleOrderKeepsThem() throws Exception {
    OrderContext batch = of("1", "2");
    Section refused =
        TestSections.failed("order", "a.b", "", "2026-01-02T03:04:05Z", TestSections.REFUSED);
    batch.requests().forEach(request -> request.sections().add(refused));
    assertThat(batch.singles()).allMatch(single -> single.sections().equals(List.of(refused)));
    assertThat(batch.halves()).allMatch(half -> half.sections().isEmpty());
  }

  @Test
  void ifEveryCallIsRefusedTheHalvingEnds() {
    String[] ids =
        Stream.iterate(1, i -> i + 1).limit(64).map(String::valueOf).toArray(String[]::new);
    int halved = 0;
    List<OrderContext> all = List.of(of(ids));
    while (!all.isEmpty()) {
      all.forEach(OrderContext::refused);
      List<OrderContext> next = all.stream().filter(OrderContext::isToBeHalved).toList();
      halved += next.size();
      all = next.stream().flatMap(batch -> batch.halves().stream()).toList();
    }
    assertThat(halved).isPositive().isLessThan(30);
  }
}
