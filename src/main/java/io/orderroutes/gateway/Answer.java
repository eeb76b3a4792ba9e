package io.orderroutes.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.orderroutes.gateway.AnswerPaths.Want;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One answer, read once: its payload are the bytes that are not cut, and the same as a tree; {@code
 * links} holds the logistics order ids, {@code error} the members of an error answer.
 */
record Answer(
    byte[] body,
    BitSet cuts,
    Map<Want, String> values,
    List<String> links,
    Map<String, String> error,
    JsonNode payload) {

  Answer(byte[] body) {
    this(
        body,
        new BitSet(body.length),
        new EnumMap<>(Want.class),
        new ArrayList<>(),
        new HashMap<>(),
        MissingNode.getInstance());
  }

  Answer with(JsonNode payload) {
    return new Answer(body, cuts, values, links, error, payload);
  }

  String value(Want want) {
    return values.getOrDefault(want, "");
  }

  String requestId() {
    return error.getOrDefault("request_id", value(Want.REQUEST_ID));
  }

  void writePayload(OutputStream out) throws IOException {
    int from = cuts.nextClearBit(0);
    while (from < body.length) {
      int cut = cuts.nextSetBit(from);
      int to = cut < 0 ? body.length : cut;
      out.write(body, from, to - from);
      from = cuts.nextClearBit(to);
    }
  }
}
