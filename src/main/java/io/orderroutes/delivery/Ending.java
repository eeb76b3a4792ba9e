package io.orderroutes.delivery;

import io.orderroutes.limits.Scope;
import java.util.Optional;

/** What became of an event: ended, to be tried again soon, or waiting for a scope to open. */
record Ending(boolean ended, Optional<Scope> waitsFor) {
  static final Ending ENDED = new Ending(true, Optional.empty());
  static final Ending FAILED = new Ending(false, Optional.empty());

  static Ending waitingFor(Scope scope) {
    return new Ending(false, Optional.of(scope));
  }
}
