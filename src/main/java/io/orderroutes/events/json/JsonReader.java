package io.orderroutes.events.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads JSON or a bare id to String, JsonNumber, List, Fields, ODD, or null for nothing. Of an
 * object only the members that some form names are kept, under their first spelling.
 */
public record JsonReader(Map<String, String> names) {

  /** A number as it was written, without rounding. */
  public record JsonNumber(String text) {}

  // true, false or a list within a list; a member given twice with different values; a null member
  static final Object ODD = new Object();
  static final Object TWICE = new Object();
  static final Object NULL = new Object();

  // no canonical names: names come from outside, and the table could grow or be attacked with
  // collisions
  static final JsonFactory FACTORY =
      JsonFactory.builder().disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES).build();

  private static final Pattern NUMBER =
      Pattern.compile("-?[0-9]+(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?");

  public static String text(String what, byte[] bytes) throws InvalidEventException {
    var text = new String(bytes, StandardCharsets.UTF_8);
    // invalid UTF-8 would be replaced silently; then encoding it again gives other bytes
    if (!Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes)) {
      throw new InvalidEventException(what + " must be valid UTF-8");
    }
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  public Object read(String what, String text) throws InvalidEventException {
    var bare = withoutBlanks(text);
    if (isJson(bare) || bare.startsWith("\"")) {
      return parse(what, bare);
    }
    return switch (bare) {
      case "", "null" -> null;
      case "true", "false" -> ODD;
      default ->
          TextRule.isDigits(bare) || NUMBER.matcher(bare).matches() ? new JsonNumber(bare) : bare;
    };
  }

  /** Whether the text looks like a JSON object or list. */
  public static boolean isJson(String bare) {
    return bare.startsWith("{") || bare.startsWith("[");
  }

  /** Removes the white space of JSON only; a control character is never part of an id. */
  public static String withoutBlanks(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && " \t\r\n".indexOf(text.charAt(start)) >= 0) {
      start++;
    }
    while (end > start && " \t\r\n".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return text.substring(start, end);
  }

  private Object parse(String what, String text) throws InvalidEventException {
    try (var parser = FACTORY.createParser(text)) {
      parser.nextToken();
      var value = value(parser);
      if (parser.nextToken() == null) {
        return value;
      }
    } catch (JsonProcessingException e) {
      // the parser's message is not used, not even as a cause: it quotes the event
      var at = e.getLocation();
      var fault =
          at == null
              ? "JSON nested too deeply, or with too long a name or number"
              : "not valid JSON at line "
                  + at.getLineNr()
                  + ", column "
                  + at.getColumnNr()
                  + "; an id that is not a plain whole number must be quoted";
      throw new InvalidEventException(what + " is " + fault);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new InvalidEventException(
        what + " continues after its JSON; send one event per record, or a JSON list");
  }

  private Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> list(parser);
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonNumber(parser.getText());
      case VALUE_NULL -> null;
      default -> ODD;
    };
  }

  private Fields object(JsonParser parser) throws IOException {
    var members = new HashMap<String, Object>();
    for (var given = parser.nextFieldName(); given != null; given = parser.nextFieldName()) {
      var name = names.get(given);
      parser.nextToken();
      if (name != null) {
        var value = value(parser);
        members.merge(name, value == null ? NULL : value, JsonReader::same);
      }
      parser.skipChildren();
    }
    return new Fields(members);
  }

  private List<Object> list(JsonParser parser) throws IOException {
    var items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(parser.currentToken() == JsonToken.START_ARRAY ? ODD : value(parser));
      parser.skipChildren();
    }
    return items;
  }

  /** Of a number and the same digits as text, the number is kept, because its check is stricter. */
  private static Object same(Object first, Object next) {
    if (first == NULL || next == NULL) {
      return first == NULL ? next : first;
    }
    if (next instanceof JsonNumber number && first.equals(number.text())) {
      return next;
    }
    boolean same = first instanceof JsonNumber number && next.equals(number.text());
    return same || first.equals(next) ? first : TWICE;
  }
}
