package io.orderroutes.events;

import java.util.Optional;
import java.util.function.IntPredicate;

/** What a name or an id may look like; everything an event steers with passes one of these. */
enum TextRule {
  ID(64, "of letters, digits, _ and -", c -> letterOrDigit(c) || c == '_' || c == '-'),
  DIGITS(19, "digits", TextRule::digit),
  NAME(64, "of letters, digits, ., _ and -", c -> ID.allowed.test(c) || c == '.');

  private final int longest;
  private final String accepted;
  private final IntPredicate allowed;

  TextRule(int longest, String accepted, IntPredicate allowed) {
    this.longest = longest;
    this.accepted = accepted;
    this.allowed = allowed;
  }

  /** Refuses without quoting: what stands in the wrong place may be a buyer's name. */
  void check(String what, String text) throws InvalidEventException {
    if (text.isEmpty()) {
      throw refusal(what, "it is empty");
    }
    if (text.length() > longest) {
      throw refusal(what, "it has " + text.length() + " characters");
    }
    for (int i = 0; i < text.length(); i++) {
      if (!allowed.test(text.charAt(i))) {
        throw refusal(what, "character " + (i + 1) + " is none of them");
      }
    }
  }

  Optional<String> checked(String what, Optional<String> text) throws InvalidEventException {
    if (text.isPresent()) {
      check(what, text.get());
    }
    return text;
  }

  private InvalidEventException refusal(String what, String found) {
    return new InvalidEventException(
        what + " must be 1 to " + longest + " " + accepted + "; " + found);
  }

  private static boolean letterOrDigit(int c) {
    return digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean digit(int c) {
    return c >= '0' && c <= '9';
  }
}
