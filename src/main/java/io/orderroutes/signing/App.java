package io.orderroutes.signing;

/** An application registered with a platform: its gateway, its key and its secret. */
public record App(
    String name,
    Protocol protocol,
    String gateway,
    String key,
    String secret,
    SignMethod signMethod,
    Timeouts timeouts) {
  @Override
  public String toString() {
    return "App[" + name + "]";
  }
}
