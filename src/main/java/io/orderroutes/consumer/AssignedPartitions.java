package io.orderroutes.consumer;

import io.orderroutes.privacy.RedactedThrowable;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * The partitions that a consumer has. Before one of them leaves (on a rebalance, on a stop), its
 * orders in flight are finished and committed. If it is lost, they are dropped.
 */
final class AssignedPartitions implements ConsumerRebalanceListener {
  private static final Logger LOG = Logger.getLogger(AssignedPartitions.class);

  private final Object consumer;
  private final KafkaClients.Flow flow;
  private final Positions positions;
  private final DelayedPartitions due;
  private final PollFailures failures;
  private final OffsetCommitter committer;
  private final Set<TopicPartition> assigned = new HashSet<>();
  private ConsumerRebalanceListener camel;
  private Consumer<?, ?> client;

  AssignedPartitions(
      Object consumer,
      KafkaClients.Flow flow,
      Positions positions,
      DelayedPartitions due,
      PollFailures failures,
      OffsetCommitter committer) {
    this.consumer = consumer;
    this.flow = flow;
    this.positions = positions;
    this.due = due;
    this.failures = failures;
    this.committer = committer;
  }

  /** Camel's listener is called with each change. */
  void inform(ConsumerRebalanceListener listener) {
    camel = listener;
  }

  /** The client that assigns partitions from now on. */
  void listen(Consumer<?, ?> opened) {
    client = opened;
  }

  Set<TopicPartition> all() {
    return assigned;
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    assigned.addAll(partitions);
    positions.invalidate();
    camel.onPartitionsAssigned(partitions);
    guarded(() -> flow.share().assigned(consumer, client, Set.of()));
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    guarded(() -> finish(new HashSet<>(partitions)));
    guarded(() -> flow.share().assigned(consumer, client, partitions));
    camel.onPartitionsRevoked(partitions);
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    guarded(() -> lost(new HashSet<>(partitions)));
    camel.onPartitionsLost(partitions);
  }

  private void finish(Set<TopicPartition> leaving) {
    flow.dispatcher().drain(leaving);
    committer.commitNow(client, leaving);
    forget(leaving);
  }

  /** The client is closed. */
  void lost() {
    lost(Set.copyOf(assigned));
  }

  private void lost(Set<TopicPartition> gone) {
    flow.dispatcher().drop(gone);
    forget(gone);
  }

  private void forget(Set<TopicPartition> gone) {
    flow.tracker().forget(gone);
    due.forget(gone);
    failures.forget(gone);
    assigned.removeAll(gone);
  }

  /** What fails here must not reach the client, which would treat it as a failure of its own. */
  private static void guarded(Runnable step) {
    try {
      step.run();
    } catch (WakeupException | InterruptException e) {
      throw e;
    } catch (RuntimeException | Error e) {
      LOG.warnf(new RedactedThrowable(e), "a change of the assigned partitions failed");
    }
  }
}
