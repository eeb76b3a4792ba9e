package io.orderroutes.events;

import io.orderroutes.events.JsonReader.JsonNumber;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** The known members of one JSON object, judged when asked for; null is what is not given. */
record Fields(Map<String, Object> members) {

  static final Fields NONE = new Fields(Map.of());

  private static final int MOST_IDS = 999;
  private static final int LONGEST_TEXT = 1024;

  boolean has(String name) {
    return members.containsKey(name);
  }

  Object get(String name) throws InvalidEventException {
    var value = members.get(name);
    if (value == JsonReader.TWICE) {
      throw new InvalidEventException(name + " is given twice with different values; give it once");
    }
    return value;
  }

  /** A value that may also be given as a text of JSON. */
  Object json(String name) throws InvalidEventException {
    var value = get(name);
    return value instanceof String text ? JsonReader.read(name, text) : value;
  }

  /** The first of these texts that is not empty; they are only passed on. */
  String text(String... names) throws InvalidEventException {
    for (var name : names) {
      var text = has(name) ? scalar(name, get(name)) : "";
      if (text.length() > LONGEST_TEXT) {
        throw new InvalidEventException(
            name + " must be at most " + LONGEST_TEXT + " characters of text");
      }
      if (!text.isEmpty()) {
        return text;
      }
    }
    return null;
  }

  /** An id or a name, not yet held against its rule. */
  String id(String name) throws InvalidEventException {
    return has(name) ? id(name, get(name)) : null;
  }

  String id(String name, TextRule rule) throws InvalidEventException {
    return has(name) ? rule.check(name, id(name)) : null;
  }

  /** Ids from a list or a single value, each once, in their order. */
  List<String> ids(String name) throws InvalidEventException {
    var value = has(name) ? get(name) : List.of();
    var ids = new LinkedHashSet<String>();
    for (var item : value instanceof List<?> items ? items : List.of(value)) {
      ids.add(TextRule.ID.check(name, id(name, item)));
    }
    if (ids.size() > MOST_IDS) {
      throw new InvalidEventException(
          name + " must hold at most " + MOST_IDS + " ids; it has " + ids.size());
    }
    return List.copyOf(ids);
  }

  /** A number that is not plain digits has already lost what it was as an id. */
  private static String id(String name, Object value) throws InvalidEventException {
    var text = scalar(name, value);
    if (value instanceof JsonNumber && !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new InvalidEventException(
          name
              + " must be text or a whole number without sign, fraction or exponent;"
              + " quote it if it is meant as written");
    }
    return text;
  }

  private static String scalar(String name, Object value) throws InvalidEventException {
    if (value instanceof String text) {
      return text;
    }
    if (value instanceof JsonNumber number) {
      return number.text();
    }
    throw new InvalidEventException(name + " must be text or a whole number");
  }
}
