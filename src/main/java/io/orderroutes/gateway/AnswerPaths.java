package io.orderroutes.gateway;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where in an answer things stand, as dotted names below the answer's root. Lists are passed
 * through: {@code result.orders[].order_id} is every order's id. Empty: the answer has no such
 * place.
 */
public final class AnswerPaths {
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

  /** One name on the way; {@code wants} what stands exactly here. */
  static final class Node {
    final Map<String, Node> children = new HashMap<>();
    final List<Want> wants = new ArrayList<>(1);

    Node child(String name) {
      return children.get(name);
    }
  }

  private final Node root = new Node();

  AnswerPaths() {
    add(Want.REQUEST_ID, "request_id");
  }

  AnswerPaths add(Want want, String path) {
    if (path != null && !path.isBlank()) {
      Node node = root;
      for (String name : path.strip().replace("[]", "").split("\\.")) {
        node = node.children.computeIfAbsent(name, key -> new Node());
      }
      node.wants.add(want);
    }
    return this;
  }

  Node root() {
    return root;
  }
}
