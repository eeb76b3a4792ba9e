package io.orderroutes.simulator;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One call as it arrived; query and form are one set of parameters. */
record GatewayRequest(
    GatewayProtocol gatewayProtocol, String verb, String path, Map<String, String> params) {
  private static final List<String> CREDENTIALS =
      List.of("session", "access_token", "refresh_token", "sign", "secret");

  /**
   * The first of two values of a name counts: the official client of the newer protocol repeats
   * {@code method}.
   */
  static Map<String, String> params(String query, String form) {
    Map<String, String> params = new LinkedHashMap<>();
    for (String pair : (query + "&" + form).split("&")) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      if (!name.isEmpty()) {
        params.putIfAbsent(decoded(name), equals < 0 ? "" : decoded(pair.substring(equals + 1)));
      }
    }
    return params;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /** A blank value is as good as none: official clients neither sign nor send one. */
  Optional<String> value(String name) {
    return Optional.ofNullable(params.get(name)).filter(value -> !value.isBlank());
  }

  /** The newer protocol takes the token under either name. */
  Optional<String> session() {
    return gatewayProtocol.iop()
        ? value("session").or(() -> value("access_token"))
        : value("session");
  }

  String signedPath() {
    return gatewayProtocol.signedPath(path);
  }

  /** What the call asks for, as the caller named it. */
  String apiName() {
    return gatewayProtocol == GatewayProtocol.IOP_REST ? signedPath() : value("method").orElse("");
  }

  Map<String, String> loggedParams() {
    Map<String, String> logged = new TreeMap<>(params);
    logged.keySet().removeAll(CREDENTIALS);
    return Collections.unmodifiableMap(logged);
  }
}
