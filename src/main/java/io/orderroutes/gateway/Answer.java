package io.orderroutes.gateway;

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
 * One answer, read once: its payload are the bytes that are not cut; {@code links} holds the
 * logistics order ids, {@code error} the members of an error answer.
 */
record Answer(
    byte[] body,
    BitSet cuts,
    Map<Want, String> values,
    List<String> links,
    Map<String, String> error) {

  Answer(byte[] body) {
    this(
        body,
        new BitSet(body.length),
        new EnumMap<>(Want.class),
        new ArrayList<>(),
        new HashMap<>());
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
