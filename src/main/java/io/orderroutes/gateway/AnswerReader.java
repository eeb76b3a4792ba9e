package io.orderroutes.gateway;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderroutes.gateway.AnswerPaths.Want;
import java.io.IOException;

/**
 * Reads an answer once, as a stream, in both shapes the platforms send: an envelope with wrapped
 * lists, or simplified. The whole JSON is proved; what is kept is copied as the bytes it came as,
 * so no number and no name changes; beside it stands the same payload as a tree, for the mapping.
 * In an envelope every list stands alone in an object of its own (TOP's JSON form): that tells a
 * wrapper from an object that merely holds a list.
 */
final class AnswerReader {
  private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);
  private static final AnswerPaths ALWAYS = new AnswerPaths().add(Want.REQUEST_ID, "request_id");

  private final JsonParser json;
  private final String orderId;
  private final Answer answer;
  private boolean enveloped;
  private String itemId = "";

  private AnswerReader(JsonParser json, String orderId, Answer answer) {
    this.json = json;
    this.orderId = orderId;
    this.answer = answer;
  }

  /**
   * Reads the bytes of an answer; of a list of orders only the one with {@code orderId} is kept.
   *
   * @throws IOException when the bytes are not one whole JSON object
   */
  static Answer read(byte[] body, AnswerPaths paths, String orderId) throws IOException {
    try (JsonParser json = JsonBytes.open(body)) {
      Answer answer = new Answer(body);
      JsonNode payload = new AnswerReader(json, orderId, answer).root(paths);
      JsonBytes.expect(json.nextToken() == null, "goes on after its JSON");
      return answer.with(payload);
    }
  }

  /** The members of the answer's root or of its envelope, without the request id. */
  private JsonNode root(AnswerPaths paths) throws IOException {
    ObjectNode node = NODES.objectNode();
    answer.cuts().set(0, JsonBytes.begin(json));
    Parts members = new Parts(json, answer.cuts());
    for (boolean first = true; json.nextToken() == JsonToken.FIELD_NAME; first = false) {
      String name = json.currentName();
      boolean requestId = name.equals("request_id");
      int begin = JsonBytes.begin(json);
      json.nextToken();
      if (name.equals("error_response") && !enveloped) {
        error();
      } else if (name.endsWith("_response") && !enveloped && first) {
        return envelope(paths);
      } else {
        node.set(name, value((requestId ? ALWAYS : paths).child(name)));
      }
      members.part(begin, !requestId);
    }
    members.close();
    answer.cuts().set(JsonBytes.end(json), answer.body().length);
    return node.without("request_id");
  }

  private JsonNode envelope(AnswerPaths paths) throws IOException {
    JsonBytes.expect(json.currentToken() == JsonToken.START_OBJECT, "has an odd envelope");
    enveloped = true;
    JsonNode node = root(paths);
    JsonBytes.expect(json.nextToken() == JsonToken.END_OBJECT, "has more than its envelope");
    return node;
  }

  private void error() throws IOException {
    JsonBytes.expect(json.currentToken() == JsonToken.START_OBJECT, "has an odd error");
    answer.error().put("code", "");
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      if (!json.nextToken().isScalarValue()) {
        json.skipChildren();
      } else if (json.currentToken() != JsonToken.VALUE_NULL) {
        answer.error().put(name, json.getText());
      }
    }
  }

  private JsonNode value(AnswerPaths place) throws IOException {
    return switch (json.currentToken()) {
      case START_OBJECT -> object(place);
      case START_ARRAY -> array(place);
      case VALUE_NULL -> NODES.nullNode();
      default -> scalar(place);
    };
  }

  private JsonNode object(AnswerPaths place) throws IOException {
    ObjectNode node = NODES.objectNode();
    int begin = JsonBytes.begin(json);
    int members = 0;
    int list = -1;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      AnswerPaths child = place.child(name);
      members++;
      if (json.nextToken() == JsonToken.START_ARRAY && enveloped && members == 1) {
        list = JsonBytes.begin(json);
        // inside its wrapper a list still stands at the wrapper's place
        node.set(name, array(child == AnswerPaths.NOWHERE ? place : child));
      } else {
        node.set(name, value(child));
      }
    }
    if (members > 0 && place.wants().contains(Want.PAYLOAD)) {
      answer.values().put(Want.PAYLOAD, "present");
    }
    if (members == 1 && list >= 0) {
      answer.cuts().set(begin, list);
      answer.cuts().set(JsonBytes.begin(json), JsonBytes.end(json));
      return node.elements().next();
    }
    return node;
  }

  private JsonNode array(AnswerPaths place) throws IOException {
    if (place.wants().contains(Want.ITEMS)) {
      return items(place);
    }
    ArrayNode node = NODES.arrayNode();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      node.add(value(place));
    }
    return node;
  }

  /** A list of orders: only the one that was asked for stays. */
  private JsonNode items(AnswerPaths place) throws IOException {
    ArrayNode node = NODES.arrayNode();
    Parts items = new Parts(json, answer.cuts());
    while (json.nextToken() != JsonToken.END_ARRAY) {
      int begin = JsonBytes.begin(json);
      itemId = "";
      JsonNode item = value(place);
      boolean asked = node.isEmpty() && itemId.equals(orderId);
      items.part(begin, asked);
      if (asked) {
        node.add(item);
      }
    }
    items.close();
    if (!node.isEmpty()) {
      answer.values().put(Want.ORDER_ID, orderId);
      answer.values().put(Want.PAYLOAD, "present");
    }
    return node;
  }

  private JsonNode scalar(AnswerPaths place) throws IOException {
    for (Want want : place.wants()) {
      String text = json.getText();
      if (want == Want.LINKS && !text.isBlank()) {
        answer.links().add(text);
      } else if (want == Want.ORDER_ID) {
        itemId = text;
      }
      answer.values().putIfAbsent(want, text);
    }
    return switch (json.currentToken()) {
      case VALUE_STRING -> NODES.textNode(json.getText());
      case VALUE_NUMBER_INT ->
          json.getNumberType() == NumberType.BIG_INTEGER
              ? NODES.numberNode(json.getBigIntegerValue())
              : NODES.numberNode(json.getLongValue());
      case VALUE_NUMBER_FLOAT -> decimal();
      default -> NODES.booleanNode(json.getBooleanValue());
    };
  }

  /** A number that no decimal can hold stays the text it is. */
  private JsonNode decimal() throws IOException {
    try {
      return NODES.numberNode(json.getDecimalValue());
    } catch (NumberFormatException e) {
      return NODES.textNode(json.getText());
    }
  }
}
