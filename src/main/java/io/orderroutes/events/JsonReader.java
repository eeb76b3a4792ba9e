package io.orderroutes.events;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.orderroutes.events.Json.Items;
import io.orderroutes.events.Json.Mark;
import io.orderroutes.events.Json.Scalar;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads a text as JSON or as a bare id, keeping the members that some form of event has. */
final class JsonReader {

  // names come from outside: a table of those seen would grow, or be made to collide
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private static final Set<String> LITERALS = Set.of("true", "false");
  private static final Pattern NUMBER =
      Pattern.compile("-?[0-9]+(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?");

  /** Every member that some form knows, with the name under which it is kept. */
  private static final Map<String, String> NAMES = names();

  private JsonReader() {}

  static Json read(String what, String text) throws InvalidEventException {
    var bare = withoutBlanks(text);
    if (bare.isEmpty() || bare.equals("null")) {
      return Mark.NOTHING;
    }
    return switch (bare.charAt(0)) {
      case '{', '[', '"' -> parse(what, bare);
      default -> LITERALS.contains(bare) ? Mark.ODD : scalar(bare);
    };
  }

  private static Scalar scalar(String bare) {
    return new Scalar(bare, NUMBER.matcher(bare).matches());
  }

  private static Json parse(String what, String text) throws InvalidEventException {
    try (var parser = FACTORY.createParser(text)) {
      parser.nextToken();
      var value = value(parser);
      if (parser.nextToken() == null) {
        return value;
      }
    } catch (JsonProcessingException e) {
      throw unreadable(what, e);
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory could not be read", e);
    }
    throw new InvalidEventException(what + " goes on after its JSON; send one event per record");
  }

  /** The parser's own message is left behind, as a cause too: it quotes the event. */
  private static InvalidEventException unreadable(String what, JsonProcessingException e) {
    var at = e.getLocation();
    if (e instanceof StreamConstraintsException || at == null) {
      return new InvalidEventException(
          what + " is JSON nested too deeply, or with too long a name or number");
    }
    return new InvalidEventException(
        what
            + " is not valid JSON at line %d, column %d".formatted(at.getLineNr(), at.getColumnNr())
            + "; an id that is not a plain whole number must be quoted");
  }

  private static Json value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> list(parser);
      case VALUE_STRING -> new Scalar(parser.getText(), false);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Scalar(parser.getText(), true);
      case VALUE_NULL -> Mark.NOTHING;
      default -> Mark.ODD;
    };
  }

  private static Fields object(JsonParser parser) throws IOException {
    var members = new HashMap<String, Json>();
    for (var given = parser.nextFieldName(); given != null; given = parser.nextFieldName()) {
      var name = NAMES.get(given);
      parser.nextToken();
      if (name == null) {
        parser.skipChildren();
        continue;
      }
      var value = value(parser);
      if (value != Mark.NOTHING) {
        members.merge(name, value, JsonReader::same);
      }
    }
    return new Fields(members);
  }

  private static Items list(JsonParser parser) throws IOException {
    var all = new ArrayList<Json>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() == JsonToken.START_ARRAY) {
        parser.skipChildren();
        all.add(Mark.ODD);
      } else {
        all.add(value(parser));
      }
    }
    return new Items(all);
  }

  private static Json same(Json first, Json next) {
    if (first instanceof Scalar a && next instanceof Scalar b && a.text().equals(b.text())) {
      // the number is the stricter of the two
      return a.number() ? a : b;
    }
    return first.equals(next) ? first : Mark.TWICE;
  }

  /** Only what JSON calls white space: a control character is never part of an id. */
  private static String withoutBlanks(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && blank(text.charAt(start))) {
      start++;
    }
    while (end > start && blank(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private static boolean blank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }

  private static Map<String, String> names() {
    var names =
        Stream.of(
                "order_id platform seller logistics_order_ids out_ids buyer_id",
                "specversion id type subject time data data_base64",
                "topic content pub_time user_id userid user_nick nick messages tmc_message",
                "login_id order_change_time current_status",
                "trade_order_id out_id seller_id trade_id",
                "message_type timestamp")
            .flatMap(form -> Stream.of(form.split(" ")))
            .collect(Collectors.toMap(name -> name, name -> name));
    names.put("orderId", "order_id");
    names.put("logisticsOrderIds", "logistics_order_ids");
    names.put("outIds", "out_ids");
    names.put("buyerId", "buyer_id");
    return Map.copyOf(names);
  }
}
