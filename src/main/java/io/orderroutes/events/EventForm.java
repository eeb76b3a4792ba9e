package io.orderroutes.events;

import io.orderroutes.events.json.InvalidEventException;
import io.orderroutes.events.json.Place;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One form of events, as a file of forms describes it: how it is recognized, and where values are.
 * {@code adds} says whether the value, and not only its headers, adds to the events in it.
 */
record EventForm(
    String name,
    FormCondition when,
    int skip,
    List<Place> unwrap,
    List<Place> each,
    boolean tombstone,
    Optional<String> refuse,
    Optional<String> platform,
    List<List<Place>> places,
    boolean adds) {

  /** The values of an event, with the keys that a form uses for their places. */
  enum Part {
    ORDER_ID,
    PLATFORM,
    SELLER,
    SELLER_IDS,
    LOGISTICS_IDS,
    OUT_IDS,
    BUYER_ID,
    EVENT_ID,
    EVENT_TYPE,
    EVENT_TIME;

    /** Whether it only describes the event; nothing is decided by it. */
    boolean describes() {
      return this == EVENT_ID || this == EVENT_TYPE || this == EVENT_TIME;
    }

    String key() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  List<Place> at(Part part) {
    return places.get(part.ordinal());
  }

  /** The names of members that it reads, in their first spelling. */
  Stream<String> members() {
    return allPlaces().flatMap(place -> place.members().stream());
  }

  private Stream<Place> allPlaces() {
    return Stream.of(when.places(), unwrap.stream(), each.stream(), inPlaces())
        .flatMap(places -> places);
  }

  private Stream<Place> inPlaces() {
    return places.stream().flatMap(List::stream);
  }

  /** The places of the order id, in words. */
  String orderIdIsAt() {
    return Stream.concat(unwrap.stream(), at(Part.ORDER_ID).stream())
        .map(Place::words)
        .collect(Collectors.joining(" or "));
  }

  /**
   * Checks what follows the bytes that it skips. Other formats may begin with any byte, so only a
   * whole object, list or text counts as JSON.
   */
  byte[] unframed(byte[] bytes) throws InvalidEventException {
    var rest = Arrays.copyOfRange(bytes, Math.min(skip, bytes.length), bytes.length);
    if (rest.length == 0 || "{[\"".indexOf(rest[0]) < 0) {
      throw new InvalidEventException(
          refuse.orElse("what follows the form " + name + " is no JSON"));
    }
    return rest;
  }
}
