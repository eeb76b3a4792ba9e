package io.orderroutes.consumer;

import io.orderroutes.limits.CallLimits;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/** When each consumer of events polled last, and which share of the partitions it has. */
@Singleton
public class ConsumerLiveness {
  private final Map<OrderConsumer, Poll> polls = new ConcurrentHashMap<>();

  private final CallLimits limits;
  private final Lags lags;

  private record Poll(Optional<Long> last, int mine, int all) {}

  public ConsumerLiveness(CallLimits limits, Lags lags) {
    this.limits = limits;
    this.lags = lags;
  }

  void opened(OrderConsumer consumer) {
    polls.put(consumer, new Poll(Optional.empty(), 0, 0));
  }

  void closed(OrderConsumer consumer) {
    polls.remove(consumer);
    lags.closed(consumer);
  }

  void polled(OrderConsumer consumer, ConsumerRecords<?, ?> records) {
    lags.polled(consumer, records);
    Optional<Long> now = Optional.of(System.nanoTime());
    polls.computeIfPresent(consumer, (key, poll) -> new Poll(now, poll.mine, poll.all));
  }

  /** The limits on calls hold for all copies together: each has the share of its partitions. */
  void assigned(OrderConsumer consumer, Collection<TopicPartition> without) {
    if (limits.hasRateLimiters()) {
      Set<TopicPartition> mine = new HashSet<>(consumer.assignment());
      mine.removeAll(without);
      int all =
          consumer.subscription().stream()
              .mapToInt(topic -> consumer.partitionsFor(topic).size())
              .sum();
      polls.computeIfPresent(consumer, (key, poll) -> new Poll(poll.last, mine.size(), all));
      limits.share(
          polls.values().stream().mapToInt(Poll::mine).sum(),
          polls.values().stream().mapToInt(Poll::all).sum());
    }
  }

  /** Of the consumer that is silent for longest; empty until each has polled. */
  public Optional<Duration> sinceLast() {
    return polls.values().stream().allMatch(poll -> poll.last.isPresent())
        ? polls.values().stream()
            .map(poll -> Duration.ofNanos(System.nanoTime() - poll.last.get()))
            .max(Comparator.naturalOrder())
        : Optional.empty();
  }
}
