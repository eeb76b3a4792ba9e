package io.orderroutes.page;

/** The frame of each page; {@code refresh} in seconds, 0 for never. */
public record Shell(String title, String form, boolean leaves, int refresh) {
  Shell titled(String other) {
    return new Shell(other, form, leaves, refresh);
  }

  Shell again(int seconds) {
    return new Shell(title, form, leaves, seconds);
  }
}
