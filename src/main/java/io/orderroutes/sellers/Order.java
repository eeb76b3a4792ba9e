package io.orderroutes.sellers;

import io.orderroutes.events.OrderEvent;
import java.util.List;
import java.util.Optional;

/** The order of an event, with its seller and its platform's flow. */
public record Order(OrderEvent event, Seller seller, String flow, Platform platform) {
  public String id() {
    return event.orderId();
  }

  /** Whether one response serves both: the same order with the same parameters. */
  public boolean asksLike(Order other) {
    return id().equals(other.id())
        && flow.equals(other.flow)
        && seller.name().equals(other.seller.name())
        && event.logisticsOrderIds().equals(other.event.logisticsOrderIds())
        && event.outIds().equals(other.event.outIds())
        && event.buyerId().equals(other.event.buyerId());
  }

  /**
   * Orders with an equal key can be fetched by one call; empty where this order is fetched alone.
   * Orders with and without an out id are not mixed, because the documentation does not say how the
   * two lists combine.
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
