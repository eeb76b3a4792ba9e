package io.orderroutes.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** JSON as the tree that Jackson makes of it, its numbers to their last digit. */
public final class JacksonTree {
  private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);

  private final JsonParser json;

  private JacksonTree(JsonParser json) {
    this.json = json;
  }

  /** What Jackson writes. */
  public static byte[] bytes(JsonNode tree) throws IOException {
    return Json.MAPPER.writeValueAsBytes(tree);
  }

  /** The tree of one whole JSON value. */
  public static JsonNode of(byte[] payload) throws IOException {
    try (JsonParser json = Json.FACTORY.createParser(payload)) {
      if (json.nextToken() == null) {
        throw new IOException("it is empty");
      }
      JsonNode tree = new JacksonTree(json).value();
      if (json.nextToken() != null) {
        throw new IOException("it goes on after its JSON");
      }
      return tree;
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
