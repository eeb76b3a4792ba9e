package io.orderroutes.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A JSON document with holes: {@code "$name"} is a whole value, <code>${name}</code> a part of a
 * text, and a list that begins with {@code "$each name"} repeats its other element.
 */
public final class Template {
  private static final String EACH = "$each ";
  private static final Pattern HOLE = Pattern.compile("\\$\\{(\\w+)}");
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final JsonNode document;

  private Template(JsonNode document) {
    this.document = document;
  }

  public static Template named(String name) {
    return new Template(resource(name));
  }

  public static JsonNode resource(String name) {
    try (InputStream in = Template.class.getResourceAsStream("/sandbox/" + name + ".json")) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public ObjectNode fill(Values values) {
    return (ObjectNode) fill(document, values);
  }

  private JsonNode fill(JsonNode node, Values values) {
    if (node.isObject()) {
      ObjectNode filled = NODES.objectNode();
      node.properties()
          .forEach(member -> filled.set(member.getKey(), fill(member.getValue(), values)));
      return filled;
    }
    if (node.isArray()) {
      return list((ArrayNode) node, values);
    }
    return node.isTextual() ? text(node, values) : node;
  }

  private JsonNode list(ArrayNode node, Values values) {
    ArrayNode filled = NODES.arrayNode();
    for (Values element : values.list(node.get(0).asText().substring(EACH.length()))) {
      filled.add(fill(node.get(1), element));
    }
    return filled;
  }

  private JsonNode text(JsonNode node, Values values) {
    String text = node.textValue();
    if (text.startsWith("$") && !text.startsWith("${")) {
      return values.node(text.substring(1));
    }
    return text.contains("${")
        ? TextNode.valueOf(
            HOLE.matcher(text)
                .replaceAll(hole -> Matcher.quoteReplacement(values.text(hole.group(1)))))
        : node;
  }
}
