package io.orderroutes.documents;

import java.time.Instant;

/**
 * The position of an event in Kafka; {@code timestamp} in milliseconds since the epoch, -1 if it is
 * unknown.
 */
public record EventOrigin(String topic, int partition, long offset, long timestamp) {
  /** When its record was written; now if that is unknown. */
  public Instant time() {
    return timestamp < 0 ? Instant.now() : Instant.ofEpochMilli(timestamp);
  }
}
