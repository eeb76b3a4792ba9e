package io.orderroutes.sellers;

import static io.orderroutes.config.ConfigurationError.required;
import static io.orderroutes.config.ConfigurationError.wrong;

import io.orderroutes.config.ConfigurationError;
import io.orderroutes.config.OrdersConfig.AppKeys;
import io.orderroutes.signing.App;
import io.orderroutes.signing.Protocol;
import io.orderroutes.signing.SignMethod;
import io.orderroutes.signing.Timeouts;
import java.net.URI;
import java.util.Optional;

/** Reads and checks {@code orders.apps.*}. */
final class Apps {
  private Apps() {}

  static App read(String name, AppKeys keys) {
    String prefix = "orders.apps." + name + ".";
    Protocol protocol =
        Protocol.of(keys.protocol())
            .orElseThrow(
                wrong(
                    prefix + "protocol",
                    keys.protocol(),
                    "write top (router/rest) or iop (/sync)"));
    String gateway = required(prefix + "gateway", keys.gateway(), "the URL to call");
    if (!isCallable(gateway)) {
      throw new ConfigurationError(
          prefix + "gateway",
          "is not a URL that can be called",
          "write http(s)://host/path, without a query");
    }
    return new App(
        name,
        protocol,
        gateway,
        required(prefix + "key", keys.key(), "the application's key"),
        required(prefix + "secret", keys.secret(), "the application's secret"),
        signMethod(prefix + "sign-method", protocol, keys),
        new Timeouts(
            millis(prefix + "connect-timeout", keys.connectTimeout()),
            millis(prefix + "read-timeout", keys.readTimeout())));
  }

  private static Optional<Integer> millis(String key, Optional<Integer> time) {
    if (time.filter(millis -> millis <= 0).isPresent()) {
      throw new ConfigurationError(key, "is " + time.get(), "write milliseconds, 1 or more");
    }
    return time;
  }

  private static boolean isCallable(String url) {
    try {
      return url.matches("https?://[^?]+") && URI.create(url).getHost() != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static SignMethod signMethod(String key, Protocol protocol, AppKeys keys) {
    String name = keys.signMethod().orElse(protocol.defaultSignMethod());
    String remedy =
        protocol == Protocol.TOP
            ? "write md5, hmac or hmac-sha256 for protocol top"
            : "write sha256 for protocol iop";
    return SignMethod.of(protocol, name).orElseThrow(wrong(key, name, remedy));
  }
}
