package io.orderroutes.events.json;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The place of a value in an event: dotted names that pass through texts of JSON, {@code []} for a
 * list, {@code .} for the whole value, {@code base64:} for a member in base64; or {@code header:}
 * and the name of a record header. {@code only} is the name of a member of the value itself; null
 * for every other place.
 */
public record Place(String text, Kind kind, List<String> names, String only) {

  public enum Kind {
    VALUE,
    BASE64,
    HEADER
  }

  public static final String HEADER = "header:";
  private static final String BASE64 = "base64:";
  private static final String LIST = "[]";

  /** {@code spelling} returns the first spelling of a name. */
  public static Place of(String text, UnaryOperator<String> spelling) {
    if (text.startsWith(HEADER)) {
      return new Place(text, Kind.HEADER, List.of(text.substring(HEADER.length())), null);
    }
    var kind = text.startsWith(BASE64) ? Kind.BASE64 : Kind.VALUE;
    var path = kind == Kind.BASE64 ? text.substring(BASE64.length()) : text;
    var names =
        Arrays.stream(path.equals(".") ? new String[0] : path.split("\\."))
            .map(
                name ->
                    name.endsWith(LIST) ? spelling.apply(bare(name)) + LIST : spelling.apply(name))
            .toList();
    boolean member = kind == Kind.VALUE && names.size() == 1 && !names.get(0).endsWith(LIST);
    return new Place(text, kind, names, member ? names.get(0) : null);
  }

  private static String bare(String name) {
    return name.substring(0, name.length() - LIST.length());
  }

  /** The names of the members that it passes. */
  public List<String> members() {
    return kind == Kind.HEADER
        ? List.of()
        : names.stream().map(name -> name.endsWith(LIST) ? bare(name) : name).toList();
  }

  public boolean isWhole() {
    return names.isEmpty();
  }

  /** The name of the header; empty if the place is in the value. */
  public String header() {
    return names.get(0);
  }

  /** The value there, or null. */
  public Object in(Object value, JsonReader reader) throws InvalidEventException {
    if (only != null) {
      return value instanceof Fields fields ? fields.get(only) : null;
    }
    var found = in(value, 0, reader);
    return kind == Kind.BASE64 && found != null ? decoded(found) : found;
  }

  private Object in(Object value, int from, JsonReader reader) throws InvalidEventException {
    if (from == names.size() || value == null) {
      return value;
    }
    if (!(value instanceof Fields fields)) {
      return null;
    }
    var name = names.get(from);
    if (name.endsWith(LIST)) {
      return all(fields.opened(bare(name), reader), from + 1, reader);
    }
    boolean last = from == names.size() - 1;
    return last ? fields.get(name) : in(fields.opened(name, reader), from + 1, reader);
  }

  /** Whether there is a value; false if a name on the way cannot be followed. */
  public boolean isIn(Fields fields, JsonReader reader) {
    if (only != null) {
      return fields.has(only);
    }
    try {
      return in(fields, reader) != null;
    } catch (InvalidEventException e) {
      return false;
    }
  }

  /** The text there; empty if there is no single value. */
  public String textIn(Fields fields, JsonReader reader) {
    try {
      var found = in(fields, reader);
      return found == null ? "" : TextRule.passedOn(text, found);
    } catch (InvalidEventException e) {
      return "";
    }
  }

  private List<Object> all(Object list, int from, JsonReader reader) throws InvalidEventException {
    var found = new ArrayList<>();
    for (var item : list instanceof List<?> items ? items : List.of()) {
      var inside = in(item, from, reader);
      if (inside != null) {
        found.add(inside);
      }
    }
    return found.isEmpty() ? null : found;
  }

  private String decoded(Object value) throws InvalidEventException {
    try {
      var bytes = Base64.getDecoder().decode(value instanceof String text ? text : "no base64");
      return JsonReader.text(names.get(names.size() - 1), bytes);
    } catch (IllegalArgumentException e) {
      throw new InvalidEventException(names.get(names.size() - 1) + " must be text in base64");
    }
  }

  /** The text for messages. */
  public String words() {
    return isWhole() ? "the value itself" : text;
  }

  @Override
  public String toString() {
    return text;
  }
}
