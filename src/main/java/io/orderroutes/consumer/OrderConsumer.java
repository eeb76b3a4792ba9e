package io.orderroutes.consumer;

import io.orderroutes.dispatch.OrderDispatcher;
import io.orderroutes.limits.CallLimits;
import io.orderroutes.privacy.RedactedThrowable;
import io.orderroutes.retry.RetryTopics;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnreleasedInstanceIdException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * The consumer that Camel polls. It commits what is finished, never what was merely taken, and
 * takes no more while too much waits; both happen in {@link #poll}, on Camel's polling thread. A
 * partition that is taken away (on a rebalance, on a stop) is first brought to rest.
 *
 * <p>No failure of the Kafka client leaves it. What fails stands still, is told by {@link
 * KafkaFailures}, and is tried again with growing waits: a partition whose next record cannot be
 * read, or everything. The client itself is opened here, and opened anew where it may be broken.
 */
final class OrderConsumer extends ForwardingConsumer {
  private static final Logger LOG = Logger.getLogger(OrderConsumer.class);
  private static final Duration WHILE_HOLDING = Duration.ofMillis(20);

  /** What was in flight is at rest by then; a broker that does not answer is not waited for. */
  private static final CloseOptions CLOSE = CloseOptions.timeout(Duration.ofSeconds(5));

  /** After so many failures in a row the client is opened anew. */
  private static final int FAILURES_OF_A_CLIENT = 4;

  private final LongSupplier clock;
  private final KafkaConnection connection;
  private final OffsetTracker tracker;
  private final OrderDispatcher dispatcher;
  private final DelayedPartitions due;
  private final CallLimits limits;
  private final ConsumerLiveness liveness;
  private final PartitionShare share;
  private final KafkaFailures failures;
  private final Positions positions;
  private final UnreadablePartitions unreadable = new UnreadablePartitions();
  private final Backoff outage = new Backoff();
  private final OffsetCommitter committer;
  private final int resumeBelow;
  private final int holdAbove;

  private volatile Consumer<byte[], byte[]> client;
  private final Set<TopicPartition> mine = new HashSet<>();
  private Collection<String> topics = List.of();
  private ConsumerRebalanceListener camel;
  private boolean holding;
  private boolean suspended;
  private boolean moved;
  private boolean fenced;

  OrderConsumer(
      KafkaConnection connection,
      Positions positions,
      OffsetTracker tracker,
      OrderDispatcher dispatcher,
      RetryTopics retries,
      CallLimits limits,
      int waitingMax,
      int pollMax,
      ConsumerLiveness liveness,
      PartitionShare share,
      KafkaFailures failures,
      LongSupplier clock) {
    this.clock = clock;
    this.connection = connection;
    this.positions = positions;
    this.liveness = liveness;
    this.share = share;
    this.failures = failures;
    this.committer = new OffsetCommitter(connection, tracker, failures, clock);
    liveness.opened(this);
    share.opened(this);
    this.due = new DelayedPartitions(retries);
    this.limits = limits;
    this.tracker = tracker;
    this.dispatcher = dispatcher;
    this.holdAbove = Math.max(0, waitingMax - pollMax);
    this.resumeBelow = Math.max(1, holdAbove - holdAbove / 4);
  }

  @Override
  protected Consumer<byte[], byte[]> client() {
    Consumer<byte[], byte[]> opened = client;
    if (opened == null) {
      throw new IllegalStateException("there is no connection to Kafka");
    }
    return opened;
  }

  @Override
  public Set<TopicPartition> assignment() {
    return client == null ? Set.of() : client.assignment();
  }

  @Override
  public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    ConsumerRecords<byte[], byte[]> taken = ConsumerRecords.empty();
    boolean hasMore = false;
    boolean polled = false;
    try {
      if (isDue(timeout)) {
        prepare();
        ConsumerRecords<byte[], byte[]> records = ask(timeout);
        polled = true;
        hasMore = !records.isEmpty() && hasMore();
        succeeded(records);
        // what is registered is handed on: nothing may fail from here
        taken = register(records);
      }
    } catch (WakeupException | InterruptException e) {
      throw e;
    } catch (RuntimeException | Error e) {
      failed(e);
    }
    handOver(taken, hasMore, polled);
    return taken;
  }

  /** Whether Kafka is to be asked; waits a little where it is not. */
  private boolean isDue(Duration timeout) {
    long left = outage.left(clock.getAsLong());
    if (left > 0) {
      LockSupport.parkNanos(Math.min(left, timeout.toNanos()));
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptException("interrupted while Kafka is not asked");
      }
    }
    return left <= 0;
  }

  private void prepare() {
    if (client == null) {
      connect();
    }
    if (moved) {
      positions.restore(client, connection);
      moved = false;
    }
    Set<String> anew = connection.recreated(topics);
    if (!anew.isEmpty()) {
      positions.restart(client, mine.stream().filter(of -> anew.contains(of.topic())).toList());
    }
    committer.commitFinished(client);
    readAgain();
    holdOrResume();
  }

  private void connect() {
    if (fenced && connection.isInstanceIdInUse()) {
      throw new FencedInstanceIdException(
          "another copy of the service has kafka.group.instance.id="
              + connection.instanceId()
              + ": give each copy an id of its own");
    }
    fenced = false;
    client = connection.open(topics);
    client.subscribe(topics, new BringToRest());
  }

  /**
   * Drops what the client holds of unreadable partitions that are due, so that it is fetched again.
   */
  private void readAgain() {
    Set<TopicPartition> again = unreadable.begin(clock.getAsLong());
    if (!again.isEmpty()) {
      client.pause(client.assignment());
      client.resume(again);
      // records of a partition that waits for its position are dropped
      client.seekToBeginning(again);
      moved = true;
      client.poll(Duration.ZERO);
      positions.restore(client, connection);
      moved = false;
    }
  }

  private ConsumerRecords<byte[], byte[]> ask(Duration timeout) {
    ConsumerRecords<byte[], byte[]> polled = client.poll(holding ? WHILE_HOLDING : timeout);
    committer.throwIfFenced();
    // of a partition that is new here it must be known first from where it is read
    return moved ? ConsumerRecords.empty() : due.of(polled, client, Instant.now());
  }

  private ConsumerRecords<byte[], byte[]> register(ConsumerRecords<byte[], byte[]> records) {
    for (ConsumerRecord<byte[], byte[]> record : records) {
      tracker.taken(new TopicPartition(record.topic(), record.partition()), record.offset());
    }
    // behind the last record there may be markers of transactions, which nobody takes
    records.nextOffsets().forEach((read, next) -> tracker.passed(read, next.offset()));
    return records;
  }

  private void handOver(ConsumerRecords<byte[], byte[]> records, boolean hasMore, boolean polled) {
    try {
      dispatcher.polled(records.count(), hasMore);
      if (polled) {
        liveness.polled(this, records);
      }
    } catch (RuntimeException | Error e) {
      LOG.warnf(new RedactedThrowable(e), "a poll was not counted");
    }
  }

  private void succeeded(ConsumerRecords<byte[], byte[]> records) {
    long now = clock.getAsLong();
    Set<TopicPartition> read = records.nextOffsets().keySet();
    unreadable
        .read(read, client::currentLag, now)
        .forEach(again -> failures.ended(again.toString()));
    if (outage.failures() > 0 && (!read.isEmpty() || outage.isQuiet(now))) {
      outage.succeeded();
      failures.ended(name());
    }
  }

  /** Nothing was handed on: the next poll begins where the last good one ended. */
  private void failed(Throwable error) {
    moved = true;
    try {
      if (client != null && error instanceof InvalidOffsetException invalid) {
        positions.reset(client, invalid);
      } else {
        standStill(error);
      }
    } catch (RuntimeException | Error again) {
      standStillAll(again);
    }
  }

  private void standStill(Throwable error) {
    long now = clock.getAsLong();
    Set<TopicPartition> polled = new HashSet<>(mine);
    Set<TopicPartition> causes = Set.of();
    if (error instanceof TopicAuthorizationException refused) {
      polled.removeIf(other -> !refused.unauthorizedTopics().contains(other.topic()));
      polled.removeAll(unreadable.held(polled, now));
      causes = unreadable.mark(polled, now);
    } else if (!(error instanceof ApiException) && !polled.isEmpty()) {
      polled.removeAll(client.paused());
      causes = unreadable.failed(polled, now);
    }
    if (polled.isEmpty() || error instanceof ApiException && causes.isEmpty()) {
      standStillAll(error);
    }
    causes.forEach(
        cause -> failures.failed(cause.toString(), "at offset " + next(cause), error, false));
  }

  private void standStillAll(Throwable error) {
    outage.failed(clock.getAsLong());
    failures.failed(name(), "", error, true);
    boolean taken =
        error instanceof FencedInstanceIdException
            || error instanceof UnreleasedInstanceIdException;
    fenced |= taken;
    if (taken || outage.failures() % FAILURES_OF_A_CLIENT == 0) {
      closeClient();
    }
  }

  /** The next poll opens another one. */
  private void closeClient() {
    if (client != null) {
      try {
        client.close(CLOSE);
      } catch (RuntimeException | Error e) {
        LOG.debugf("the Kafka client did not close: %s", e.getMessage());
      }
      client = null;
      committer.forget();
      lost(Set.copyOf(mine));
    }
  }

  private String name() {
    return "the consumer of " + String.join(",", topics);
  }

  private String next(TopicPartition partition) {
    OptionalLong next = tracker.next(partition);
    return next.isPresent() ? Long.toString(next.getAsLong()) : "that is committed";
  }

  /** Whether there are events that this poll has not brought and the next one may. */
  private boolean hasMore() {
    Set<TopicPartition> polled = new HashSet<>(client.assignment());
    polled.removeAll(client.paused());
    return polled.stream().anyMatch(partition -> client.currentLag(partition).orElse(0) > 0);
  }

  /**
   * The bound of memory, and of repeats after a crash; and a pause while no gateway answers. New
   * partitions are held like the others.
   */
  private void holdOrResume() {
    int open = dispatcher.open();
    boolean full = open > holdAbove || holding && open >= resumeBelow;
    limits.full(full);
    holding = full || limits.isStandstill() || committer.isRefused();
    Set<TopicPartition> assigned = client.assignment();
    Set<TopicPartition> held = new HashSet<>(assigned);
    if (!holding && !suspended) {
      held = due.waiting(Instant.now());
      held.addAll(unreadable.held(assigned, clock.getAsLong()));
      held.retainAll(assigned);
    }
    Set<TopicPartition> polled = new HashSet<>(client.paused());
    polled.removeAll(held);
    client.resume(polled);
    client.pause(held);
  }

  @Override
  public void pause(Collection<TopicPartition> partitions) {
    suspended = true;
  }

  @Override
  public void resume(Collection<TopicPartition> partitions) {
    suspended = false;
  }

  @Override
  public void subscribe(Collection<String> names, ConsumerRebalanceListener listener) {
    topics = List.copyOf(names);
    positions.count(topics);
    camel = listener;
  }

  @Override
  public void unsubscribe() {
    if (client != null) {
      client.unsubscribe();
    }
  }

  @Override
  public void wakeup() {
    Consumer<byte[], byte[]> opened = client;
    if (opened != null) {
      opened.wakeup();
    }
  }

  @Override
  public void close() {
    liveness.closed(this);
    share.closed(this);
    closeClient();
    connection.close();
    failures.ended(name());
  }

  /** Waits for the orders of these partitions that are in flight, and commits. */
  private void bringToRest(Set<TopicPartition> leaving) {
    dispatcher.drain(leaving);
    committer.commitNow(client, leaving);
    left(leaving);
  }

  private void lost(Set<TopicPartition> gone) {
    dispatcher.drop(gone);
    left(gone);
  }

  private void left(Set<TopicPartition> gone) {
    tracker.forget(gone);
    due.forget(gone);
    unreadable.forget(gone);
    mine.removeAll(gone);
    gone.forEach(partition -> failures.ended(partition.toString()));
  }

  /** Keeps what fails here from the client, which would take it for a failure of its own. */
  private static void guarded(Runnable step) {
    try {
      step.run();
    } catch (WakeupException | InterruptException e) {
      throw e;
    } catch (RuntimeException | Error e) {
      LOG.warnf(new RedactedThrowable(e), "a change of partitions was not followed");
    }
  }

  private final class BringToRest implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      guarded(() -> bringToRest(new HashSet<>(partitions)));
      guarded(() -> share.assigned(OrderConsumer.this, partitions));
      camel.onPartitionsRevoked(partitions);
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      mine.addAll(partitions);
      moved = true;
      camel.onPartitionsAssigned(partitions);
      guarded(() -> share.assigned(OrderConsumer.this, Set.of()));
      if (holding) {
        client.pause(partitions);
      }
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      guarded(() -> lost(new HashSet<>(partitions)));
      camel.onPartitionsLost(partitions);
    }
  }
}
