package io.orderroutes.gateway.response;

import io.orderroutes.gateway.response.ResponsePaths.Want;
import io.orderroutes.json.JsonPayload;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One answer, read once: {@code payload} is what is kept of it, {@code links} the logistics order
 * ids, {@code error} the members of an error answer.
 */
public record Response(
    JsonPayload payload, Map<Want, String> values, List<String> links, Map<String, String> error) {

  public Response() {
    this(JsonPayload.NONE, new EnumMap<>(Want.class), new ArrayList<>(), new HashMap<>());
  }

  Response with(JsonPayload payload) {
    return new Response(payload, values, links, error);
  }

  public String value(Want want) {
    return values.getOrDefault(want, "");
  }

  public String requestId() {
    return error.getOrDefault("request_id", value(Want.REQUEST_ID));
  }

  /** Says nothing of what a platform wrote: it may quote a token or a buyer. */
  @Override
  public String toString() {
    return "Answer[" + payload.bytes().length + " bytes]";
  }
}
