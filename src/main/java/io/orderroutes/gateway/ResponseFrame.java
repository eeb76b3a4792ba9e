package io.orderroutes.gateway;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The members that a gateway writes around what it answers. Some gateways put an error's members
 * there, without {@code error_response}; {@code code} 0 is their success.
 */
final class ResponseFrame {
  private static final Set<String> NAMES =
      Set.of(
          "code",
          "error_code",
          "sub_code",
          "msg",
          "message",
          "error_msg",
          "error_message",
          "sub_msg",
          "request_id");

  private static final Set<String> TEXTS = Set.of("msg", "message", "error_msg", "error_message");

  private final Map<String, String> values = new HashMap<>(4);
  private boolean more;

  /** A member of the root, at whose value the parser stands. */
  void member(JsonParser json, String name) throws IOException {
    if (!json.currentToken().isScalarValue()) {
      more = true;
    } else if (NAMES.contains(name) && json.currentToken() != JsonToken.VALUE_NULL) {
      values.put(name, json.getText());
    }
  }

  /** Whether there was more than single values. */
  boolean holdsMore() {
    return more;
  }

  /**
   * The members of an error; none where this is no error.
   *
   * @param asked whether the answer should hold something that it does not
   */
  Map<String, String> error(boolean asked) {
    String code = values.getOrDefault("code", values.getOrDefault("error_code", "")).strip();
    boolean told = !more || asked && !Collections.disjoint(values.keySet(), TEXTS);
    return told && !code.isEmpty() && !code.equals("0") ? values : Map.of();
  }
}
