package io.orderroutes.consumer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * When each consumer of events polled last, and its lag: events that are not finished, by topic.
 */
@Singleton
public class ConsumerLiveness {
  private static final long COUNT_EVERY = Duration.ofSeconds(1).toNanos();

  private final MeterRegistry meters;
  private final OffsetTracker tracker;
  private final Map<Object, Optional<Poll>> polls = new ConcurrentHashMap<>();
  private final Set<String> topics = ConcurrentHashMap.newKeySet();

  /** A poll at {@code at}; the lag as it was at {@code counted}. Times are nanoseconds. */
  private record Poll(long at, Map<String, Long> lag, long counted) {}

  public ConsumerLiveness(MeterRegistry meters, OffsetTracker tracker) {
    this.meters = meters;
    this.tracker = tracker;
  }

  void opened(Object consumer) {
    polls.put(consumer, Optional.empty());
  }

  void closed(Object consumer) {
    polls.remove(consumer);
  }

  /** On the polling thread: a client can be used by that thread only. */
  void polled(Object consumer, Consumer<?, ?> client, ConsumerRecords<?, ?> records) {
    for (TopicPartition taken : records.partitions()) {
      int count = records.records(taken).size();
      meters.counter("orders.events", "topic", taken.topic()).increment(count);
    }
    long now = System.nanoTime();
    Poll last = polls.getOrDefault(consumer, Optional.empty()).orElse(new Poll(now, Map.of(), now));
    boolean counts = last.lag.isEmpty() || now - last.counted >= COUNT_EVERY;
    Poll poll = counts ? new Poll(now, lag(client), now) : new Poll(now, last.lag, last.counted);
    polls.replace(consumer, Optional.of(poll));
  }

  private Map<String, Long> lag(Consumer<?, ?> client) {
    Map<String, Long> events = new HashMap<>();
    if (client.assignment().isEmpty()) {
      return events;
    }
    // the client does not learn where a paused partition ends; the next polls bring the response
    client.endOffsets(client.paused(), Duration.ZERO);
    for (TopicPartition partition : client.assignment()) {
      long unread = client.currentLag(partition).orElse(0);
      events.merge(partition.topic(), unread + tracker.open(partition), Long::sum);
    }
    events.keySet().stream().filter(topics::add).forEach(this::show);
    return events;
  }

  private void show(String topic) {
    meters.gauge("orders.lag", Tags.of("topic", topic), this, all -> all.lag(topic));
  }

  private long lag(String topic) {
    return polls.values().stream()
        .flatMap(Optional::stream)
        .mapToLong(poll -> poll.lag.getOrDefault(topic, 0L))
        .sum();
  }

  /** Time since the last poll of the consumer that polled least recently; empty until each has. */
  public Optional<Duration> sinceLast() {
    return polls.values().stream().allMatch(Optional::isPresent)
        ? polls.values().stream()
            .map(last -> Duration.ofNanos(System.nanoTime() - last.get().at))
            .max(Comparator.naturalOrder())
        : Optional.empty();
  }
}
