package io.orderroutes.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.orderroutes.parked.ParkedEntry.Cause;
import io.quarkus.qute.TemplateExtension;
import java.net.URLEncoder;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** How templates write times, causes and links. */
@TemplateExtension
public final class Formats {
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

  private Formats() {}

  public static String clock(Instant moment) {
    return CLOCK.format(moment);
  }

  /** Both codes, as the platform gave them. */
  public static String codes(Cause cause) {
    return (cause.code() + " " + cause.subCode()).strip();
  }

  /** The parameters of a link that selects a cause, and a seller unless that is empty. */
  public static String query(Cause cause, String seller) {
    return "reason=%s&code=%s&sub-code=%s"
            .formatted(encoded(cause.reason()), encoded(cause.code()), encoded(cause.subCode()))
        + (seller.isEmpty() ? "" : "&seller=" + encoded(seller));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
