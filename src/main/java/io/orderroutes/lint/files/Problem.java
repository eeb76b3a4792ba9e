package io.orderroutes.lint.files;

/** A mistake in a file (line 0: no line is known): what is wrong, and what to write instead. */
public record Problem(String file, int line, String text) {
  @Override
  public String toString() {
    return (line > 0 ? file + ":" + line : file) + ": " + text;
  }
}
