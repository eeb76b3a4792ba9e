package io.orderroutes.events;

import io.orderroutes.events.Json.Items;
import io.orderroutes.events.Json.Mark;
import io.orderroutes.events.Json.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The known members of one JSON object; they are judged only when a form of event asks for them.
 */
record Fields(Map<String, Json> members) implements Json {

  private static final int MOST_IDS = 999;
  private static final int LONGEST_TEXT = 1024;

  static Fields none() {
    return new Fields(Map.of());
  }

  boolean has(String name) {
    return members.containsKey(name);
  }

  Json get(String name) throws InvalidEventException {
    var value = members.getOrDefault(name, Mark.NOTHING);
    if (value == Mark.TWICE) {
      throw new InvalidEventException(name + " is given twice with different values; give it once");
    }
    return value;
  }

  /** A text that is only passed on, as it was given; an empty one says nothing. */
  Optional<String> text(String name) throws InvalidEventException {
    var text = scalar(name).map(Scalar::text).filter(found -> !found.isEmpty());
    if (text.isPresent() && text.get().length() > LONGEST_TEXT) {
      throw new InvalidEventException(
          name + " must be at most " + LONGEST_TEXT + " characters of text");
    }
    return text;
  }

  /** The first of these texts that is there. */
  Optional<String> firstText(List<String> names) throws InvalidEventException {
    for (var name : names) {
      var text = text(name);
      if (text.isPresent()) {
        return text;
      }
    }
    return Optional.empty();
  }

  /** An id or a name, not yet held against its rule. */
  Optional<String> id(String name) throws InvalidEventException {
    var scalar = scalar(name);
    return scalar.isPresent() ? Optional.of(scalar.get().id(name)) : Optional.empty();
  }

  /** Ids from a list or a single value, each once, in their order. */
  List<String> ids(String name) throws InvalidEventException {
    var value = get(name);
    if (value == Mark.NOTHING) {
      return List.of();
    }
    var ids = new LinkedHashSet<String>();
    for (var item : value instanceof Items items ? items.all() : List.of(value)) {
      var id = scalar(name, item).id(name);
      TextRule.ID.check(name, id);
      ids.add(id);
    }
    if (ids.size() > MOST_IDS) {
      throw new InvalidEventException(
          name + " must hold at most " + MOST_IDS + " ids; it has " + ids.size());
    }
    return new ArrayList<>(ids);
  }

  private Optional<Scalar> scalar(String name) throws InvalidEventException {
    var value = get(name);
    return value == Mark.NOTHING ? Optional.empty() : Optional.of(scalar(name, value));
  }

  private static Scalar scalar(String name, Json value) throws InvalidEventException {
    if (value instanceof Scalar scalar) {
      return scalar;
    }
    throw new InvalidEventException(name + " must be text or a whole number");
  }
}
