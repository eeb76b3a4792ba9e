package io.orderroutes.gateway;

/** The call failed in a way that passes by itself: sign it again and repeat it. */
public final class TryLaterException extends Exception {
  private final transient Fault fault;

  TryLaterException(Fault fault) {
    super(fault.message(), null, false, false);
    this.fault = fault;
  }

  TryLaterException(String message) {
    this(Fault.of(Fault.Kind.TRY_LATER, message, ""));
  }

  Fault fault() {
    return fault;
  }
}
