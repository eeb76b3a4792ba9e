package io.orderroutes.events;

import java.util.Optional;
import org.apache.kafka.common.header.Headers;

/**
 * A record that may hold an event: the topic that it came to first, the form that this topic's
 * events have if it says so, and whether the record is one element of a batch.
 */
public record EventSource(
    String topic, Optional<String> form, byte[] value, Headers headers, boolean element) {

  /** A record of a topic that says nothing of its events. */
  public static EventSource of(String topic, byte[] value, Headers headers) {
    return new EventSource(topic, Optional.empty(), value, headers, false);
  }

  EventSource with(byte[] other) {
    return new EventSource(topic, form, other, headers, element);
  }
}
