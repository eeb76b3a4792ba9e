package io.orderroutes.gateway.response;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.orderroutes.gateway.response.ResponsePaths.Want;
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
          "sub_msg");

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

  /** The members beside the envelope, after it: nothing of them is kept but what is told of it. */
  void beside(JsonParser json, Response response) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      if (name.equals("error_response")) {
        response.error().putAll(error(json));
      } else {
        JsonBytes.expect(!name.endsWith("_response"), "has more than one envelope");
        member(json, name);
        if (name.equals("request_id") && json.currentToken().isScalarValue()) {
          response.values().putIfAbsent(Want.REQUEST_ID, json.getText());
        }
        json.skipChildren();
      }
    }
  }

  /** The single values of an {@code error_response}; the code is there even where it has none. */
  static Map<String, String> error(JsonParser json) throws IOException {
    JsonBytes.expect(
        json.currentToken() == JsonToken.START_OBJECT, "has an error that is not an object");
    Map<String, String> error = new HashMap<>(Map.of("code", ""));
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      if (!json.nextToken().isScalarValue()) {
        json.skipChildren();
      } else if (json.currentToken() != JsonToken.VALUE_NULL) {
        error.put(name, json.getText());
      }
    }
    return error;
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
