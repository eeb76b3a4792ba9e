package io.orderroutes.mappings;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** JSON with other values of the same type and form. */
final class Changes {
  private Changes() {}

  /** All that is in the node, itself first. */
  static Map<JsonPointer, JsonNode> nodes(JsonNode node, JsonPointer at) {
    Map<JsonPointer, JsonNode> nodes = new LinkedHashMap<>();
    collect(node, at, nodes);
    return nodes;
  }

  private static void collect(JsonNode node, JsonPointer at, Map<JsonPointer, JsonNode> nodes) {
    nodes.put(at, node);
    node.fields()
        .forEachRemaining(
            member -> collect(member.getValue(), at.appendProperty(member.getKey()), nodes));
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      collect(node.get(i), at.appendIndex(i), nodes);
    }
  }

  /** A copy with other values at these of the fields that it has. */
  static ObjectNode in(JsonNode given, Collection<JsonPointer> fields) {
    ObjectNode changed = given.deepCopy();
    for (JsonPointer field : fields) {
      JsonNode value = changed.at(field);
      if (value.isValueNode()) {
        ObjectNode parent = (ObjectNode) changed.at(field.head());
        parent.set(field.last().getMatchingProperty(), other(value));
      }
    }
    return changed;
  }

  private static JsonNode other(JsonNode value) {
    if (value.isBoolean()) {
      return BooleanNode.valueOf(!value.booleanValue());
    }
    String text = value.asText();
    try {
      return value.isNumber()
          ? Mapped.JSON.readTree(other(text))
          : TextNode.valueOf(text.startsWith("{") ? otherMembers(text) : other(text));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String otherMembers(String json) throws JsonProcessingException {
    JsonNode all = Mapped.JSON.readTree(json);
    return in(all, nodes(all, JsonPointer.empty()).keySet()).toString();
  }

  /** Of the first digit; cents and their factor change unlike, and to a finite fraction. */
  private static String other(String text) {
    return Stream.of(text.length() == 1 ? "8" : "4", "2")
        .map(digit -> text.replaceFirst("[0-9]", digit))
        .filter(other -> !other.equals(text))
        .findFirst()
        .orElse(text + "x");
  }
}
