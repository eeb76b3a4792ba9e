package io.orderroutes.sellers;

/**
 * The event has no configured seller, or its seller does not fit; {@code reason} is the reason to
 * park it.
 */
public final class UnknownSellerException extends Exception {
  private final String reason;

  UnknownSellerException(String reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  public String reason() {
    return reason;
  }
}
