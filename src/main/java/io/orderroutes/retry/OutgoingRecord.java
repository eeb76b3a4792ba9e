package io.orderroutes.retry;

import java.util.Map;

/**
 * A record that is about to be sent: the event as it came, and the headers that are added to it.
 */
public record OutgoingRecord(EventRecord event, Map<String, String> headers) {

  @Override
  public String toString() {
    return "OutgoingRecord[" + event.place() + "]";
  }
}
