package io.orderroutes.retry;

import io.orderroutes.config.ConfigurationError;
import io.orderroutes.config.OrdersConfig;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The retry topics; each has one wait. */
@Singleton
public class RetryTopics {
  private final List<String> topics;
  private final List<Long> waits;

  public RetryTopics(OrdersConfig config) {
    this.topics = config.retry().topics().orElse(List.of());
    this.waits = config.retry().waits().orElse(List.of());
    if (topics.size() != waits.size()) {
      throw new ConfigurationError(
          "orders.retry.waits",
          "has " + waits.size() + " waits for " + topics.size() + " topics",
          "write one wait for each of orders.retry.topics");
    }
  }

  public boolean contains(String topic) {
    return topics.contains(topic);
  }

  int count() {
    return topics.size();
  }

  /** The retry topic after this topic: the first one, the next one, or none. */
  public Optional<String> after(String topic) {
    int next = topics.indexOf(topic) + 1;
    return next < topics.size() ? Optional.of(topics.get(next)) : Optional.empty();
  }

  /** The wait of the first topic. For a shorter time, an event waits in memory. */
  public Optional<Duration> shortest() {
    return topics.isEmpty() ? Optional.empty() : Optional.of(waitIn(topics.get(0)));
  }

  /** The topic with the longest wait within this time; the first one if all waits are longer. */
  String within(Duration time) {
    String longest = topics.get(0);
    for (String topic : topics) {
      longest = waitIn(topic).compareTo(time) <= 0 ? topic : longest;
    }
    return longest;
  }

  public Duration waitIn(String topic) {
    return Duration.ofMillis(waits.get(topics.indexOf(topic)));
  }
}
