package io.orderroutes.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.orderroutes.config.ConfigurationError;
import io.orderroutes.config.OrdersConfig.PageKeys;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Who may use the page: whoever has the token; without a token, this machine (loopback). */
final class Access {
  private static final String KEY = "orders.page.token";
  private static final int SHORTEST = 16;
  private static final String BEARER = "Bearer ";
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

  private final Optional<byte[]> token;
  private final String host;

  Access(PageKeys page, String host) {
    Optional<String> text = page.token().filter(word -> !word.isBlank());
    this.token = text.map(word -> word.getBytes(UTF_8));
    this.host = host;
    if (text.isEmpty() && !isLoopback(host)) {
      throw new ConfigurationError(
          KEY,
          "is missing, and quarkus.http.host is " + host,
          "write a long random text, or set quarkus.http.host to 127.0.0.1");
    }
    if (text.filter(word -> word.length() < SHORTEST).isPresent()) {
      throw new ConfigurationError(
          KEY, "is too short", "write a random text of " + SHORTEST + " characters or more");
    }
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  boolean asksForToken() {
    return token.isPresent();
  }

  /** Whether this is the token; the comparison takes constant time. */
  boolean knows(String word) {
    return token.isPresent() && MessageDigest.isEqual(token.get(), word.getBytes(UTF_8));
  }

  /** Whether a script's {@code Authorization} header holds the token. */
  boolean bears(String authorization) {
    return authorization.startsWith(BEARER) && knows(authorization.substring(BEARER.length()));
  }

  /** Without a token only local names are accepted, against DNS rebinding. */
  boolean takesHost(String name) {
    String asked = name.toLowerCase(Locale.ROOT);
    return asksForToken() || LOOPBACK.contains(asked) || asked.equals(host);
  }

  /** Whether a form comes from this page. A script sends neither header. */
  static boolean isOwn(Optional<String> site, Optional<String> origin, String authority) {
    return site.filter(from -> !from.equals("same-origin")).isEmpty()
        && origin.filter(from -> !authority.equalsIgnoreCase(authorityOf(from))).isEmpty();
  }

  private static String authorityOf(String origin) {
    try {
      return String.valueOf(URI.create(origin).getRawAuthority());
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
