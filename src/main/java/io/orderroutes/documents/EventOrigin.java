package io.orderroutes.documents;

import java.time.Instant;

/**
 * Where in Kafka an event stands; {@code timestamp} in milliseconds since the epoch, -1 where it is
 * unknown.
 */
public record EventOrigin(String topic, int partition, long offset, long timestamp) {
  /** When its record was written; now where that is unknown. */
  public Instant time() {
    return timestamp < 0 ? Instant.now() : Instant.ofEpochMilli(timestamp);
  }
}
