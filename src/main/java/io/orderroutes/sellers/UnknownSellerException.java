package io.orderroutes.sellers;

/** No configured seller, or none that fits the event; {@code reason} is the word that parks it. */
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
