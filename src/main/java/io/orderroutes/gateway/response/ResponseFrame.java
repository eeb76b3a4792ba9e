package io.orderroutes.gateway.response;

import io.orderroutes.gateway.response.ResponsePaths.Want;
import io.orderroutes.json.JsonIndex;
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

  private final JsonIndex json;
  private final Map<String, String> values = new HashMap<>(4);
  private boolean more;

  ResponseFrame(JsonIndex json) {
    this.json = json;
  }

  /** A member of the root. */
  void member(String name, int value) {
    if (json.isContainer(value)) {
      more = true;
    } else if (NAMES.contains(name) && !json.isNull(value)) {
      values.put(name, json.text(value));
    }
  }

  /** The members beside the envelope, after it: nothing of them is kept but what is told of it. */
  void beside(int from, int end, Response response) throws IOException {
    for (int name = from; name < end; name = json.after(name + 1)) {
      String member = json.text(name);
      int value = name + 1;
      if (member.equals("error_response")) {
        response.error().putAll(error(value));
      } else {
        ResponseReader.expect(!member.endsWith("_response"), "has more than one envelope");
        member(member, value);
        if (member.equals("request_id") && !json.isContainer(value)) {
          response.values().putIfAbsent(Want.REQUEST_ID, json.text(value));
        }
      }
    }
  }

  /** The single values of an {@code error_response}; the code is there even where it has none. */
  Map<String, String> error(int object) throws IOException {
    ResponseReader.expect(json.isObject(object), "has an error that is not an object");
    Map<String, String> error = new HashMap<>(Map.of("code", ""));
    for (int name = object + 1; name < json.after(object); name = json.after(name + 1)) {
      if (!json.isContainer(name + 1) && !json.isNull(name + 1)) {
        error.put(json.text(name), json.text(name + 1));
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
