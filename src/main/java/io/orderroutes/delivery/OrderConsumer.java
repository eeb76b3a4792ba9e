package io.orderroutes.delivery;

import io.orderroutes.limits.CallLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * The consumer that Camel polls. It commits what is finished, never what was merely taken, and
 * takes no more while too much waits; both happen in {@link #poll}, on Camel's polling thread. A
 * partition that is taken away (on a rebalance, on a stop) is first brought to rest.
 */
final class OrderConsumer extends KafkaConsumer<byte[], byte[]> {
  private static final Logger LOG = Logger.getLogger(OrderConsumer.class);
  private static final Duration WHILE_HOLDING = Duration.ofMillis(20);
  private static final long COMMIT_INTERVAL = Duration.ofMillis(200).toNanos();

  private final Offsets offsets;
  private final Workers workers;
  private final DueRecords due;
  private final CallLimits limits;
  private final Polls polls;
  private final int resumeBelow;
  private final int holdAbove;
  private boolean holding;
  private boolean suspended;
  private long lastCommit = System.nanoTime();

  OrderConsumer(
      Properties properties,
      Offsets offsets,
      Workers workers,
      RetryTopics retries,
      CallLimits limits,
      int waitingMax,
      int pollMax,
      Polls polls) {
    super(properties);
    this.polls = polls;
    polls.opened(this);
    this.due = new DueRecords(retries);
    this.limits = limits;
    this.offsets = offsets;
    this.workers = workers;
    this.holdAbove = Math.max(0, waitingMax - pollMax);
    this.resumeBelow = Math.max(1, holdAbove - holdAbove / 4);
  }

  @Override
  public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    if (System.nanoTime() - lastCommit >= COMMIT_INTERVAL) {
      commitFinished();
    }
    holdOrResume();
    ConsumerRecords<byte[], byte[]> records =
        due.of(super.poll(holding ? WHILE_HOLDING : timeout), this, Instant.now());
    for (ConsumerRecord<byte[], byte[]> record : records) {
      offsets.taken(new TopicPartition(record.topic(), record.partition()), record.offset());
    }
    polls.polled(this, records);
    workers.polled(records.count(), !records.isEmpty() && hasMore());
    return records;
  }

  @Override
  public void close() {
    polls.closed(this);
    super.close();
  }

  /** Whether there are events that this poll has not brought and the next one may. */
  private boolean hasMore() {
    Set<TopicPartition> polled = new HashSet<>(assignment());
    polled.removeAll(paused());
    return polled.stream().anyMatch(partition -> currentLag(partition).orElse(0) > 0);
  }

  private void commitFinished() {
    lastCommit = System.nanoTime();
    Map<TopicPartition, OffsetAndMetadata> finished = offsets.committable(assignment());
    if (!finished.isEmpty()) {
      commitAsync(
          finished,
          (committed, failure) -> {
            if (failure != null) {
              offsets.notCommitted(committed.keySet());
              LOG.debugf("offsets were not committed, the next poll tries again: %s", failure);
            }
          });
    }
  }

  /**
   * The bound of memory, and of repeats after a crash; and a pause while no gateway answers. New
   * partitions are held like the others.
   */
  private void holdOrResume() {
    int open = offsets.open();
    boolean full = open > holdAbove || holding && open >= resumeBelow;
    limits.full(full);
    if (full || limits.isStandstill()) {
      holding = true;
      super.pause(assignment());
    } else {
      holding = false;
    }
    if (!holding && !suspended) {
      resumeWhatIsDue();
    }
  }

  private void resumeWhatIsDue() {
    Set<TopicPartition> waiting = due.waiting(Instant.now());
    Set<TopicPartition> ready = new HashSet<>(paused());
    ready.removeAll(waiting);
    super.resume(ready);
    waiting.retainAll(assignment());
    super.pause(waiting);
  }

  @Override
  public void pause(Collection<TopicPartition> partitions) {
    suspended = true;
    super.pause(partitions);
  }

  @Override
  public void resume(Collection<TopicPartition> partitions) {
    suspended = false;
    if (!holding) {
      resumeWhatIsDue();
    }
  }

  @Override
  public void subscribe(Collection<String> topics, ConsumerRebalanceListener listener) {
    super.subscribe(topics, new BringToRest(listener));
  }

  /** Waits for the orders of these partitions that are in flight, and commits. */
  private void bringToRest(Set<TopicPartition> leaving) {
    workers.drain(leaving);
    Map<TopicPartition, OffsetAndMetadata> finished = offsets.positions(leaving);
    try {
      if (!finished.isEmpty()) {
        commitSync(finished);
      }
    } catch (KafkaException e) {
      LOG.warnf(
          "the last offsets were not committed, their events will be repeated: %s", e.getMessage());
    }
    offsets.forget(leaving);
    due.forget(leaving);
  }

  private final class BringToRest implements ConsumerRebalanceListener {
    private final ConsumerRebalanceListener camel;

    BringToRest(ConsumerRebalanceListener camel) {
      this.camel = camel;
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      bringToRest(new HashSet<>(partitions));
      polls.assigned(OrderConsumer.this, partitions);
      camel.onPartitionsRevoked(partitions);
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      camel.onPartitionsAssigned(partitions);
      polls.assigned(OrderConsumer.this, Set.of());
      if (holding) {
        OrderConsumer.super.pause(partitions);
      }
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      workers.drop(new HashSet<>(partitions));
      offsets.forget(partitions);
      due.forget(partitions);
      camel.onPartitionsLost(partitions);
    }
  }
}
