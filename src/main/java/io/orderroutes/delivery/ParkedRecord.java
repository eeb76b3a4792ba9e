package io.orderroutes.delivery;

import java.util.Map;

/** A record to be parked: the event as it came, and the headers that say why. */
record ParkedRecord(EventRecord event, Map<String, String> why) {
  @Override
  public String toString() {
    return "ParkedRecord[" + event.place() + "]";
  }
}
