package io.orderroutes.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * JSON as bytes, and as Jackson's nodes that are views of its index: each is made when it is asked
 * for. Objects and lists of the views cannot be changed. Numbers keep their last digit.
 */
public final class JsonPayload {
  private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);
  private static final int LONG_DIGITS = 18;

  /** No bytes, and nothing in them. */
  public static final JsonPayload NONE = new JsonPayload(null, 0);

  private static final byte[] NOTHING = {};

  private final JsonIndex index;
  private final int root;

  JsonPayload(JsonIndex index, int root) {
    this.index = index;
    this.root = root;
  }

  /**
   * Reads the bytes.
   *
   * @throws IOException when they are not one whole JSON value in UTF-8
   */
  public static JsonPayload of(byte[] bytes) throws IOException {
    return new JsonPayload(JsonIndex.of(bytes), 0);
  }

  public byte[] bytes() {
    return index == null ? NOTHING : index.bytes();
  }

  /** Missing where there is none. */
  public JsonNode node() {
    return index == null ? MissingNode.getInstance() : node(root);
  }

  /** Its bytes as they are in the source, so that they can be copied. */
  static final class SourceText extends TextNode {
    private static final long serialVersionUID = 1L;

    final transient byte[] bytes;
    final int begin;
    final int end;

    SourceText(String text, byte[] bytes, int begin, int end) {
      super(text);
      this.bytes = bytes;
      this.begin = begin;
      this.end = end;
    }
  }

  private JsonNode node(int token) {
    return switch (index.kind(token)) {
      case JsonIndex.OBJECT -> new ObjectNode(NODES, new Members(token));
      case JsonIndex.ODD_OBJECT -> new ObjectNode(NODES, members(token));
      case JsonIndex.WRAPPER -> node(token + 2);
      case JsonIndex.ARRAY -> new ArrayNode(NODES, new Elements(token));
      case JsonIndex.TEXT ->
          new SourceText(index.text(token), index.bytes(), index.begin(token), index.end(token));
      case JsonIndex.ESCAPED -> TextNode.valueOf(index.text(token));
      case JsonIndex.WHOLE -> whole(token);
      case JsonIndex.DECIMAL -> decimal(token);
      case JsonIndex.NULL -> NullNode.instance;
      default -> BooleanNode.valueOf(index.kind(token) == JsonIndex.TRUE);
    };
  }

  private JsonNode whole(int token) {
    String digits = index.text(token);
    if (digits.length() <= LONG_DIGITS) {
      return NODES.numberNode(Long.parseLong(digits));
    }
    BigInteger number = new BigInteger(digits);
    return number.bitLength() < Long.SIZE
        ? NODES.numberNode(number.longValue())
        : NODES.numberNode(number);
  }

  /** A number that no decimal can hold stays the text it is. */
  private JsonNode decimal(int token) {
    String digits = index.text(token);
    try {
      return NODES.numberNode(new BigDecimal(digits));
    } catch (NumberFormatException e) {
      return NODES.textNode(digits);
    }
  }

  /** Of what it names twice, the last counts. */
  private Map<String, JsonNode> members(int object) {
    Map<String, JsonNode> members = new LinkedHashMap<>();
    for (int name = object + 1; name < index.after(object); name = index.after(name + 1)) {
      if (index.kind(name) == JsonIndex.NAME) {
        members.put(index.text(name), node(name + 1));
      }
    }
    return members;
  }

  private final class Members extends AbstractMap<String, JsonNode> {
    private final int object;

    Members(int object) {
      this.object = object;
    }

    @Override
    public JsonNode get(Object wanted) {
      int value = index.member(object, (String) wanted);
      return value < 0 ? null : node(value);
    }

    @Override
    public boolean containsKey(Object wanted) {
      return get(wanted) != null;
    }

    @Override
    public int size() {
      int size = 0;
      for (int name = object + 1; name < index.after(object); name = index.after(name + 1)) {
        size += index.kind(name) == JsonIndex.NAME ? 1 : 0;
      }
      return size;
    }

    @Override
    public Set<Map.Entry<String, JsonNode>> entrySet() {
      return new AbstractSet<>() {
        @Override
        public int size() {
          return Members.this.size();
        }

        @Override
        public Iterator<Map.Entry<String, JsonNode>> iterator() {
          return members(object).entrySet().iterator();
        }
      };
    }
  }

  private final class Elements extends AbstractList<JsonNode> {
    private final int array;
    private final int size;
    private int at;
    private int element;

    Elements(int array) {
      this.array = array;
      int elements = 0;
      for (int token = array + 1; token < index.after(array); token = index.after(token)) {
        elements++;
      }
      this.size = elements;
      this.element = array + 1;
    }

    /** Quick for the element after the one that was asked for last. */
    @Override
    public JsonNode get(int wanted) {
      Objects.checkIndex(wanted, size);
      if (wanted < at) {
        at = 0;
        element = array + 1;
      }
      for (; at < wanted; at++) {
        element = index.after(element);
      }
      return node(element);
    }

    @Override
    public int size() {
      return size;
    }
  }
}
