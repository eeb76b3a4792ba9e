package io.orderroutes.sellers;

import io.orderroutes.events.OrderEvent;
import java.util.List;
import java.util.Optional;

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

  /**
   * Orders of an equal key can be asked for by one call; empty where this one goes alone. Of orders
   * that have an out id only those go together, since no document says how the two lists add up.
   */
  public Optional<Object> together() {
    int outIds = event.outIds().size();
    return platform.batchSize() < 2 || outIds > 1
        ? Optional.empty()
        : Optional.of(List.of(flow, seller.name(), event.buyerId(), outIds));
  }

  @Override
  public String toString() {
    return "Order[" + flow + " " + id() + "]";
  }
}
