package io.orderroutes.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the names in a template stand for; an element of a list sees its own values first. */
public final class Values {
  private final Values outer;
  private final Map<String, JsonNode> nodes = new HashMap<>();
  private final Map<String, List<Values>> lists = new HashMap<>();

  public Values(Values outer) {
    this.outer = outer;
  }

  /** Values that see none but their own. */
  public static Values outermost() {
    return new Values(null);
  }

  public Values put(String name, JsonNode node) {
    nodes.put(name, node);
    return this;
  }

  public Values put(String name, String text) {
    return put(name, TextNode.valueOf(text));
  }

  public Values put(String name, long number) {
    return put(name, LongNode.valueOf(number));
  }

  public Values put(String name, boolean flag) {
    return put(name, BooleanNode.valueOf(flag));
  }

  public Values put(String name, List<Values> list) {
    lists.put(name, list);
    return this;
  }

  public Values putAll(JsonNode object) {
    ((ObjectNode) object).properties().forEach(member -> put(member.getKey(), member.getValue()));
    return this;
  }

  public JsonNode node(String name) {
    JsonNode node = nodes.get(name);
    return node != null ? node : outer(name).node(name);
  }

  public String text(String name) {
    return node(name).asText();
  }

  public List<Values> list(String name) {
    List<Values> list = lists.get(name);
    return list != null ? list : outer(name).list(name);
  }

  private Values outer(String name) {
    if (outer == null) {
      throw new IllegalArgumentException("no value is named " + name);
    }
    return outer;
  }
}
