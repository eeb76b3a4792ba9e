package io.orderroutes.gateway;

import com.fasterxml.jackson.core.JsonToken;
import io.orderroutes.gateway.AnswerPaths.Node;
import io.orderroutes.gateway.AnswerPaths.Want;
import java.io.IOException;
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
  private final JsonBytes json;
  private final String orderId;
  private final Cuts cuts = new Cuts();
  private final Map<Want, String> values = new EnumMap<>(Want.class);
  private final List<String> links = new ArrayList<>();
  private final Map<String, String> error = new HashMap<>();
  private boolean enveloped;
  private boolean inItem;
  private String itemId;

  private AnswerReader(JsonBytes json, String orderId) {
    this.json = json;
    this.orderId = orderId;
  }

  /**
   * Reads the bytes of an answer; of a list of orders only the one with {@code orderId} is kept.
   *
   * @throws IOException when the bytes are not one whole JSON object
   */
  static Answer read(byte[] body, AnswerPaths paths, String orderId) throws IOException {
    try (JsonBytes json = new JsonBytes(body)) {
      AnswerReader reader = new AnswerReader(json, orderId);
      int start = json.begin();
      JsonToken token = json.next();
      if (token == JsonToken.FIELD_NAME && json.name().endsWith("_response")) {
        start = reader.envelope(paths);
      } else {
        reader.members(token, paths.root());
      }
      int end = reader.enveloped ? reader.closeEnvelope() : json.end();
      JsonBytes.expect(json.next() == null, "goes on after its JSON");
      return new Answer(
          body, reader.cuts.slices(start, end), reader.values, reader.links, reader.error);
    }
  }

  private int envelope(AnswerPaths paths) throws IOException {
    boolean refused = "error_response".equals(json.name());
    JsonBytes.expect(json.next() == JsonToken.START_OBJECT, "has an envelope that is no object");
    enveloped = true;
    int start = json.begin();
    if (refused) {
      error();
    } else {
      members(json.next(), paths.root());
    }
    return start;
  }

  private int closeEnvelope() throws IOException {
    int end = json.end();
    JsonBytes.expect(json.next() == JsonToken.END_OBJECT, "has more than its envelope");
    return end;
  }

  /** The members of the answer's root; its request id is kept apart, with the comma beside it. */
  private void members(JsonToken first, Node paths) throws IOException {
    int openCut = -1;
    int end = -1;
    for (JsonToken token = first; token == JsonToken.FIELD_NAME; token = json.next()) {
      String name = json.name();
      int start = json.begin();
      if (openCut >= 0) {
        cuts.add(openCut, start);
        openCut = -1;
      }
      json.next();
      value(paths.child(name));
      if (!"request_id".equals(name)) {
        end = json.end();
      } else if (end < 0) {
        openCut = start;
      } else {
        cuts.add(end, json.end());
      }
    }
    if (openCut >= 0) {
      cuts.add(openCut, json.begin());
    }
  }

  private void value(Node node) throws IOException {
    switch (json.token()) {
      case START_OBJECT -> object(node);
      case START_ARRAY -> array(node);
      case VALUE_NULL -> {}
      default -> scalar(node);
    }
  }

  private void object(Node node) throws IOException {
    int start = json.begin();
    int members = 0;
    int list = -1;
    while (json.next() == JsonToken.FIELD_NAME) {
      Node child = node == null ? null : node.child(json.name());
      members++;
      if (json.next() == JsonToken.START_ARRAY && enveloped && members == 1) {
        list = json.begin();
        // inside its wrapper a list still stands at the wrapper's place
        array(child == null ? node : child);
      } else {
        value(child);
      }
    }
    if (members == 1 && list >= 0) {
      cuts.add(start, list);
      cuts.add(json.begin(), json.end());
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
    while (json.next() != JsonToken.END_ARRAY) {
      value(node);
    }
  }

  /** A list of orders: only the one that was asked for stays. */
  private void items(Node node) throws IOException {
    int open = json.end();
    int keptEnd = -1;
    int lastEnd = open;
    while (json.next() != JsonToken.END_ARRAY) {
      int start = json.begin();
      itemId = "";
      inItem = true;
      value(node);
      inItem = false;
      lastEnd = json.end();
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
        String link = json.text();
        if (!link.isBlank()) {
          links.add(link);
        }
      } else if (want == Want.ORDER_ID && inItem) {
        itemId = json.text();
      } else {
        values.putIfAbsent(want, json.text());
      }
    }
  }

  private void error() throws IOException {
    while (json.next() == JsonToken.FIELD_NAME) {
      String name = json.name();
      if (!json.next().isScalarValue()) {
        json.skipChildren();
      } else if (json.token() != JsonToken.VALUE_NULL) {
        error.put(name, json.text());
      }
    }
    error.putIfAbsent("code", "");
  }
}
