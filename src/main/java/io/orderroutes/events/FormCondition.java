package io.orderroutes.events;

import io.orderroutes.events.json.Fields;
import io.orderroutes.events.json.InvalidEventException;
import io.orderroutes.events.json.JsonReader;
import io.orderroutes.events.json.JsonReader.JsonNumber;
import io.orderroutes.events.json.Place;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The conditions of a form; all of them must be met. */
record FormCondition(
    Optional<Kind> is,
    byte[] bytes,
    List<Place> has,
    List<Place> any,
    List<Place> lacks,
    List<Place> isNull,
    List<Equal> equals,
    List<Equal> headers,
    Optional<Predicate<String>> topic) {

  /** A place, and the text expected there. */
  record Equal(Place place, Predicate<String> text) {}

  /** The kinds of a whole value. */
  enum Kind {
    OBJECT,
    LIST,
    ID,
    JSON_TEXT,
    NOTHING;

    /** Null if it is none of them. */
    static Kind of(Object value) {
      if (value instanceof Fields) {
        return OBJECT;
      }
      if (value instanceof String text) {
        var bare = JsonReader.withoutBlanks(text);
        return JsonReader.isJson(bare) ? JSON_TEXT : bare.isEmpty() ? NOTHING : ID;
      }
      if (value instanceof List) {
        return LIST;
      }
      return value instanceof JsonNumber ? ID : value == null ? NOTHING : null;
    }
  }

  /** The expected text; {@code *} is any text, {@code !} in front means any other text. */
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

  /** Whether the value begins with the bytes of the form. A form without bytes reads JSON. */
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

  /** Whether it can be met by values of this kind. */
  boolean isFor(Kind kind) {
    return bytes.length == 0
        && is.map(kind::equals).orElse(!looksAtMembers() || kind == Kind.OBJECT);
  }

  /** Whether a value of such a kind meets it. */
  boolean holds(Object value, EventReading reading) throws InvalidEventException {
    return (value instanceof Fields
            ? holdsFor((Fields) value, reading.reader())
            : !looksAtMembers())
        && (topic.isEmpty() || topic.get().test(reading.topic()))
        && (headers.isEmpty() || reading.hasHeaders() && haveHeaders(reading));
  }

  private boolean holdsFor(Fields fields, JsonReader reader) {
    for (int i = 0; i < has.size(); i++) {
      if (!has.get(i).isIn(fields, reader)) {
        return false;
      }
    }
    if (!any.isEmpty() && !isOneIn(any, fields, reader) || isOneIn(lacks, fields, reader)) {
      return false;
    }
    for (int i = 0; i < isNull.size(); i++) {
      if (!fields.isNull(isNull.get(i).only())) {
        return false;
      }
    }
    for (int i = 0; i < equals.size(); i++) {
      if (!equals.get(i).text().test(equals.get(i).place().textIn(fields, reader))) {
        return false;
      }
    }
    return true;
  }

  // loops instead of streams: every event passes here for every form before its own
  private static boolean isOneIn(List<Place> places, Fields fields, JsonReader reader) {
    for (int i = 0; i < places.size(); i++) {
      if (places.get(i).isIn(fields, reader)) {
        return true;
      }
    }
    return false;
  }

  private boolean haveHeaders(EventReading reading) throws InvalidEventException {
    for (var header : headers) {
      var text = reading.header(header.place().header());
      if (text == null || !header.text().test(text)) {
        return false;
      }
    }
    return true;
  }

  Stream<Place> places() {
    return Stream.of(
            has.stream(),
            any.stream(),
            lacks.stream(),
            isNull.stream(),
            equals.stream().map(Equal::place))
        .flatMap(places -> places);
  }
}
