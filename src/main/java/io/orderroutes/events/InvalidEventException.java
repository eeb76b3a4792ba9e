package io.orderroutes.events;

/**
 * An event that can never become a document; its message is one sentence fit for a parked record.
 */
public final class InvalidEventException extends Exception {

  /** The stable word under which such events are parked. */
  public static final String REASON = "event-invalid";

  private static final int QUOTED = 64;

  InvalidEventException(String message) {
    super(message);
  }

  public String reason() {
    return REASON;
  }

  /** The start of a text from outside, safe to print: no control characters, no broken pairs. */
  static String shown(String text) {
    var start = text.length() <= QUOTED ? text : text.substring(0, QUOTED - 1);
    var shown = new StringBuilder();
    start.codePoints().map(point -> printable(point) ? point : '?').forEach(shown::appendCodePoint);
    return text.length() <= QUOTED ? shown.toString() : shown.append('…').toString();
  }

  private static boolean printable(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
