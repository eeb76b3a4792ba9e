package io.orderroutes.parked;

import io.orderroutes.parked.ParkedEntry.Cause;
import java.util.Optional;

/** The parked records that an operator lists or replays. */
public record ParkedSelection(Optional<Cause> cause, Optional<String> seller) {
  boolean has(ParkedEntry entry) {
    return cause.filter(wanted -> !wanted.equals(entry.cause())).isEmpty()
        && seller.filter(wanted -> !wanted.equals(entry.sale().seller())).isEmpty();
  }
}
