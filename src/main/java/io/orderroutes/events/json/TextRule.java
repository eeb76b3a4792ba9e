package io.orderroutes.events.json;

import io.orderroutes.events.json.JsonReader.JsonNumber;
import java.util.regex.Pattern;

/**
 * The permitted characters and length of a name or an id. Everything in an event that steers the
 * service is checked by one of these.
 */
public record TextRule(int longest, String accepted, boolean[] allowed) {
  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  public static final TextRule DIGITS = new TextRule(19, "digits", table("0123456789"));
  public static final TextRule ID =
      new TextRule(64, "of letters, digits, _ and -", table(LETTERS + "_-"));
  public static final TextRule NAME =
      new TextRule(64, "of letters, digits, ., _ and -", table(LETTERS + "._-"));

  private static final int LONGEST_TEXT = 1024;

  /** A long number as a spreadsheet shows it. */
  private static final Pattern ROUNDED =
      Pattern.compile("[+-]?[0-9]+(?:[.,][0-9]+)?[eE]\\+?[0-9]+");

  private static boolean[] table(String allowed) {
    var table = new boolean[128];
    allowed.chars().forEach(c -> table[c] = true);
    return table;
  }

  /** The number of permitted characters at the beginning. */
  private int good(String text) {
    int good = 0;
    while (good < text.length() && text.charAt(good) < 128 && allowed[text.charAt(good)]) {
      good++;
    }
    return good;
  }

  /** Refuses a text, without quoting it: it may be a buyer's name. */
  public String check(String what, String text) throws InvalidEventException {
    int good = good(text);
    var found = "it is empty";
    if (text.length() > longest) {
      found = "it has " + text.length() + " characters";
    } else if (good < text.length()) {
      found = "character " + (good + 1) + " is not allowed";
    } else if (good > 0) {
      return text;
    }
    if (text.length() <= longest && ROUNDED.matcher(text).matches()) {
      found = "it has lost digits, as a spreadsheet rounds long numbers; export it as text";
    }
    throw new InvalidEventException(
        what + " must be 1 to " + longest + " " + accepted + "; " + found);
  }

  static boolean isDigits(String text) {
    return DIGITS.good(text) == text.length();
  }

  /**
   * An id or a name without blanks around it; empty if it is empty. A number with anything but
   * digits has already lost digits.
   */
  public static String id(String what, Object value) throws InvalidEventException {
    var text = scalar(what, value);
    if (value instanceof JsonNumber && !isDigits(text)) {
      var lost = ROUNDED.matcher(text).matches() ? " has lost digits: it" : "";
      throw new InvalidEventException(
          what
              + lost
              + " must be text or a whole number without sign, fraction or exponent;"
              + " quote it if it is meant as written");
    }
    return text;
  }

  /** A text that is only passed on. */
  public static String passedOn(String what, Object value) throws InvalidEventException {
    var text = scalar(what, value);
    if (text.length() > LONGEST_TEXT) {
      throw new InvalidEventException(
          what + " must be at most " + LONGEST_TEXT + " characters of text");
    }
    return text;
  }

  private static String scalar(String what, Object value) throws InvalidEventException {
    if (value instanceof String text) {
      return JsonReader.withoutBlanks(text);
    }
    if (value instanceof JsonNumber number) {
      return number.text();
    }
    throw new InvalidEventException(what + " must be text or a whole number");
  }
}
