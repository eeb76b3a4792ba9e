package io.orderroutes.consumer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/** Counts, by topic, the events that consumers take and those that they have not finished. */
@Singleton
public class Lags {
  private static final long EVERY = Duration.ofSeconds(1).toNanos();

  private final MeterRegistry meters;
  private final OffsetTracker tracker;
  private final Map<Consumer<?, ?>, Lag> lags = new ConcurrentHashMap<>();
  private final Set<String> topics = ConcurrentHashMap.newKeySet();

  /** Events that are not finished by topic, as they were counted at that moment. */
  private record Lag(Map<String, Long> events, long at) {}

  public Lags(MeterRegistry meters, OffsetTracker tracker) {
    this.meters = meters;
    this.tracker = tracker;
  }

  /** On the polling thread: a consumer takes no question from another one. */
  void polled(Consumer<?, ?> consumer, ConsumerRecords<?, ?> records) {
    for (TopicPartition taken : records.partitions()) {
      meters
          .counter("orders.events", "topic", taken.topic())
          .increment(records.records(taken).size());
    }
    Lag last = lags.get(consumer);
    if (last == null || last.events.isEmpty() || System.nanoTime() - last.at >= EVERY) {
      lags.put(consumer, new Lag(count(consumer), System.nanoTime()));
    }
  }

  private Map<String, Long> count(Consumer<?, ?> consumer) {
    if (consumer.assignment().isEmpty()) {
      return Map.of();
    }
    // nothing tells where a paused partition ends; asked without waiting, the next polls bring it
    consumer.endOffsets(consumer.paused(), Duration.ZERO);
    Map<String, Long> events = new HashMap<>();
    for (TopicPartition partition : consumer.assignment()) {
      long unread = consumer.currentLag(partition).orElse(0);
      events.merge(partition.topic(), unread + tracker.open(partition), Long::sum);
    }
    events.keySet().stream().filter(topics::add).forEach(this::show);
    return events;
  }

  private void show(String topic) {
    meters.gauge("orders.lag", Tags.of("topic", topic), this, lag -> lag.of(topic));
  }

  void closed(Consumer<?, ?> consumer) {
    lags.remove(consumer);
  }

  /** Events of the partitions that this process has, read or not, that are not finished. */
  public long of(String topic) {
    return lags.values().stream().mapToLong(lag -> lag.events.getOrDefault(topic, 0L)).sum();
  }
}
