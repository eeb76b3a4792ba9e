package io.orderroutes.page;

import io.orderroutes.parked.ParkedEntry;
import io.orderroutes.parked.ParkedGroup;
import java.util.List;
import java.util.Optional;

/** Parked records, by their causes or of one; {@code next} leads to older ones. */
public record ParkedList(
    Optional<ParkedGroup> group,
    List<ParkedGroup> groups,
    List<Row> rows,
    int found,
    String seller,
    List<String> sellers,
    Optional<String> next,
    Notes notes) {

  /** A record, and whether it was replayed. */
  public record Row(ParkedEntry entry, boolean replayed) {}

  /** What the list lacks. */
  public record Notes(boolean older, Optional<String> trouble) {}
}
