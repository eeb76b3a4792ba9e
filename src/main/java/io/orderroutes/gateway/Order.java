package io.orderroutes.gateway;

import io.orderroutes.events.OrderEvent;
import io.orderroutes.sellers.Platform;
import io.orderroutes.sellers.Seller;

/** The order that an event asks for: whose it is, and which flow answers it. */
public record Order(OrderEvent event, Seller seller, String flow, Platform platform) {
  public String id() {
    return event.orderId();
  }

  @Override
  public String toString() {
    return "Order[" + flow + " " + id() + "]";
  }
}
