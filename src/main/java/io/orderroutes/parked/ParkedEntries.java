package io.orderroutes.parked;

import static java.util.stream.Collectors.toMap;

import io.orderroutes.parked.ParkedEntry.Cause;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;

/** The newest parked records, no more than so many, and which of all were replayed. */
public final class ParkedEntries {
  private final int most;
  private final TreeSet<ParkedEntry> entries = new TreeSet<>(ParkedEntry.OLDEST_FIRST);
  private final Map<ParkedPlace, ParkedEntry> byPlace = new HashMap<>();
  private final Set<String> replayed = new HashSet<>();
  private boolean older;

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

  /** Those before are not looked at. */
  synchronized void beginLater() {
    older = true;
  }

  /** Forgets what the topic no longer holds. */
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

  /** Whether the topic holds, or has held, older ones that are not here. */
  public synchronized boolean hasOlder() {
    return older;
  }

  public synchronized int size() {
    return entries.size();
  }

  /** The newest first. */
  public synchronized List<ParkedEntry> select(ParkedSelection selection) {
    return entries.descendingSet().stream().filter(selection::has).toList();
  }

  /** The largest first. */
  public synchronized List<ParkedGroup> groups(ParkedSelection selection) {
    Map<Cause, ParkedGroup> groups =
        entries.stream()
            .filter(selection::has)
            .map(
                entry ->
                    new ParkedGroup(
                        entry.cause(), 1, isReplayed(entry) ? 1 : 0, entry.at(), entry.at()))
            .collect(toMap(ParkedGroup::cause, group -> group, ParkedGroup::and));
    return groups.values().stream()
        .sorted(Comparator.comparing(ParkedGroup::records).reversed())
        .toList();
  }
}
