package io.orderroutes.consumer;

import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnreleasedInstanceIdException;

/**
 * What a failed poll leads to. The failure is reported to {@link KafkaFailures}. What failed is
 * paused and polled again after a growing delay: the partition whose next record cannot be read, or
 * the whole consumer.
 */
final class PollFailures {
  /** After so many failures in a row the client is replaced. */
  private static final int FAILURES_OF_A_CLIENT = 4;

  private final OffsetTracker tracker;
  private final KafkaFailures failures;
  private final LongSupplier clock;
  private final UnreadablePartitions unreadable = new UnreadablePartitions();
  private final Backoff outage = new Backoff();
  private String consumer = "";
  private boolean fenced;

  PollFailures(OffsetTracker tracker, KafkaFailures failures, LongSupplier clock) {
    this.tracker = tracker;
    this.failures = failures;
    this.clock = clock;
  }

  /** The consumer's name in reports. */
  void name(String name) {
    consumer = name;
  }

  /** Nanoseconds until Kafka may be polled; 0 or less where it may be polled now. */
  long delay() {
    return outage.left(clock.getAsLong());
  }

  /**
   * A poll of the assigned partitions failed, except those that were paused.
   *
   * @return whether the client must be replaced
   */
  boolean failed(Throwable error, Set<TopicPartition> assigned, Set<TopicPartition> paused) {
    long now = clock.getAsLong();
    Set<TopicPartition> polled = new HashSet<>(assigned);
    Set<TopicPartition> causes = Set.of();
    if (error instanceof TopicAuthorizationException refused) {
      polled.removeIf(other -> !refused.unauthorizedTopics().contains(other.topic()));
      polled.removeAll(unreadable.held(polled, now));
      causes = unreadable.mark(polled, now);
    } else if (!(error instanceof ApiException) && !polled.isEmpty()) {
      polled.removeAll(paused);
      causes = unreadable.failed(polled, now);
    }
    causes.forEach(
        cause -> failures.failed(cause.toString(), "at offset " + next(cause), error, false));
    boolean all = polled.isEmpty() || error instanceof ApiException && causes.isEmpty();
    return all && failed(error);
  }

  /**
   * The whole consumer failed.
   *
   * @return whether the client must be replaced
   */
  boolean failed(Throwable error) {
    outage.failed(clock.getAsLong());
    failures.failed(consumer, "", error, true);
    boolean taken =
        error instanceof FencedInstanceIdException
            || error instanceof UnreleasedInstanceIdException;
    fenced |= taken;
    return taken || outage.failures() % FAILURES_OF_A_CLIENT == 0;
  }

  private String next(TopicPartition partition) {
    OptionalLong next = tracker.next(partition);
    return next.isPresent() ? Long.toString(next.getAsLong()) : "that is committed";
  }

  /** A poll succeeded and read from these partitions. */
  void succeeded(Set<TopicPartition> read, Function<TopicPartition, OptionalLong> lag) {
    long now = clock.getAsLong();
    unreadable.read(read, lag, now).forEach(again -> failures.ended(again.toString()));
    if (outage.failures() > 0 && (!read.isEmpty() || outage.isQuiet(now))) {
      outage.succeeded();
      failures.ended(consumer);
    }
  }

  /** Unreadable partitions that have become due; each is returned once before it fails again. */
  Set<TopicPartition> due() {
    return unreadable.begin(clock.getAsLong());
  }

  /** Those of the assigned partitions that are not to be polled now. */
  Set<TopicPartition> held(Set<TopicPartition> assigned) {
    return unreadable.held(assigned, clock.getAsLong());
  }

  /**
   * After another member of the group took this one's instance id: keeps from taking it back.
   *
   * @throws FencedInstanceIdException while that member has the id
   */
  void checkInstanceId(KafkaConnection connection) {
    if (fenced && connection.isInstanceIdInUse()) {
      throw new FencedInstanceIdException(
          "another instance of the service has kafka.group.instance.id="
              + connection.instanceId()
              + ": give each instance an id of its own");
    }
    fenced = false;
  }

  /** The consumer no longer has these partitions. */
  void forget(Set<TopicPartition> gone) {
    unreadable.forget(gone);
    gone.forEach(partition -> failures.ended(partition.toString()));
  }

  void closed() {
    failures.ended(consumer);
  }
}
