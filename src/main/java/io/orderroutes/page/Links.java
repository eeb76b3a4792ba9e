package io.orderroutes.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.orderroutes.parked.ParkedEntry.Cause;
import io.quarkus.qute.TemplateExtension;
import java.net.URLEncoder;

/** Addresses of pages that have parameters. */
@TemplateExtension
public final class Links {
  private Links() {}

  /** The parameters that select a cause, and a seller where one is named. */
  public static String query(Cause cause, String seller) {
    return "reason=%s&code=%s&sub-code=%s"
            .formatted(of(cause.reason()), of(cause.code()), of(cause.subCode()))
        + (seller.isEmpty() ? "" : "&seller=" + of(seller));
  }

  /** Both codes, as the platform gave them. */
  public static String codes(Cause cause) {
    return (cause.code() + " " + cause.subCode()).strip();
  }

  private static String of(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
