package io.orderroutes.lint;

/** A mistake in a file: what is wrong there, and what to write instead. */
public record Problem(String file, int line, String text) {
  @Override
  public String toString() {
    return file + ":" + line + ": " + text;
  }
}
