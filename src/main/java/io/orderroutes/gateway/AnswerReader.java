package io.orderroutes.gateway;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.orderroutes.gateway.AnswerPaths.Want;
import java.io.IOException;
import java.util.BitSet;

/**
 * Reads an answer once, as a stream, in both shapes the platforms send: an envelope with wrapped
 * lists, or simplified. The whole JSON is proved; what is kept is copied as the bytes it came as,
 * so no number and no name changes. In an envelope every list stands alone in an object of its own
 * (TOP's JSON form): that tells a wrapper from an object that merely holds a list.
 */
final class AnswerReader {
  private static final AnswerPaths ALWAYS = new AnswerPaths().add(Want.REQUEST_ID, "request_id");

  private final JsonParser json;
  private final String orderId;
  private final Answer answer = new Answer();
  private final BitSet cuts;
  private boolean enveloped;
  private int end;
  private String itemId = "";

  private AnswerReader(JsonParser json, String orderId, BitSet cuts) {
    this.json = json;
    this.orderId = orderId;
    this.cuts = cuts;
  }

  /**
   * Reads the bytes of an answer; of a list of orders only the one with {@code orderId} is kept.
   *
   * @throws IOException when the bytes are not one whole JSON object
   */
  static Answer read(byte[] body, AnswerPaths paths, String orderId) throws IOException {
    try (JsonParser json = JsonBytes.open(body)) {
      BitSet cuts = new BitSet(body.length);
      AnswerReader reader = new AnswerReader(json, orderId, cuts);
      reader.root(paths);
      JsonBytes.expect(json.nextToken() == null, "goes on after its JSON");
      cuts.set(reader.end, body.length);
      return reader.answer.with(Parts.kept(body, cuts));
    }
  }

  /** The members of the answer's root or of its envelope, without the request id. */
  private void root(AnswerPaths paths) throws IOException {
    cuts.set(0, JsonBytes.begin(json));
    Parts members = new Parts(json, cuts);
    for (boolean first = true; json.nextToken() == JsonToken.FIELD_NAME; first = false) {
      String name = json.currentName();
      boolean requestId = name.equals("request_id");
      int begin = JsonBytes.begin(json);
      json.nextToken();
      if (name.equals("error_response") && !enveloped) {
        error();
      } else if (name.endsWith("_response") && !enveloped && first) {
        envelope(paths);
        return;
      } else {
        value((requestId ? ALWAYS : paths).child(name));
      }
      members.part(begin, !requestId);
    }
    members.close();
    end = JsonBytes.end(json);
  }

  private void envelope(AnswerPaths paths) throws IOException {
    JsonBytes.expect(json.currentToken() == JsonToken.START_OBJECT, "has an odd envelope");
    enveloped = true;
    root(paths);
    JsonBytes.expect(json.nextToken() == JsonToken.END_OBJECT, "has more than its envelope");
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

  private void value(AnswerPaths place) throws IOException {
    switch (json.currentToken()) {
      case START_OBJECT -> object(place);
      case START_ARRAY -> array(place);
      case VALUE_NULL -> {}
      default -> scalar(place);
    }
  }

  private void object(AnswerPaths place) throws IOException {
    int begin = JsonBytes.begin(json);
    int members = 0;
    int list = -1;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      AnswerPaths child = place.child(json.currentName());
      members++;
      if (json.nextToken() == JsonToken.START_ARRAY && enveloped && members == 1) {
        list = JsonBytes.begin(json);
        // inside its wrapper a list still stands at the wrapper's place
        array(child == AnswerPaths.NOWHERE ? place : child);
      } else {
        value(child);
      }
    }
    if (members == 1 && list >= 0) {
      cuts.set(begin, list);
      cuts.set(JsonBytes.begin(json), JsonBytes.end(json));
    }
    if (members > 0 && place.wants().contains(Want.PAYLOAD)) {
      answer.values().put(Want.PAYLOAD, "present");
    }
  }

  private void array(AnswerPaths place) throws IOException {
    if (place.wants().contains(Want.ITEMS)) {
      items(place);
      return;
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      value(place);
    }
  }

  /** A list of orders: only the one that was asked for stays. */
  private void items(AnswerPaths place) throws IOException {
    Parts items = new Parts(json, cuts);
    boolean found = false;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      int begin = JsonBytes.begin(json);
      itemId = "";
      value(place);
      boolean asked = !found && itemId.equals(orderId);
      items.part(begin, asked);
      found |= asked;
    }
    items.close();
    if (found) {
      answer.values().put(Want.ORDER_ID, orderId);
      answer.values().put(Want.PAYLOAD, "present");
    }
  }

  private void scalar(AnswerPaths place) throws IOException {
    for (Want want : place.wants()) {
      String text = json.getText();
      if (want == Want.LINKS && !text.isBlank()) {
        answer.links().add(text);
      } else if (want == Want.ORDER_ID) {
        itemId = text;
      }
      answer.values().putIfAbsent(want, text);
    }
  }
}
