package io.orderroutes.gateway.response;

import io.orderroutes.json.JsonIndex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A place in an answer, and the places below it by their names; lists are passed through: {@code
 * result.orders[].order_id} is every order's id.
 */
public final class ResponsePaths {
  /** What is wanted at a place. */
  public enum Want {
    REQUEST_ID,
    PAYLOAD,
    ORDER_ID,
    SUCCESS,
    ERROR_CODE,
    ERROR_MESSAGE,
    ITEMS,
    LINKS
  }

  static final ResponsePaths NOWHERE = new ResponsePaths();

  private final Map<String, ResponsePaths> below = new HashMap<>();
  private final List<Want> wants = new ArrayList<>(1);
  private boolean asksForPayload;

  /**
   * Adds the place that dotted names lead to from here, or several that stand for each other, with
   * | between them; an empty path leads nowhere.
   */
  public ResponsePaths add(Want want, String path) {
    for (String one : alternatives(path)) {
      ResponsePaths place = this;
      for (String name : one.replace("[]", "").split("\\.")) {
        place = place.below.computeIfAbsent(name, key -> new ResponsePaths());
      }
      place.wants.add(want);
      asksForPayload |= want == Want.PAYLOAD || want == Want.ITEMS;
    }
    return this;
  }

  /** Whether an answer without anything at some place is no success. */
  public boolean asksForPayload() {
    return asksForPayload;
  }

  public static List<String> alternatives(String path) {
    return Arrays.stream(path.split("\\|"))
        .map(String::strip)
        .filter(one -> !one.isEmpty())
        .toList();
  }

  /** The place of the member whose name the token is. */
  ResponsePaths child(JsonIndex json, int name) {
    for (Map.Entry<String, ResponsePaths> child : below.entrySet()) {
      if (json.isNamed(name, child.getKey())) {
        return child.getValue();
      }
    }
    return NOWHERE;
  }

  List<Want> wants() {
    return wants;
  }
}
