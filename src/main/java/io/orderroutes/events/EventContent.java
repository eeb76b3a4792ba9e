package io.orderroutes.events;

import java.util.List;
import java.util.Optional;

/** The content of a record: one event, the values of several events, or, of a tombstone, none. */
public record EventContent(Optional<OrderEvent> event, List<byte[]> batch) {
  static final EventContent TOMBSTONE = new EventContent(Optional.empty(), List.of());

  static EventContent of(OrderEvent event) {
    return new EventContent(Optional.of(event), List.of());
  }

  static EventContent of(List<byte[]> batch) {
    return new EventContent(Optional.empty(), batch);
  }

  /** Whether it only says that something was deleted. */
  public boolean isTombstone() {
    return event.isEmpty() && batch.isEmpty();
  }
}
