package io.orderroutes.limits;

import java.time.Duration;
import java.util.Optional;

/**
 * The call is not permitted: its scope is closed; {@code left} is the time until it opens, if
 * known.
 */
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
