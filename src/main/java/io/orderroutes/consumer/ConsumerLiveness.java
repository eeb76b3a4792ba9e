package io.orderroutes.consumer;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/** When each consumer of events polled last. */
@Singleton
public class ConsumerLiveness {
  private final Map<Consumer<?, ?>, Optional<Long>> lastPolls = new ConcurrentHashMap<>();
  private final Lags lags;

  public ConsumerLiveness(Lags lags) {
    this.lags = lags;
  }

  void opened(Consumer<?, ?> consumer) {
    lastPolls.put(consumer, Optional.empty());
  }

  void closed(Consumer<?, ?> consumer) {
    lastPolls.remove(consumer);
    lags.closed(consumer);
  }

  void polled(Consumer<?, ?> consumer, ConsumerRecords<?, ?> records) {
    lags.polled(consumer, records);
    lastPolls.replace(consumer, Optional.of(System.nanoTime()));
  }

  /** Of the consumer that is silent for longest; empty until each has polled. */
  public Optional<Duration> sinceLast() {
    return lastPolls.values().stream().allMatch(Optional::isPresent)
        ? lastPolls.values().stream()
            .map(last -> Duration.ofNanos(System.nanoTime() - last.get()))
            .max(Comparator.naturalOrder())
        : Optional.empty();
  }
}
