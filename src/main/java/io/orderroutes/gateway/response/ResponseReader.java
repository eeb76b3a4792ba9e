package io.orderroutes.gateway.response;

import io.orderroutes.gateway.response.ResponsePaths.Want;
import io.orderroutes.json.JsonIndex;
import io.orderroutes.json.JsonPayload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads an answer once, in both shapes the platforms send: an envelope with wrapped lists, or
 * simplified. The whole JSON is proved; what is kept are the bytes it came as, so no number and no
 * name changes. In an envelope every list stands alone in an object of its own (TOP's JSON form):
 * that tells a wrapper from an object that merely holds a list.
 */
final class ResponseReader {
  private static final ResponsePaths ALWAYS =
      new ResponsePaths().add(Want.REQUEST_ID, "request_id");

  private final JsonIndex json;
  private final Response response = new Response();
  private final BitSet cuts;
  private final List<Items> lists = new ArrayList<>(1);
  private final ResponseFrame frame;
  private boolean enveloped;
  private int root;
  private String itemId = "";

  /** A list of orders: where it is, and where in it the first of each id is. */
  private record Items(int begin, int end, Map<String, int[]> byId) {}

  private ResponseReader(JsonIndex json) {
    this.json = json;
    this.frame = new ResponseFrame(json);
    this.cuts = new BitSet(json.bytes().length);
  }

  /**
   * Reads the bytes of an answer for these orders: of a list of orders each keeps only its own.
   *
   * @return the answer by order id
   * @throws IOException when the bytes are not one whole JSON object
   */
  static Map<String, Response> read(byte[] body, ResponsePaths paths, Collection<String> orderIds)
      throws IOException {
    ResponseReader reader = new ResponseReader(JsonIndex.of(body));
    expect(reader.json.isObject(0), "is no JSON object");
    reader.root(0, paths);
    reader.cuts.set(0, reader.json.begin(reader.root));
    reader.cuts.set(reader.json.end(reader.root), body.length);
    reader.errorOfFrame(paths);
    return reader.responses(orderIds);
  }

  static void expect(boolean met, String problem) throws IOException {
    if (!met) {
      throw new IOException("the answer " + problem);
    }
  }

  private void errorOfFrame(ResponsePaths paths) {
    if (lists.isEmpty() && response.value(Want.PAYLOAD).isEmpty()) {
      frame.error(paths.asksForPayload()).forEach(response.error()::putIfAbsent);
    }
  }

  private Map<String, Response> responses(Collection<String> orderIds) throws IOException {
    Map<String, Response> responses = new HashMap<>();
    Response whole = lists.isEmpty() ? response.with(json.without(cuts, root)) : null;
    for (String id : orderIds) {
      responses.putIfAbsent(id, whole == null ? of(id) : whole);
    }
    return responses;
  }

  private Response of(String orderId) throws IOException {
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
    JsonPayload payload = JsonPayload.of(json.kept(own));
    return new Response(payload, values, response.links(), response.error());
  }

  /** The members of the answer's root or of its envelope, without the request id. */
  private void root(int object, ResponsePaths paths) throws IOException {
    root = object;
    ByteCuts members = new ByteCuts(cuts, json.begin(object) + 1);
    for (int name = object + 1; name < json.after(object); name = json.after(name + 1)) {
      String member = json.text(name);
      boolean requestId = member.equals("request_id");
      int value = name + 1;
      if (member.equals("error_response") && !enveloped) {
        response.error().putAll(frame.error(value));
      } else if (member.endsWith("_response")
          && !enveloped
          && isEnvelope(value, name == object + 1)) {
        envelope(object, value, paths);
        return;
      } else {
        frame.member(member, value);
        value(value, (requestId ? ALWAYS : paths).child(json, name));
      }
      members.part(json.begin(name) - 1, json.outerEnd(value), !requestId);
      if (requestId) {
        json.remove(name);
      }
    }
    members.close(json.end(object) - 1);
  }

  /** One that is not the first member is an object, and nothing but single values is before it. */
  private boolean isEnvelope(int value, boolean first) {
    return first || json.isObject(value) && !frame.holdsMore();
  }

  private void envelope(int around, int value, ResponsePaths paths) throws IOException {
    expect(json.isObject(value), "has an envelope that is not an object");
    enveloped = true;
    root(value, paths);
    frame.beside(json.after(value), json.after(around), response);
    for (int token = value + 1; token < json.after(value); token++) {
      if (json.isAroundList(token)) {
        cuts.set(json.begin(token), json.begin(token + 2));
        cuts.set(json.end(token) - 1, json.end(token));
        json.unwrap(token);
      }
    }
  }

  private void value(int value, ResponsePaths place) {
    if (place == ResponsePaths.NOWHERE || json.isNull(value)) {
      return;
    } else if (json.isObject(value)) {
      object(value, place);
    } else if (json.isArray(value)) {
      array(value, place);
    } else {
      scalar(value, place);
    }
  }

  private void object(int object, ResponsePaths place) {
    int end = json.after(object);
    for (int name = object + 1; name < end; name = json.after(name + 1)) {
      ResponsePaths child = place.child(json, name);
      if (json.isArray(name + 1) && enveloped && name == object + 1) {
        // inside its wrapper a list still stands at the wrapper's place
        array(name + 1, child == ResponsePaths.NOWHERE ? place : child);
      } else {
        value(name + 1, child);
      }
    }
    if (end > object + 1 && place.wants().contains(Want.PAYLOAD)) {
      response.values().put(Want.PAYLOAD, "present");
    }
  }

  private void array(int array, ResponsePaths place) {
    if (place.wants().contains(Want.ITEMS)) {
      items(array, place);
      return;
    }
    for (int element = array + 1; element < json.after(array); element = json.after(element)) {
      value(element, place);
    }
  }

  /** A list of orders, of which each order keeps only its own. */
  private void items(int array, ResponsePaths place) {
    Map<String, int[]> byId = new HashMap<>();
    for (int element = array + 1; element < json.after(array); element = json.after(element)) {
      itemId = "";
      value(element, place);
      byId.putIfAbsent(itemId, new int[] {json.outerBegin(element), json.outerEnd(element)});
    }
    lists.add(new Items(json.begin(array) + 1, json.end(array) - 1, byId));
  }

  private void scalar(int value, ResponsePaths place) {
    for (Want want : place.wants()) {
      String text = json.text(value);
      if (want == Want.LINKS && !text.isBlank()) {
        response.links().add(text);
      } else if (want == Want.ORDER_ID) {
        itemId = text;
      }
      response.values().putIfAbsent(want, text);
    }
  }
}
