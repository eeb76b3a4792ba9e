package io.orderroutes.parked;

import io.orderroutes.events.OrderEvent;
import io.orderroutes.kafka.EventRecord;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/** What is kept in memory of a parked record: what it is found by, and nothing of a buyer. */
public record ParkedEntry(
    ParkedPlace place, Instant at, Cause cause, String api, Sale sale, String origin) {

  static final Comparator<ParkedEntry> OLDEST_FIRST =
      Comparator.comparing(ParkedEntry::at)
          .thenComparing(entry -> entry.place().partition())
          .thenComparing(entry -> entry.place().offset());

  /** Why it was parked; the codes are empty where the platform gave none. */
  public record Cause(String reason, String code, String subCode) {
    static Cause of(ParkedRecord parked) {
      return new Cause(text(parked, "reason"), text(parked, "code"), text(parked, "sub-code"));
    }
  }

  /** Whose order it is; both are empty where the event does not tell. */
  public record Sale(String seller, String orderId) {}

  static ParkedEntry of(ParkedRecord parked, ParkedEventReader events) {
    EventRecord event = parked.event();
    Optional<OrderEvent> read = events.read(event);
    return new ParkedEntry(
        new ParkedPlace(event.partition().partition(), event.offset()),
        parked.at(),
        Cause.of(parked),
        text(parked, "api"),
        new Sale(read.flatMap(events::seller).orElse(""), read.map(OrderEvent::orderId).orElse("")),
        parked.origin());
  }

  /** As a word: many records have the same. */
  private static String text(ParkedRecord parked, String name) {
    return parked
        .why()
        .getOrDefault("parked." + name, "")
        .replaceAll("[^\\p{Graph}]", "?")
        .intern();
  }
}
