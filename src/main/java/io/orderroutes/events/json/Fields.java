package io.orderroutes.events.json;

import java.util.List;
import java.util.Map;

/** The known members of one JSON object, checked when they are read; null if a member is absent. */
public record Fields(Map<String, Object> members) {

  boolean has(String name) {
    var value = members.get(name);
    return value != null && value != JsonReader.NULL;
  }

  public boolean isNull(String name) {
    return members.get(name) == JsonReader.NULL;
  }

  Object get(String name) throws InvalidEventException {
    var value = members.get(name);
    if (value == JsonReader.TWICE) {
      throw new InvalidEventException(name + " is given twice with different values; give it once");
    }
    return value == JsonReader.NULL ? null : value;
  }

  /** A member that is read further: a text of JSON is replaced by its content. */
  Object opened(String name, JsonReader reader) throws InvalidEventException {
    var value = get(name);
    if (value instanceof String text) {
      value = reader.read(name, text);
      if (value instanceof Fields || value instanceof List) {
        members.put(name, value);
      }
    }
    return value;
  }
}
