package io.orderroutes.gateway.response;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.orderroutes.gateway.response.ResponsePaths.Want;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
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
final class ResponseReader {
  private static final ResponsePaths ALWAYS =
      new ResponsePaths().add(Want.REQUEST_ID, "request_id");

  private final JsonParser json;
  private final Response response = new Response();
  private final BitSet cuts;
  private final List<Items> lists = new ArrayList<>(1);
  private final ResponseFrame frame = new ResponseFrame();
  private boolean enveloped;
  private int end;
  private String itemId = "";

  /** A list of orders: where it is, and where in it the first of each id is. */
  private record Items(int begin, int end, Map<String, int[]> byId) {}

  private ResponseReader(JsonParser json, BitSet cuts) {
    this.json = json;
    this.cuts = cuts;
  }

  /**
   * Reads the bytes of an answer for these orders: of a list of orders each keeps only its own.
   *
   * @return the answer by order id
   * @throws IOException when the bytes are not one whole JSON object
   */
  static Map<String, Response> read(byte[] body, ResponsePaths paths, Collection<String> orderIds)
      throws IOException {
    try (JsonParser json = JsonBytes.open(body)) {
      ResponseReader reader = new ResponseReader(json, new BitSet(body.length));
      reader.root(paths);
      JsonBytes.expect(json.nextToken() == null, "continues after its JSON");
      reader.cuts.set(reader.end, body.length);
      reader.errorOfFrame(paths);
      Map<String, Response> responses = new HashMap<>();
      orderIds.forEach(id -> responses.computeIfAbsent(id, asked -> reader.of(body, asked)));
      return responses;
    }
  }

  private void errorOfFrame(ResponsePaths paths) {
    if (lists.isEmpty() && response.value(Want.PAYLOAD).isEmpty()) {
      frame.error(paths.asksForPayload()).forEach(response.error()::putIfAbsent);
    }
  }

  private Response of(byte[] body, String orderId) {
    if (lists.isEmpty()) {
      return response.with(ByteCuts.kept(body, cuts));
    }
    BitSet own = (BitSet) cuts.clone();
    Map<Want, String> values = new EnumMap<>(response.values());
    for (Items list : lists) {
      int[] place = list.byId.get(orderId);
      own.set(list.begin, place == null ? list.end : place[0]);
      if (place != null) {
        own.set(place[1], list.end);
        values.put(Want.ORDER_ID, orderId);
        values.put(Want.PAYLOAD, "present");
      }
    }
    return new Response(ByteCuts.kept(body, own), values, response.links(), response.error());
  }

  /** The members of the answer's root or of its envelope, without the request id. */
  private void root(ResponsePaths paths) throws IOException {
    cuts.set(0, JsonBytes.begin(json));
    ByteCuts members = new ByteCuts(json, cuts);
    for (boolean first = true; json.nextToken() == JsonToken.FIELD_NAME; first = false) {
      String name = json.currentName();
      boolean requestId = name.equals("request_id");
      int begin = JsonBytes.begin(json);
      json.nextToken();
      if (name.equals("error_response") && !enveloped) {
        response.error().putAll(ResponseFrame.error(json));
      } else if (name.endsWith("_response") && !enveloped && isEnvelope(first)) {
        envelope(paths);
        return;
      } else {
        frame.member(json, name);
        value((requestId ? ALWAYS : paths).child(name));
      }
      members.part(begin, !requestId);
    }
    members.close();
    end = JsonBytes.end(json);
  }

  /** One that is not the first member is an object, and nothing but single values is before it. */
  private boolean isEnvelope(boolean first) {
    return first || json.currentToken() == JsonToken.START_OBJECT && !frame.holdsMore();
  }

  private void envelope(ResponsePaths paths) throws IOException {
    JsonBytes.expect(
        json.currentToken() == JsonToken.START_OBJECT, "has an envelope that is not an object");
    enveloped = true;
    root(paths);
    frame.beside(json, response);
  }

  private void value(ResponsePaths place) throws IOException {
    switch (json.currentToken()) {
      case START_OBJECT -> object(place);
      case START_ARRAY -> array(place);
      case VALUE_NULL -> {}
      default -> scalar(place);
    }
  }

  private void object(ResponsePaths place) throws IOException {
    int begin = JsonBytes.begin(json);
    int members = 0;
    int list = -1;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      ResponsePaths child = place.child(json.currentName());
      members++;
      if (json.nextToken() == JsonToken.START_ARRAY && enveloped && members == 1) {
        list = JsonBytes.begin(json);
        // inside its wrapper a list still stands at the wrapper's place
        array(child == ResponsePaths.NOWHERE ? place : child);
      } else {
        value(child);
      }
    }
    if (members == 1 && list >= 0) {
      cuts.set(begin, list);
      cuts.set(JsonBytes.begin(json), JsonBytes.end(json));
    }
    if (members > 0 && place.wants().contains(Want.PAYLOAD)) {
      response.values().put(Want.PAYLOAD, "present");
    }
  }

  private void array(ResponsePaths place) throws IOException {
    if (place.wants().contains(Want.ITEMS)) {
      items(place);
      return;
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      value(place);
    }
  }

  /** A list of orders, of which each order keeps only its own. */
  private void items(ResponsePaths place) throws IOException {
    Map<String, int[]> byId = new HashMap<>();
    int open = JsonBytes.end(json);
    while (json.nextToken() != JsonToken.END_ARRAY) {
      int begin = JsonBytes.begin(json);
      itemId = "";
      value(place);
      byId.putIfAbsent(itemId, new int[] {begin, JsonBytes.end(json)});
    }
    lists.add(new Items(open, JsonBytes.begin(json), byId));
  }

  private void scalar(ResponsePaths place) throws IOException {
    for (Want want : place.wants()) {
      String text = json.getText();
      if (want == Want.LINKS && !text.isBlank()) {
        response.links().add(text);
      } else if (want == Want.ORDER_ID) {
        itemId = text;
      }
      response.values().putIfAbsent(want, text);
    }
  }
}
