package io.orderroutes.page;

import io.orderroutes.parked.ParkedEntry;
import java.util.List;
import java.util.Map;

/** One parked record, what it carries masked; {@code run} is the id of the replay it may begin. */
public record RecordView(
    ParkedEntry entry,
    boolean replayed,
    Map<String, String> why,
    String key,
    List<Header> headers,
    String value,
    String run) {

  /** A header of the event. */
  public record Header(String name, String value) {}
}
