package io.orderroutes.events.json;

import io.orderroutes.privacy.PiiRedactor;
import java.util.Set;
import java.util.regex.Pattern;

/** The event is invalid. The message may be written to a parked record. */
public final class InvalidEventException extends Exception {

  /** The reason of parking. */
  public static final String REASON = "event-invalid";

  private static final int QUOTED = 64;
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

  public InvalidEventException(String message) {
    super(message);
  }

  public String reason() {
    return REASON;
  }

  /**
   * The start of a text from outside, safe to print: without control characters, broken surrogate
   * pairs, addresses and phone numbers.
   */
  public static String shown(String whole) {
    var text = PiiRedactor.redacted(whole, Set.of());
    var start = text.length() <= QUOTED ? text : text.substring(0, QUOTED - 1) + "…";
    return UNPRINTABLE.matcher(start).replaceAll("?");
  }
}
