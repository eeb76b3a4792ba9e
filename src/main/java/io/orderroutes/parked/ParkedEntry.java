package io.orderroutes.parked;

import io.orderroutes.events.OrderEvent;
import io.orderroutes.kafka.EventRecord;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * The part of a parked record that is kept in memory: what it is found by. It has no buyer's data.
 */
public record ParkedEntry(
    Place place, Instant at, Cause cause, String api, Sale sale, String origin) {

  static final Comparator<ParkedEntry> OLDEST_FIRST =
      Comparator.comparing(ParkedEntry::at)
          .thenComparing(entry -> entry.place().partition())
          .thenComparing(entry -> entry.place().offset());

  /** Why the event was parked; the codes are empty where the platform gave none. */
  public record Cause(String reason, String code, String subCode) {
    static Cause of(ParkedRecord parked) {
      return new Cause(text(parked, "reason"), text(parked, "code"), text(parked, "sub-code"));
    }
  }

  /** The seller and the order; empty where the event does not name them. */
  public record Sale(String seller, String orderId) {}

  static ParkedEntry of(ParkedRecord parked, ParkedEventReader events) {
    EventRecord event = parked.event();
    Optional<OrderEvent> read = events.read(event);
    return new ParkedEntry(
        new Place(event.partition().partition(), event.offset()),
        parked.at(),
        Cause.of(parked),
        text(parked, "api"),
        new Sale(read.flatMap(events::seller).orElse(""), read.map(OrderEvent::orderId).orElse("")),
        parked.origin());
  }

  /** Interned, because many records have the same text. */
  private static String text(ParkedRecord parked, String name) {
    return parked
        .why()
        .getOrDefault("parked." + name, "")
        .replaceAll("[^\\p{Graph}]", "?")
        .intern();
  }

  /** The place of a record in the parked topic. */
  public record Place(int partition, long offset) {
    /** The path of the record on the operator's page. */
    @Override
    public String toString() {
      return partition + "/" + offset;
    }
  }
}
