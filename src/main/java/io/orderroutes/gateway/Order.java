package io.orderroutes.gateway;

import io.orderroutes.events.OrderEvent;
import io.orderroutes.sellers.Platform;
import io.orderroutes.sellers.Seller;

/** The order that an event asks for: whose it is, and which flow answers it. */
public record Order(OrderEvent event, Seller seller, String flow, Platform platform) {
  public String id() {
    return event.orderId();
  }

  /** Whether one answer serves both: the same order, asked for with the same parameters. */
  public boolean asksLike(Order other) {
    return id().equals(other.id())
        && flow.equals(other.flow)
        && seller.name().equals(other.seller.name())
        && event.logisticsOrderIds().equals(other.event.logisticsOrderIds())
        && event.outIds().equals(other.event.outIds())
        && event.buyerId().equals(other.event.buyerId());
  }

  @Override
  public String toString() {
    return "Order[" + flow + " " + id() + "]";
  }
}
