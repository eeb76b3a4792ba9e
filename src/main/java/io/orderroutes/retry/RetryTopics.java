package io.orderroutes.retry;

import io.orderroutes.config.ConfigurationError;
import io.orderroutes.config.OrdersConfig;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The topics in which an event waits until its order is asked for again; each has one wait. */
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

  /** Where an event goes from here: the first retry topic, the next one, or nowhere. */
  public Optional<String> after(String topic) {
    int next = topics.indexOf(topic) + 1;
    return next < topics.size() ? Optional.of(topics.get(next)) : Optional.empty();
  }

  /** The wait of the first topic; what waits no longer than that waits in memory. */
  public Optional<Duration> shortest() {
    return topics.isEmpty() ? Optional.empty() : Optional.of(waitIn(topics.get(0)));
  }

  /** Where an event waits that will not be asked for in this time. */
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
