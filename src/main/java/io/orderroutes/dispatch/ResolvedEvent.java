package io.orderroutes.dispatch;

import io.orderroutes.sellers.Order;
import java.util.Optional;

/** What the intake made of a record: an order to fetch, or the reason why it is none. */
record ResolvedEvent(Optional<Order> order, Optional<Exception> refusal) {
  static ResolvedEvent of(Order order) {
    return new ResolvedEvent(Optional.of(order), Optional.empty());
  }

  static ResolvedEvent refused(Exception reason) {
    return new ResolvedEvent(Optional.empty(), Optional.of(reason));
  }

  /** The identity of the order: platform and order id. */
  Optional<Object> key() {
    return order.map(found -> found.flow() + "/" + found.id());
  }
}
