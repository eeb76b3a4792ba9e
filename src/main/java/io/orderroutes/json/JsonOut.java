package io.orderroutes.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.orderroutes.json.JsonPayload.SourceText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/**
 * Writes JSON as Jackson's generator does, byte by byte, and can take back what it wrote last.
 * Commas come by themselves; who writes is trusted to open and close in order.
 */
public final class JsonOut {
  private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

  private byte[] bytes;
  private int size;

  /** For about as many bytes. */
  public JsonOut(int size) {
    bytes = new byte[size];
  }

  public int size() {
    return size;
  }

  /** Takes back what came after the first bytes. */
  public void cut(int size) {
    this.size = size;
  }

  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  /** The value that was written from there on. */
  public JsonNode valueSince(int from) {
    try {
      return JsonPayload.of(Arrays.copyOfRange(bytes, from, size)).node();
    } catch (IOException e) {
      throw new IllegalStateException("what was written is no JSON", e);
    }
  }

  /** One of the four brackets. */
  public void bracket(char bracket) {
    room(1);
    bytes[size++] = (byte) bracket;
  }

  /** The comma before an element or a member, unless it is the first. */
  public void comma() {
    if (bytes[size - 1] != '[' && bytes[size - 1] != '{') {
      bracket(',');
    }
  }

  /** A member's name with its comma and colon; its value is to follow. */
  public void name(String name) {
    comma();
    text(name);
    bracket(':');
  }

  /** A name as {@link #quoted} made it. */
  void name(byte[] quoted) {
    comma();
    raw(quoted, 0, quoted.length);
  }

  /** A name with its quotation marks and its colon. */
  static byte[] quoted(String name) {
    JsonOut out = new JsonOut(name.length() + 3);
    out.text(name);
    out.bracket(':');
    return out.toByteArray();
  }

  public void member(String name, String text) {
    name(name);
    text(text);
  }

  public void raw(byte[] from, int begin, int length) {
    room(length);
    System.arraycopy(from, begin, bytes, size, length);
    size += length;
  }

  public void ascii(String text) {
    room(text.length());
    for (int i = 0; i < text.length(); i++) {
      bytes[size++] = (byte) text.charAt(i);
    }
  }

  public void text(String text) {
    int length = text.length();
    room(2 + 6 * length);
    byte[] to = bytes;
    int at = size;
    to[at++] = '"';
    for (int i = 0; i < length; i++) {
      char sign = text.charAt(i);
      if (sign < 0x80) {
        if (sign >= ' ' && sign != '"' && sign != '\\') {
          to[at++] = (byte) sign;
        } else {
          at = escape(to, at, sign);
        }
      } else if (sign < 0x800) {
        to[at++] = (byte) (0xC0 | sign >> 6);
        to[at++] = (byte) (0x80 | sign & 0x3F);
      } else if (Character.isSurrogate(sign)) {
        at = hex(to, at, sign);
      } else {
        to[at++] = (byte) (0xE0 | sign >> 12);
        to[at++] = (byte) (0x80 | sign >> 6 & 0x3F);
        to[at++] = (byte) (0x80 | sign & 0x3F);
      }
    }
    to[at++] = '"';
    size = at;
  }

  private static int escape(byte[] to, int at, char sign) {
    int letter =
        switch (sign) {
          case '"', '\\' -> sign;
          case '\b' -> 'b';
          case '\f' -> 'f';
          case '\n' -> 'n';
          case '\r' -> 'r';
          case '\t' -> 't';
          default -> 0;
        };
    if (letter == 0) {
      return hex(to, at, sign);
    }
    to[at] = '\\';
    to[at + 1] = (byte) letter;
    return at + 2;
  }

  private static int hex(byte[] to, int at, char sign) {
    to[at] = '\\';
    to[at + 1] = 'u';
    for (int digit = 0; digit < 4; digit++) {
      to[at + 2 + digit] = HEX[sign >> 12 - 4 * digit & 0xF];
    }
    return at + 6;
  }

  /** Any node; a text of a payload as the bytes that it came as. */
  public void node(JsonNode node) {
    if (node instanceof SourceText text) {
      room(text.end - text.begin + 2);
      bytes[size++] = '"';
      raw(text.bytes, text.begin, text.end - text.begin);
      bracket('"');
    } else if (node.isTextual()) {
      text(node.textValue());
    } else if (node.isObject()) {
      bracket('{');
      for (Map.Entry<String, JsonNode> member : node.properties()) {
        name(member.getKey());
        node(member.getValue());
      }
      bracket('}');
    } else if (node.isArray()) {
      bracket('[');
      for (JsonNode element : node) {
        comma();
        node(element);
      }
      bracket(']');
    } else if (node.isInt() || node.isLong() || node.isBoolean() || node.isNull()) {
      ascii(node.asText());
    } else {
      other(node);
    }
  }

  private void other(JsonNode node) {
    try {
      byte[] json = Json.MAPPER.writeValueAsBytes(node);
      raw(json, 0, json.length);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private void room(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }
}
