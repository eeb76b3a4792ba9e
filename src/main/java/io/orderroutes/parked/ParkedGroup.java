package io.orderroutes.parked;

import io.orderroutes.parked.ParkedEntry.Cause;
import java.time.Instant;

/**
 * The parked records of one cause: their number, how many of them were replayed, and when the first
 * and the last were parked.
 */
public record ParkedGroup(Cause cause, long records, long replayed, Instant first, Instant last) {
  ParkedGroup and(ParkedGroup other) {
    return new ParkedGroup(
        cause,
        records + other.records,
        replayed + other.replayed,
        first.isBefore(other.first) ? first : other.first,
        last.isAfter(other.last) ? last : other.last);
  }
}
