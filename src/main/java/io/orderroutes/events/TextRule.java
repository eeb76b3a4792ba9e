package io.orderroutes.events;

import java.util.function.IntPredicate;

/** What a name or an id may look like; everything an event steers with passes one of these. */
record TextRule(int longest, String accepted, IntPredicate allowed) {

  static final TextRule DIGITS = new TextRule(19, "digits", c -> c >= '0' && c <= '9');
  static final TextRule ID =
      new TextRule(64, "of letters, digits, _ and -", c -> plain(c) || c == '_' || c == '-');
  static final TextRule NAME =
      new TextRule(64, "of letters, digits, ., _ and -", c -> ID.allowed.test(c) || c == '.');

  private static boolean plain(int c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
  }

  /** Refuses without quoting: what stands in the wrong place may be a buyer's name. */
  String check(String what, String text) throws InvalidEventException {
    int good = 0;
    while (good < text.length() && allowed.test(text.charAt(good))) {
      good++;
    }
    var found = "it is empty";
    if (text.length() > longest) {
      found = "it has " + text.length() + " characters";
    } else if (good < text.length()) {
      found = "character " + (good + 1) + " is none of them";
    } else if (good > 0) {
      return text;
    }
    throw new InvalidEventException(
        what + " must be 1 to " + longest + " " + accepted + "; " + found);
  }
}
