package io.orderroutes.gateway;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A place in an answer, and the places below it by their names; lists are passed through: {@code
 * result.orders[].order_id} is every order's id.
 */
final class AnswerPaths {
  /** What is wanted at a place. */
  enum Want {
    REQUEST_ID,
    PAYLOAD,
    ORDER_ID,
    SUCCESS,
    ERROR_CODE,
    ERROR_MESSAGE,
    ITEMS,
    LINKS
  }

  static final AnswerPaths NOWHERE = new AnswerPaths();

  private final Map<String, AnswerPaths> below = new HashMap<>();
  private final List<Want> wants = new ArrayList<>(1);

  /** Adds the place that dotted names lead to from here; an empty path leads nowhere. */
  AnswerPaths add(Want want, String path) {
    if (path != null && !path.isBlank()) {
      AnswerPaths place = this;
      for (String name : path.strip().replace("[]", "").split("\\.")) {
        place = place.below.computeIfAbsent(name, key -> new AnswerPaths());
      }
      place.wants.add(want);
    }
    return this;
  }

  AnswerPaths child(String name) {
    return below.getOrDefault(name, NOWHERE);
  }

  List<Want> wants() {
    return wants;
  }
}
