package io.orderroutes.dispatch;

import io.orderroutes.limits.Scope;
import java.util.Optional;

/** What became of an event: ended, to be tried again soon, or waiting for a scope to open. */
record Outcome(boolean ended, Optional<Scope> waitsFor) {
  static final Outcome ENDED = new Outcome(true, Optional.empty());
  static final Outcome FAILED = new Outcome(false, Optional.empty());

  static Outcome waitingFor(Scope scope) {
    return new Outcome(false, Optional.of(scope));
  }
}
