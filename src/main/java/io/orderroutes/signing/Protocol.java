package io.orderroutes.signing;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The two request protocols: classic TOP (router/rest) and its successor IOP (/sync and /rest). */
public enum Protocol {
  TOP,
  IOP;

  private static final DateTimeFormatter GMT8 =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.ofHours(8));

  /**
   * TOP takes text in GMT+8 whatever the machine's zone (Taobao Open Platform, "API calling
   * protocol"), IOP milliseconds since the epoch, as the platform's own client sends them.
   */
  String timestamp(Instant now) {
    return this == TOP ? GMT8.format(now) : Long.toString(now.toEpochMilli());
  }

  public String defaultSignMethod() {
    return this == TOP ? "hmac-sha256" : "sha256";
  }

  public static Optional<Protocol> of(String name) {
    return Arrays.stream(values())
        .filter(protocol -> protocol.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst();
  }
}
