package io.orderroutes.events;

import io.orderroutes.events.JsonReader.JsonNumber;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a form is told: everything that is said must hold. */
record FormCondition(
    Optional<Kind> is,
    byte[] bytes,
    List<Place> has,
    List<Place> any,
    List<Place> lacks,
    List<Place> isNull,
    Map<Place, Predicate<String>> equals,
    Map<String, Predicate<String>> headers,
    Optional<Predicate<String>> topic) {

  /** What a whole value can be. */
  enum Kind {
    OBJECT,
    LIST,
    ID,
    JSON_TEXT,
    NOTHING;

    static Optional<Kind> of(Object value) {
      if (value instanceof Fields) {
        return Optional.of(OBJECT);
      }
      if (value instanceof List) {
        return Optional.of(LIST);
      }
      if (value instanceof String text) {
        var bare = JsonReader.withoutBlanks(text);
        return Optional.of(JsonReader.isJson(bare) ? JSON_TEXT : bare.isEmpty() ? NOTHING : ID);
      }
      var number = value instanceof JsonNumber;
      return number || value == null ? Optional.of(number ? ID : NOTHING) : Optional.empty();
    }
  }

  /** The text itself; {@code *} in it is any letters, {@code !} before it any other text. */
  static Predicate<String> like(String pattern) {
    if (pattern.startsWith("!")) {
      return like(pattern.substring(1)).negate();
    }
    if (!pattern.contains("*")) {
      return pattern::equals;
    }
    var regex =
        Stream.of(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
    return Pattern.compile(regex, Pattern.DOTALL).asMatchPredicate();
  }

  /** Whether the bytes begin as this form's do; a form that says nothing of bytes looks at JSON. */
  boolean holdsFor(byte[] value) {
    boolean same = bytes.length > 0 && value.length > bytes.length;
    for (int i = 0; same && i < bytes.length; i++) {
      same = value[i] == bytes[i];
    }
    return same;
  }

  boolean isOfBytes() {
    return bytes.length > 0;
  }

  private boolean looksAtMembers() {
    return !(has.isEmpty()
        && any.isEmpty()
        && lacks.isEmpty()
        && isNull.isEmpty()
        && equals.isEmpty());
  }

  /** Whether it can hold for values of this kind at all. */
  boolean isFor(Kind kind) {
    return bytes.length == 0
        && is.map(kind::equals).orElse(!looksAtMembers() || kind == Kind.OBJECT);
  }

  /** Whether it holds for a value of a kind that it is for. */
  boolean holds(Object value, EventReading reading) throws InvalidEventException {
    return (value instanceof Fields
            ? holdsFor((Fields) value, reading.reader())
            : !looksAtMembers())
        && (topic.isEmpty() || topic.get().test(reading.topic()))
        && (headers.isEmpty() || !reading.isInside() && hasHeaders(reading));
  }

  private boolean holdsFor(Fields fields, JsonReader reader) {
    for (int i = 0; i < has.size(); i++) {
      if (!isThere(has.get(i), fields, reader)) {
        return false;
      }
    }
    return (any.isEmpty() || any.stream().anyMatch(place -> isThere(place, fields, reader)))
        && (lacks.isEmpty() || lacks.stream().noneMatch(place -> isThere(place, fields, reader)))
        && (isNull.isEmpty() || isNull.stream().allMatch(place -> fields.isNull(place.text())))
        && (equals.isEmpty()
            || equals.entrySet().stream()
                .allMatch(one -> one.getValue().test(one.getKey().textIn(fields, reader))));
  }

  private static boolean isThere(Place place, Fields fields, JsonReader reader) {
    return place.names().size() == 1 && place.kind() == Place.Kind.VALUE
        ? fields.has(place.names().get(0))
        : place.isIn(fields, reader);
  }

  private boolean hasHeaders(EventReading reading) throws InvalidEventException {
    for (var header : headers.entrySet()) {
      var text = reading.header(header.getKey());
      if (text == null || !header.getValue().test(text)) {
        return false;
      }
    }
    return true;
  }

  Stream<Place> places() {
    return Stream.of(
            has.stream(), any.stream(), lacks.stream(), isNull.stream(), equals.keySet().stream())
        .flatMap(places -> places);
  }
}
