package io.orderroutes.documents;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderroutes.gateway.response.Json;
import java.io.IOException;

/**
 * Parses a payload to the tree that a mapping reads; numbers keep all digits. That is done when the
 * document is written, because an order that waits for calls should hold bytes, which are smaller.
 */
public final class PayloadTree {
  private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);

  private final JsonParser json;

  private PayloadTree(JsonParser json) {
    this.json = json;
  }

  /** The tree of valid JSON; a missing node if there is none. */
  public static JsonNode of(byte[] payload) throws IOException {
    if (payload.length == 0) {
      return MissingNode.getInstance();
    }
    try (JsonParser json = Json.FACTORY.createParser(payload)) {
      json.nextToken();
      return new PayloadTree(json).value();
    }
  }

  private JsonNode value() throws IOException {
    return switch (json.currentToken()) {
      case START_OBJECT -> object();
      case START_ARRAY -> array();
      case VALUE_STRING -> NODES.textNode(json.getText());
      case VALUE_NUMBER_INT ->
          json.getNumberType() == NumberType.BIG_INTEGER
              ? NODES.numberNode(json.getBigIntegerValue())
              : NODES.numberNode(json.getLongValue());
      case VALUE_NUMBER_FLOAT -> decimal();
      case VALUE_NULL -> NODES.nullNode();
      default -> NODES.booleanNode(json.getBooleanValue());
    };
  }

  private ObjectNode object() throws IOException {
    ObjectNode object = NODES.objectNode();
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      json.nextToken();
      object.set(name, value());
    }
    return object;
  }

  private ArrayNode array() throws IOException {
    ArrayNode array = NODES.arrayNode();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      array.add(value());
    }
    return array;
  }

  /** A number that is too large for a decimal stays text. */
  private JsonNode decimal() throws IOException {
    try {
      return NODES.numberNode(json.getDecimalValue());
    } catch (NumberFormatException e) {
      return NODES.textNode(json.getText());
    }
  }
}
