package io.orderroutes.signing;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The two request protocols: classic TOP (router/rest) and its successor IOP (/sync and /rest). */
public enum Protocol {
  /** Text in GMT+8 whatever the machine's zone (Taobao Open Platform, "API calling protocol"). */
  TOP("hmac-sha256") {
    @Override
    String timestamp(Instant now) {
      return GMT8.format(now);
    }
  },
  /** Milliseconds since the epoch, as the platform's own client sends them. */
  IOP("sha256") {
    @Override
    String timestamp(Instant now) {
      return Long.toString(now.toEpochMilli());
    }
  };

  private static final DateTimeFormatter GMT8 =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.ofHours(8));

  private final String defaultSignMethod;

  Protocol(String defaultSignMethod) {
    this.defaultSignMethod = defaultSignMethod;
  }

  abstract String timestamp(Instant now);

  /**
   * The parameters that every call by dotted name carries beside key, session, time and signature.
   */
  Map<String, String> fixedParams() {
    return Map.of("v", "2.0", "format", "json", "simplify", "true");
  }

  public String defaultSignMethod() {
    return defaultSignMethod;
  }

  public static Optional<Protocol> of(String name) {
    return Arrays.stream(values())
        .filter(protocol -> protocol.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst();
  }
}
