package io.orderroutes.sellers;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderroutes.events.OrderEvent;
import io.orderroutes.gateway.TestOrders;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OrderTest {
  private static final Order ORDER = TestOrders.order("7", Map.of(), List.of("BP1"));

  @Test
  void isServedByTheSameAnswerWhenItIsAskedForInTheSameWay() {
    Order again = TestOrders.order("7", Map.of(), List.of("BP1"));
    assertThat(ORDER.asksLike(again)).isTrue();
    assertThat(ORDER.asksLike(with(again, List.of(), Optional.empty(), "shop-1"))).isTrue();
    assertThat(
            Stream.of(
                TestOrders.order("8", Map.of(), List.of("BP1")),
                TestOrders.order("7", Map.of(), List.of("BP1", "BP2")),
                with(again, List.of("221"), Optional.empty(), "shop-1"),
                with(again, List.of(), Optional.of("123455"), "shop-1"),
                with(again, List.of(), Optional.empty(), "shop-2"),
                new Order(again.event(), again.seller(), "alibaba", again.platform())))
        .noneMatch(ORDER::asksLike);
  }

  private static Order with(
      Order order, List<String> outIds, Optional<String> buyer, String seller) {
    OrderEvent event = order.event();
    return new Order(
        new OrderEvent(
            event.orderId(),
            event.platform(),
            event.seller(),
            event.sellerIds(),
            event.logisticsOrderIds(),
            outIds,
            buyer,
            Optional.of("event-2"),
            event.eventType(),
            event.eventTime()),
        new Seller(seller, TestOrders.APP, "aliexpress", "tok-6100a1b2"),
        order.flow(),
        order.platform());
  }
}
