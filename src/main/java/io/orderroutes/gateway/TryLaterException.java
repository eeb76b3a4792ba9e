package io.orderroutes.gateway;

/** The call failed in a way that passes by itself: sign it again and repeat it. */
public final class TryLaterException extends Exception {
  private final transient Fault fault;
  private final boolean silent;

  TryLaterException(Fault fault) {
    this(fault, false);
  }

  TryLaterException(String message) {
    this(message, false);
  }

  /** {@code silent} when nobody may be behind the gateway's address. */
  TryLaterException(String message, boolean silent) {
    this(Fault.of(Fault.Kind.TRY_LATER, message, ""), silent);
  }

  private TryLaterException(Fault fault, boolean silent) {
    super(fault.message(), null, false, false);
    this.fault = fault;
    this.silent = silent;
  }

  boolean isUnresponsive() {
    return silent;
  }

  Fault fault() {
    return fault;
  }
}
