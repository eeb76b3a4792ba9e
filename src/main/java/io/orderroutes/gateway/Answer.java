package io.orderroutes.gateway;

import io.orderroutes.gateway.AnswerPaths.Want;
import io.orderroutes.gateway.Cuts.Slice;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/**
 * One answer, read once: its payload as slices of the bytes it came as, and the few values that
 * were asked for. {@code links} holds the logistics order ids; {@code error} the members of an
 * error answer, empty where there is none.
 */
record Answer(
    byte[] body,
    List<Slice> payload,
    Map<Want, String> values,
    List<String> links,
    Map<String, String> error) {

  String value(Want want) {
    return values.getOrDefault(want, "");
  }

  String requestId() {
    return error.getOrDefault("request_id", value(Want.REQUEST_ID));
  }

  void writePayload(OutputStream out) throws IOException {
    for (Slice slice : payload) {
      out.write(body, slice.from(), slice.to() - slice.from());
    }
  }
}
