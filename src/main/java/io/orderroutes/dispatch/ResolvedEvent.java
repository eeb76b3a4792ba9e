package io.orderroutes.dispatch;

import io.orderroutes.events.UnavailableException;
import io.orderroutes.sellers.Order;
import java.util.Map;
import java.util.Optional;

/** What the intake made of a record: an order to fetch, or the reason why it is none. */
record ResolvedEvent(Optional<Order> order, Optional<Exception> refusal) {
  static ResolvedEvent of(Order order) {
    return new ResolvedEvent(Optional.of(order), Optional.empty());
  }

  static ResolvedEvent refused(Exception reason) {
    return new ResolvedEvent(Optional.empty(), Optional.of(reason));
  }

  /** It cannot be read now: it waits in the retry topics, and uses no attempt. */
  static ResolvedEvent waiting(String why) {
    return refused(new UnavailableException("retries-exhausted", why, Map.of("attempts", "0")));
  }

  boolean waits() {
    return refusal.filter(UnavailableException.class::isInstance).isPresent();
  }

  /** The identity of the order: platform and order id. */
  Optional<Object> key() {
    return order.map(found -> found.flow() + "/" + found.id());
  }
}
