package io.orderroutes.events;

import static java.util.Optional.ofNullable;

import io.orderroutes.events.EventForm.Part;
import io.orderroutes.events.json.InvalidEventException;
import io.orderroutes.events.json.JsonReader;
import io.orderroutes.events.json.Place;
import io.orderroutes.events.json.TextRule;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;

/** The values of one event, from all forms of its record; the first value stays. */
final class EventParts {
  private static final int MOST_IDS = 999;
  private static final int PARTS = Part.values().length;
  private static final Pattern QUOTED = Pattern.compile("\\{([^{}]+)}");

  private final JsonReader reader;
  private final EventHeaders headers;
  private final String[] texts = new String[PARTS];
  private List<String> logisticsIds = List.of();
  private List<String> outIds = List.of();
  private List<String> sellerIds = List.of();

  EventParts(JsonReader reader, EventHeaders headers) {
    this.reader = reader;
    this.headers = headers;
  }

  /**
   * Adds values that describe the event; those around an event take precedence over those in it.
   */
  void describe(EventForm form, Object value) throws InvalidEventException {
    take(Part.EVENT_ID, form, value);
    take(Part.EVENT_TYPE, form, value);
    take(Part.EVENT_TIME, form, value);
  }

  /** Adds values of the order; those in an event take precedence over those around it. */
  void take(EventForm form, Object value) throws InvalidEventException {
    take(Part.ORDER_ID, form, value);
    take(Part.PLATFORM, form, value);
    take(Part.SELLER, form, value);
    take(Part.BUYER_ID, form, value);
    if (get(Part.PLATFORM) == null) {
      texts[Part.PLATFORM.ordinal()] = form.platform().orElse(null);
    }
    logisticsIds = logisticsIds.isEmpty() ? ids(form.at(Part.LOGISTICS_IDS), value) : logisticsIds;
    outIds = outIds.isEmpty() ? ids(form.at(Part.OUT_IDS), value) : outIds;
    if (!form.at(Part.SELLER_IDS).isEmpty()) {
      sellerIds = sellerIds(form.at(Part.SELLER_IDS), value);
    }
  }

  private List<String> sellerIds(List<Place> places, Object value) throws InvalidEventException {
    var ids = new LinkedHashSet<>(sellerIds);
    for (var place : places) {
      ids.add(text(Part.SELLER_IDS, place, value));
    }
    ids.remove("");
    return List.copyOf(ids);
  }

  private String get(Part part) {
    return texts[part.ordinal()];
  }

  /** The first place with a value; an empty text is none. */
  private void take(Part part, EventForm form, Object value) throws InvalidEventException {
    var places = form.at(part);
    for (int i = 0; i < places.size() && get(part) == null; i++) {
      var text = text(part, places.get(i), value);
      if (!text.isEmpty()) {
        texts[part.ordinal()] = checked(part, places.get(i).text(), text);
      }
    }
  }

  private String text(Part part, Place place, Object value) throws InvalidEventException {
    var found =
        place.kind() == Place.Kind.HEADER ? headers.text(place.header()) : place.in(value, reader);
    if (found == null) {
      return "";
    }
    var name = place.isWhole() ? "the order id" : place.text();
    return part.describes() ? TextRule.passedOn(name, found) : TextRule.id(name, found);
  }

  private static String checked(Part part, String name, String text) throws InvalidEventException {
    return switch (part) {
      case PLATFORM, SELLER -> TextRule.NAME.check(name, text);
      case BUYER_ID -> TextRule.DIGITS.check(name, text);
      default -> text;
    };
  }

  /** Ids from a list or a single value, without repetitions, in their order. */
  private List<String> ids(List<Place> places, Object value) throws InvalidEventException {
    for (var place : places) {
      var ids = ids(place, place.in(value, reader));
      if (!ids.isEmpty()) {
        return ids;
      }
    }
    return List.of();
  }

  private static List<String> ids(Place place, Object found) throws InvalidEventException {
    if (found == null) {
      return List.of();
    }
    var ids = new LinkedHashSet<String>();
    for (var item : found instanceof List<?> items ? items : List.of(found)) {
      var id = TextRule.id(place.text(), item);
      if (!id.isEmpty()) {
        ids.add(TextRule.ID.check(place.text(), id));
      }
    }
    if (ids.size() > MOST_IDS) {
      throw new InvalidEventException(
          place + " must hold at most " + MOST_IDS + " ids; it has " + ids.size());
    }
    return List.copyOf(ids);
  }

  boolean nameAnOrder() {
    return get(Part.ORDER_ID) != null;
  }

  OrderEvent event() throws InvalidEventException {
    var platform = ofNullable(get(Part.PLATFORM));
    OrderEvent.checkId(platform.orElse(""), get(Part.ORDER_ID));
    return new OrderEvent(
        get(Part.ORDER_ID),
        platform,
        ofNullable(get(Part.SELLER)),
        sellerIds,
        logisticsIds,
        outIds,
        ofNullable(get(Part.BUYER_ID)),
        ofNullable(get(Part.EVENT_ID)),
        ofNullable(get(Part.EVENT_TYPE)),
        ofNullable(get(Part.EVENT_TIME)));
  }

  /** A text of a form, with the values at the places that it names in braces. */
  String filled(String words, Object value) throws InvalidEventException {
    var filled = words;
    for (var name : QUOTED.matcher(words).results().toList()) {
      var place = Place.of(name.group(1), member -> member);
      var found = text(Part.EVENT_ID, place, value);
      filled = filled.replace(name.group(), InvalidEventException.shown(found));
    }
    return filled;
  }
}
