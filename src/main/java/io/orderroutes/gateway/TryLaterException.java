package io.orderroutes.gateway;

/** The call failed and may succeed soon: sign it again and repeat it. */
public final class TryLaterException extends Exception {
  private final transient Fault fault;
  private final boolean unresponsive;

  TryLaterException(Fault fault) {
    this(fault, false);
  }

  TryLaterException(String message) {
    this(message, false);
  }

  /** {@code unresponsive} if there may be no server behind the gateway's address. */
  TryLaterException(String message, boolean unresponsive) {
    this(Fault.of(Fault.Kind.TRY_LATER, message, ""), unresponsive);
  }

  private TryLaterException(Fault fault, boolean unresponsive) {
    super(fault.message(), null, false, false);
    this.fault = fault;
    this.unresponsive = unresponsive;
  }

  boolean isUnresponsive() {
    return unresponsive;
  }

  Fault fault() {
    return fault;
  }
}
