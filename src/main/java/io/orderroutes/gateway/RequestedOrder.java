package io.orderroutes.gateway;

import io.orderroutes.sellers.Order;

/** An order of a call, and the sections of its document that calls have brought. */
public record RequestedOrder(Order order, Sections sections) {
  public RequestedOrder(Order order) {
    this(order, new Sections());
  }
}
