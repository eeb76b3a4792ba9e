package io.orderroutes.events;

import java.util.List;

/** What an event's JSON keeps of itself: numbers as they were written, only the members we know. */
sealed interface Json permits Json.Scalar, Json.Items, Json.Mark, Fields {

  /** A text or a number; a number stays the text of its token, so that nothing rounds it. */
  record Scalar(String text, boolean number) implements Json {

    /** The text of an id; a number that is not plain digits has already lost what it was. */
    String id(String what) throws InvalidEventException {
      if (number && !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
        throw new InvalidEventException(
            what
                + " must be text or a whole number without sign, fraction or exponent;"
                + " quote it if it is meant as written");
      }
      return text;
    }
  }

  /** A list; one within another list is only an {@link Mark#ODD}. */
  record Items(List<Json> all) implements Json {}

  /** Values without content of their own. */
  enum Mark implements Json {
    /** Absent, null or empty. */
    NOTHING,
    /** true, false or a list within a list. */
    ODD,
    /** Given more than once, differently. */
    TWICE
  }
}
