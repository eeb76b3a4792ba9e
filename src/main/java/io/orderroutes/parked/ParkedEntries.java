package io.orderroutes.parked;

import static java.util.stream.Collectors.toMap;

import io.orderroutes.parked.ParkedEntry.Cause;
import io.orderroutes.parked.ParkedEntry.Place;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;

/** The newest parked records up to a maximum, and the origins of all replayed events. */
public final class ParkedEntries {
  private final int most;
  private final TreeSet<ParkedEntry> entries = new TreeSet<>(ParkedEntry.OLDEST_FIRST);
  private final Map<Place, ParkedEntry> byPlace = new HashMap<>();
  private final Set<String> replayed = new HashSet<>();
  private boolean older;

  /** The parked records that an operator lists or replays. */
  public record Selection(Optional<Cause> cause, Optional<String> seller) {
    boolean has(ParkedEntry entry) {
      return cause.filter(wanted -> !wanted.equals(entry.cause())).isEmpty()
          && seller.filter(wanted -> !wanted.equals(entry.sale().seller())).isEmpty();
    }
  }

  /**
   * The parked records of one cause: their number, how many of them were replayed, and when the
   * first and the last were parked.
   */
  public record Group(Cause cause, long records, long replayed, Instant first, Instant last) {
    Group and(Group other) {
      return new Group(
          cause,
          records + other.records,
          replayed + other.replayed,
          first.isBefore(other.first) ? first : other.first,
          last.isAfter(other.last) ? last : other.last);
    }
  }

  ParkedEntries(int most) {
    this.most = most;
  }

  synchronized void add(ParkedEntry entry) {
    if (byPlace.put(entry.place(), entry) == null) {
      entries.add(entry);
    }
    while (entries.size() > most) {
      byPlace.remove(entries.pollFirst().place());
      older = true;
    }
  }

  /** Records before the first entry are not read. */
  synchronized void beginLater() {
    older = true;
  }

  /** Removes records that the topic no longer has. */
  synchronized void keepFrom(Map<TopicPartition, Long> beginnings) {
    beginnings.forEach(
        (partition, beginning) ->
            byPlace
                .keySet()
                .removeIf(
                    place ->
                        place.partition() == partition.partition() && place.offset() < beginning));
    entries.removeIf(entry -> !byPlace.containsKey(entry.place()));
  }

  synchronized void replayed(String origin) {
    replayed.add(origin);
  }

  public synchronized boolean isReplayed(ParkedEntry entry) {
    return replayed.contains(entry.origin());
  }

  /** Whether the topic has, or had, older records that are not listed. */
  public synchronized boolean hasOlder() {
    return older;
  }

  public synchronized int size() {
    return entries.size();
  }

  /** The newest first. */
  public synchronized List<ParkedEntry> select(Selection selection) {
    return entries.descendingSet().stream().filter(selection::has).toList();
  }

  /** The largest first. */
  public synchronized List<Group> groups(Selection selection) {
    Map<Cause, Group> groups =
        entries.stream()
            .filter(selection::has)
            .map(
                entry ->
                    new Group(entry.cause(), 1, isReplayed(entry) ? 1 : 0, entry.at(), entry.at()))
            .collect(toMap(Group::cause, group -> group, Group::and));
    return groups.values().stream()
        .sorted(Comparator.comparing(Group::records).reversed())
        .toList();
  }
}
