package io.orderroutes.consumer;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/** Commits the offsets of finished events. A refused commit is retried after a growing delay. */
final class OffsetCommitter {
  private static final Logger LOG = Logger.getLogger(OffsetCommitter.class);
  private static final long INTERVAL = Duration.ofMillis(200).toNanos();
  private static final String NAME = "the commit of offsets";

  private final LongSupplier clock;
  private final KafkaConnection connection;
  private final OffsetTracker tracker;
  private final KafkaFailures failures;
  private final Backoff refused = new Backoff();
  private long last;
  private FencedInstanceIdException fenced;

  OffsetCommitter(
      KafkaConnection connection,
      OffsetTracker tracker,
      KafkaFailures failures,
      LongSupplier clock) {
    this.clock = clock;
    this.connection = connection;
    this.last = clock.getAsLong();
    this.tracker = tracker;
    this.failures = failures;
  }

  /** Starts a commit of what is finished; does not wait for its result. */
  void commitFinished(Consumer<?, ?> client) {
    long now = clock.getAsLong();
    if (now - last < INTERVAL || refused.left(now) > 0) {
      return;
    }
    last = now;
    Map<TopicPartition, OffsetAndMetadata> finished = tracker.committable(client.assignment());
    if (finished.isEmpty()) {
      accepted();
      return;
    }
    try {
      client.commitAsync(
          named(finished), (committed, failure) -> ended(finished.keySet(), failure));
    } catch (RuntimeException | Error e) {
      tracker.notCommitted(finished.keySet());
      throw e;
    }
  }

  /** Adds to each offset the id of its topic, for {@link Positions#restore}. */
  private Map<TopicPartition, OffsetAndMetadata> named(
      Map<TopicPartition, OffsetAndMetadata> finished) {
    finished.replaceAll(
        (partition, offset) ->
            new OffsetAndMetadata(offset.offset(), connection.logOf(partition.topic())));
    return finished;
  }

  private void ended(Set<TopicPartition> committed, Exception failure) {
    if (failure == null) {
      accepted();
      return;
    }
    tracker.notCommitted(committed);
    if (failure instanceof FencedInstanceIdException taken) {
      fenced = taken;
    } else if (isPassing(failure)) {
      LOG.debugf("offsets were not committed, the next poll retries: %s", failure);
    } else {
      refused.failed(clock.getAsLong());
      failures.failed(NAME, "", failure, true);
    }
  }

  /** A broker is unavailable, or partitions move to another instance. The client handles both. */
  private static boolean isPassing(Exception failure) {
    return failure instanceof RetriableException
        || failure instanceof RebalanceInProgressException
        || failure instanceof CommitFailedException;
  }

  /**
   * Whether commits are refused. Events that are taken meanwhile would be repeated after a crash.
   */
  boolean isRefused() {
    return refused.failures() > 0;
  }

  /**
   * Reports to the polling thread that a commit was fenced.
   *
   * @throws FencedInstanceIdException when another member of the group has this instance id
   */
  void throwIfFenced() {
    FencedInstanceIdException taken = fenced;
    fenced = null;
    if (taken != null) {
      throw taken;
    }
  }

  /** Commits what is finished of these partitions, and waits for the result. */
  void commitNow(Consumer<?, ?> client, Set<TopicPartition> leaving) {
    Map<TopicPartition, OffsetAndMetadata> finished = tracker.positions(leaving);
    if (finished.isEmpty()) {
      return;
    }
    try {
      try {
        client.commitSync(named(finished));
      } catch (WakeupException e) {
        client.commitSync(named(finished)); // a stop wakes the client once
      }
    } catch (RuntimeException e) {
      LOG.warnf(
          "the last offsets were not committed, so their events will be repeated: %s",
          e.getMessage());
    }
  }

  /** The client was closed. */
  void forget() {
    fenced = null;
    accepted();
  }

  private void accepted() {
    if (refused.failures() > 0) {
      refused.succeeded();
      failures.ended(NAME);
    }
  }
}
