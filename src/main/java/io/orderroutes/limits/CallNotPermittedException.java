package io.orderroutes.limits;

import java.time.Duration;
import java.util.Optional;

/** A call may not go now: its scope is closed, for {@code left} where that is known. */
public final class CallNotPermittedException extends Exception {
  private final transient Scope scope;
  private final transient Optional<Duration> left;

  CallNotPermittedException(Scope scope, Optional<Duration> left) {
    super(scope + " is closed", null, false, false);
    this.scope = scope;
    this.left = left;
  }

  public Scope scope() {
    return scope;
  }

  public Optional<Duration> left() {
    return left;
  }
}
