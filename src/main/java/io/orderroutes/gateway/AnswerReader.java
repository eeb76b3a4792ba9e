package io.orderroutes.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.orderroutes.gateway.AnswerPaths.Node;
import io.orderroutes.gateway.AnswerPaths.Want;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads an answer once, as a stream, in both shapes the platforms send: an envelope with wrapped
 * lists, or simplified. The whole JSON is proved; what is kept is copied as the bytes it came as,
 * so no number and no name changes. In an envelope every list stands alone in an object of its own
 * (TOP's JSON form): that tells a wrapper from an object that merely holds a list.
 */
final class AnswerReader {
  private static final JsonFactory JSON = new JsonFactory();

  private final JsonParser parser;
  private final String orderId;
  private final Cuts cuts = new Cuts();
  private final Map<Want, String> values = new EnumMap<>(Want.class);
  private final List<String> links = new ArrayList<>();
  private final Map<String, String> error = new HashMap<>();
  private boolean enveloped;
  private boolean inItem;
  private String itemId;

  private AnswerReader(byte[] body, String orderId) throws IOException {
    this.orderId = orderId;
    this.parser = JSON.createParser(body);
  }

  /**
   * Reads the bytes of an answer; of a list of orders only the one with {@code orderId} is kept.
   *
   * @throws IOException when the bytes are not one whole JSON object
   */
  static Answer read(byte[] body, AnswerPaths paths, String orderId) throws IOException {
    // the parser passes over broken UTF-8 that it need not decode
    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
    AnswerReader reader = new AnswerReader(body, orderId);
    try (JsonParser parser = reader.parser) {
      expect(parser.nextToken() == JsonToken.START_OBJECT, "is no JSON object");
      int start = reader.begin();
      expect(start >= 0, "is not UTF-8");
      JsonToken token = parser.nextToken();
      if (token == JsonToken.FIELD_NAME && parser.currentName().endsWith("_response")) {
        start = reader.envelope(paths);
      } else {
        reader.members(token, paths.root());
      }
      int end = reader.enveloped ? reader.closeEnvelope() : reader.end();
      expect(parser.nextToken() == null, "goes on after its JSON");
      return new Answer(
          body, reader.cuts.slices(start, end), reader.values, reader.links, reader.error);
    }
  }

  private int envelope(AnswerPaths paths) throws IOException {
    boolean refused = "error_response".equals(parser.currentName());
    expect(parser.nextToken() == JsonToken.START_OBJECT, "has an envelope that is no object");
    enveloped = true;
    int start = begin();
    if (refused) {
      error();
    } else {
      members(parser.nextToken(), paths.root());
    }
    return start;
  }

  private int closeEnvelope() throws IOException {
    int end = end();
    expect(parser.nextToken() == JsonToken.END_OBJECT, "has more than its envelope");
    return end;
  }

  /** The members of the answer's root; its request id is kept apart, with the comma beside it. */
  private void members(JsonToken first, Node paths) throws IOException {
    int openCut = -1;
    int end = -1;
    for (JsonToken token = first; token == JsonToken.FIELD_NAME; token = parser.nextToken()) {
      String name = parser.currentName();
      int start = begin();
      if (openCut >= 0) {
        cuts.add(openCut, start);
        openCut = -1;
      }
      parser.nextToken();
      value(paths.child(name));
      if (!"request_id".equals(name)) {
        end = end();
      } else if (end < 0) {
        openCut = start;
      } else {
        cuts.add(end, end());
      }
    }
    if (openCut >= 0) {
      cuts.add(openCut, begin());
    }
  }

  private void value(Node node) throws IOException {
    switch (parser.currentToken()) {
      case START_OBJECT -> object(node);
      case START_ARRAY -> array(node);
      case VALUE_NULL -> {}
      default -> scalar(node);
    }
  }

  private void object(Node node) throws IOException {
    int start = begin();
    int members = 0;
    int list = -1;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      Node child = node == null ? null : node.child(parser.currentName());
      members++;
      if (parser.nextToken() == JsonToken.START_ARRAY && enveloped && members == 1) {
        list = begin();
        // inside its wrapper a list still stands at the wrapper's place
        array(child == null ? node : child);
      } else {
        value(child);
      }
    }
    if (members == 1 && list >= 0) {
      cuts.add(start, list);
      cuts.add(begin(), end());
    }
    if (members > 0 && node != null && node.wants.contains(Want.PAYLOAD)) {
      values.put(Want.PAYLOAD, "present");
    }
  }

  private void array(Node node) throws IOException {
    if (node != null && node.wants.contains(Want.ITEMS)) {
      items(node);
      return;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      value(node);
    }
  }

  /** A list of orders: only the one that was asked for stays. */
  private void items(Node node) throws IOException {
    int open = end();
    int keptEnd = -1;
    int lastEnd = open;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      int start = begin();
      itemId = "";
      inItem = true;
      value(node);
      inItem = false;
      lastEnd = end();
      if (keptEnd < 0 && itemId.equals(orderId)) {
        cuts.add(open, start);
        keptEnd = lastEnd;
        values.put(Want.ORDER_ID, itemId);
        values.put(Want.PAYLOAD, "present");
      } else if (!itemId.isEmpty()) {
        values.putIfAbsent(Want.ORDER_ID, itemId);
      }
    }
    cuts.add(keptEnd < 0 ? open : keptEnd, lastEnd);
  }

  private void scalar(Node node) throws IOException {
    if (node == null) {
      return;
    }
    for (Want want : node.wants) {
      if (want == Want.LINKS) {
        String link = parser.getText();
        if (!link.isBlank()) {
          links.add(link);
        }
      } else if (want == Want.ORDER_ID && inItem) {
        itemId = parser.getText();
      } else {
        values.putIfAbsent(want, parser.getText());
      }
    }
  }

  private void error() throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      if (!parser.nextToken().isScalarValue()) {
        parser.skipChildren();
      } else if (parser.currentToken() != JsonToken.VALUE_NULL) {
        error.put(name, parser.getText());
      }
    }
    error.putIfAbsent("code", "");
  }

  /** The byte at which the current token begins. */
  private int begin() {
    return (int) parser.currentTokenLocation().getByteOffset();
  }

  /** The byte after the current token. */
  private int end() throws IOException {
    parser.finishToken();
    return (int) parser.currentLocation().getByteOffset();
  }

  private static void expect(boolean met, String problem) throws IOException {
    if (!met) {
      throw new IOException("the answer " + problem);
    }
  }
}
