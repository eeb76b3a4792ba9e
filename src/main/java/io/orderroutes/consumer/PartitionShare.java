package io.orderroutes.consumer;

import io.orderroutes.limits.CallLimits;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * The share of all partitions that this process has. Call limits hold for all instances together;
 * each instance may use its share.
 */
@Singleton
public class PartitionShare {
  private final Map<Object, Share> shares = new ConcurrentHashMap<>();
  private final CallLimits limits;

  private record Share(int mine, int all) {}

  public PartitionShare(CallLimits limits) {
    this.limits = limits;
  }

  void opened(Object consumer) {
    shares.put(consumer, new Share(0, 0));
  }

  void closed(Object consumer) {
    shares.remove(consumer);
  }

  /** Counts the consumer's partitions, {@code without} those that it is about to lose. */
  void assigned(Object consumer, Consumer<?, ?> client, Collection<TopicPartition> without) {
    if (limits.hasRateLimiters()) {
      Set<TopicPartition> mine = new HashSet<>(client.assignment());
      mine.removeAll(without);
      int all =
          client.subscription().stream()
              .mapToInt(topic -> client.partitionsFor(topic).size())
              .sum();
      // a consumer that was closed is called once more
      shares.computeIfPresent(consumer, (key, share) -> new Share(mine.size(), all));
      limits.share(
          shares.values().stream().mapToInt(Share::mine).sum(),
          shares.values().stream().mapToInt(Share::all).sum());
    }
  }
}
