package io.orderroutes.events.json;

import java.util.List;
import java.util.Map;

/** The known members of one JSON object, judged when asked for; null is what is not given. */
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

  /** A member that is gone into: a text of JSON becomes what it holds, and stays that. */
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
