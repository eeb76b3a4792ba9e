package io.orderroutes.consumer;

import io.orderroutes.privacy.RedactedThrowable;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
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
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * The consumer that Camel polls. It commits only what is finished. It takes no more while too many
 * events are unfinished. Both happen in {@link #poll}, on Camel's polling thread. Before a
 * partition leaves (on a rebalance, on a stop), its orders in flight are finished and committed.
 *
 * <p>No failure of the Kafka client leaves this class: {@link PollFailures} decides what is polled
 * again, and when. The client is opened here, and replaced where it may be broken.
 */
final class OrderConsumer implements PolledConsumer {
  private static final Logger LOG = Logger.getLogger(OrderConsumer.class);
  private static final Duration WHILE_HOLDING = Duration.ofMillis(20);

  /** Orders in flight are finished by then; a broker that does not respond is not waited for. */
  private static final CloseOptions CLOSE = CloseOptions.timeout(Duration.ofSeconds(5));

  private final KafkaConnection connection;
  private final KafkaClients.Flow flow;
  private final Positions positions;
  private final PollFailures failures;
  private final DelayedPartitions due;
  private final OffsetCommitter committer;
  private final AssignedPartitions assigned;
  private final int resumeBelow;
  private final int holdAbove;

  private volatile Consumer<byte[], byte[]> client;
  private Collection<String> topics = List.of();
  private boolean holding;
  private boolean suspended;

  /**
   * @param policy the operator's {@code auto.offset.reset}: earliest, latest or none
   * @param waitingMax how many events may be unfinished
   * @param pollMax how many records a poll brings at most
   * @param clock nanoseconds
   */
  OrderConsumer(
      KafkaConnection connection,
      KafkaClients.Flow flow,
      String policy,
      int waitingMax,
      int pollMax,
      LongSupplier clock) {
    this.connection = connection;
    this.flow = flow;
    this.positions = new Positions(flow.tracker(), flow.meters(), policy);
    this.failures = new PollFailures(flow.tracker(), flow.failures(), clock);
    this.due = new DelayedPartitions(flow.retries());
    this.committer = new OffsetCommitter(connection, flow.tracker(), flow.failures(), clock);
    this.assigned = new AssignedPartitions(this, flow, positions, due, failures, committer);
    this.holdAbove = Math.max(0, waitingMax - pollMax);
    this.resumeBelow = Math.max(1, holdAbove - holdAbove / 4);
    flow.liveness().opened(this);
    flow.share().opened(this);
  }

  @Override
  public Consumer<byte[], byte[]> client() {
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
        failures.succeeded(records.nextOffsets().keySet(), client::currentLag);
        // what is registered is handed over: nothing may fail from here
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

  /** Whether Kafka may be polled; waits a little where it may not. */
  private boolean isDue(Duration timeout) {
    long left = failures.delay();
    if (left > 0) {
      LockSupport.parkNanos(Math.min(left, timeout.toNanos()));
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptException("interrupted while Kafka is not polled");
      }
    }
    return left <= 0;
  }

  private void prepare() {
    if (client == null) {
      connect();
    }
    positions.restore(client, connection);
    Set<String> recreated = connection.recreated(topics);
    if (!recreated.isEmpty()) {
      positions.restart(
          client, assigned.all().stream().filter(of -> recreated.contains(of.topic())).toList());
    }
    committer.commitFinished(client);
    readAgain();
    holdOrResume();
  }

  private void connect() {
    failures.checkInstanceId(connection);
    client = connection.open(topics);
    assigned.listen(client);
    client.subscribe(topics, assigned);
  }

  /** Fetches unreadable partitions again that are due: drops what the client holds of them. */
  private void readAgain() {
    Set<TopicPartition> again = failures.due();
    if (!again.isEmpty()) {
      client.pause(client.assignment());
      client.resume(again);
      // records of a partition that waits for its position are dropped
      client.seekToBeginning(again);
      positions.invalidate();
      client.poll(Duration.ZERO);
      positions.restore(client, connection);
    }
  }

  private ConsumerRecords<byte[], byte[]> ask(Duration timeout) {
    ConsumerRecords<byte[], byte[]> polled = client.poll(holding ? WHILE_HOLDING : timeout);
    committer.throwIfFenced();
    // for a newly assigned partition the position must be known first
    return positions.areValid() ? due.of(polled, client, Instant.now()) : ConsumerRecords.empty();
  }

  private ConsumerRecords<byte[], byte[]> register(ConsumerRecords<byte[], byte[]> records) {
    for (ConsumerRecord<byte[], byte[]> record : records) {
      flow.tracker().taken(new TopicPartition(record.topic(), record.partition()), record.offset());
    }
    // behind the last record there may be transaction markers, which are never taken
    records.nextOffsets().forEach((read, next) -> flow.tracker().passed(read, next.offset()));
    return records;
  }

  private void handOver(ConsumerRecords<byte[], byte[]> records, boolean hasMore, boolean polled) {
    try {
      flow.dispatcher().polled(records.count(), hasMore);
      if (polled) {
        flow.liveness().polled(this, client, records);
      }
    } catch (RuntimeException | Error e) {
      LOG.warnf(new RedactedThrowable(e), "a poll was not reported");
    }
  }

  /** Nothing was handed over: the next poll begins where the last good one ended. */
  private void failed(Throwable error) {
    positions.invalidate();
    boolean broken = false;
    try {
      if (client != null && error instanceof InvalidOffsetException invalid) {
        positions.reset(client, invalid);
      } else {
        Set<TopicPartition> paused = client == null ? Set.of() : client.paused();
        broken = failures.failed(error, assigned.all(), paused);
      }
    } catch (RuntimeException | Error again) {
      broken = failures.failed(again);
    }
    if (broken) {
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
      assigned.lost();
    }
  }

  /** Whether the next poll may bring events. */
  private boolean hasMore() {
    Set<TopicPartition> polled = new HashSet<>(client.assignment());
    polled.removeAll(client.paused());
    return polled.stream().anyMatch(partition -> client.currentLag(partition).orElse(0) > 0);
  }

  /**
   * Pauses all partitions while too many events are unfinished, while no gateway responds, and
   * while commits are refused. That bounds the memory, and what a crash repeats.
   */
  private void holdOrResume() {
    int open = flow.dispatcher().open();
    boolean full = open > holdAbove || holding && open >= resumeBelow;
    flow.limits().full(full);
    holding = full || flow.limits().isStandstill() || committer.isRefused();
    Set<TopicPartition> held = new HashSet<>(client.assignment());
    if (!holding && !suspended) {
      held = due.waiting(Instant.now());
      held.addAll(failures.held(client.assignment()));
      held.retainAll(client.assignment());
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
    failures.name("the consumer of " + String.join(",", topics));
    assigned.inform(listener);
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
    flow.liveness().closed(this);
    flow.share().closed(this);
    closeClient();
    connection.close();
    failures.closed();
  }
}
