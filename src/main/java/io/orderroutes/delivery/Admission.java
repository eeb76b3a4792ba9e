package io.orderroutes.delivery;

import io.orderroutes.gateway.Order;
import java.util.Optional;

/** What the intake made of a record: an order to fetch, or the reason why it is none. */
record Admission(Optional<Order> order, Optional<Exception> refusal) {
  static Admission of(Order order) {
    return new Admission(Optional.of(order), Optional.empty());
  }

  static Admission refused(Exception reason) {
    return new Admission(Optional.empty(), Optional.of(reason));
  }

  /** The identity of the order: platform and order id. */
  Optional<Object> key() {
    return order.map(found -> found.flow() + "/" + found.id());
  }
}
