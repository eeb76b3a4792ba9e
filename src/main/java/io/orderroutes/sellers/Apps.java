package io.orderroutes.sellers;

import io.orderroutes.sellers.OrdersConfig.AppKeys;
import io.orderroutes.signing.App;
import io.orderroutes.signing.Protocol;
import io.orderroutes.signing.SignMethod;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads {@code orders.apps.*}, and says what is wrong with a key by its name. */
final class Apps {
  private Apps() {}

  static Map<String, App> read(Map<String, AppKeys> configured) {
    Map<String, App> apps = new LinkedHashMap<>();
    configured.forEach((name, keys) -> apps.put(name, app(name, keys)));
    return apps;
  }

  private static App app(String name, AppKeys keys) {
    String prefix = "orders.apps." + name + ".";
    Protocol protocol =
        Protocol.of(keys.protocol())
            .orElseThrow(
                () ->
                    new ConfigurationError(
                        prefix + "protocol",
                        "is '" + keys.protocol() + "'",
                        "write top (router/rest) or iop (/sync)"));
    return new App(
        name,
        protocol,
        gateway(
            prefix + "gateway", required(prefix + "gateway", keys.gateway(), "the URL to call")),
        required(prefix + "key", keys.key(), "the application's key"),
        required(prefix + "secret", keys.secret(), "the application's secret"),
        signMethod(prefix + "sign-method", protocol, keys.signMethod()));
  }

  private static SignMethod signMethod(String key, Protocol protocol, Optional<String> wanted) {
    String name = wanted.orElse(protocol.defaultSignMethod());
    return SignMethod.of(protocol, name)
        .orElseThrow(
            () ->
                new ConfigurationError(
                    key,
                    "is '" + name + "'",
                    protocol == Protocol.TOP
                        ? "write md5, hmac or hmac-sha256 for protocol top"
                        : "write sha256 for protocol iop"));
  }

  private static String gateway(String key, String url) {
    try {
      URI uri = URI.create(url);
      if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
          && uri.getHost() != null
          && uri.getRawQuery() == null) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      // told below
    }
    throw new ConfigurationError(
        key, "is no URL that can be called", "write http(s)://host/path, without a query");
  }

  static String required(String key, Optional<String> value, String what) {
    return value
        .filter(text -> !text.isBlank())
        .orElseThrow(() -> new ConfigurationError(key, "is missing", "write " + what));
  }
}
