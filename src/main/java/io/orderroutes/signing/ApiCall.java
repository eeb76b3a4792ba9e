package io.orderroutes.signing;

import java.util.SortedMap;

/**
 * One call before it is signed: a dotted API name, or the path of a system API such as {@code
 * /auth/token/refresh}, and its business parameters. An empty session is not sent.
 */
public record ApiCall(App app, String session, String api, SortedMap<String, String> params) {
  boolean byPath() {
    return api.startsWith("/");
  }

  @Override
  public String toString() {
    return "ApiCall[" + app.name() + " " + api + "]";
  }
}
