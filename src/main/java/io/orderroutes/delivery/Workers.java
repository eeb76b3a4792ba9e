package io.orderroutes.delivery;

import io.orderroutes.limits.CallLimits;
import io.orderroutes.sellers.OrdersConfig;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.spi.CamelEvent.CamelContextStoppingEvent;
import org.apache.camel.support.service.ServiceSupport;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Hands each polled event to a worker: at most {@code orders.concurrency} at once, never two of one
 * order, in the order they came. An event is finished when its route has ended it as a document or
 * a parked record; one that could be neither is tried again and stays uncommitted.
 */
@Singleton
@Named("workers")
public class Workers extends ServiceSupport implements Processor {
  private static final Logger LOG = Logger.getLogger(Workers.class);
  private static final long AGAIN_SECONDS = 1;

  private final Offsets offsets;
  private final Intake intake;
  private final OrderRoute route;
  private final RetryTopics retries;
  private final Executor threads;
  private final int concurrency;
  private final long drainNanos;

  private final Backlog backlog;
  // by identity: the hash of a task would be that of everything in its event
  private final Set<Task> running = Collections.newSetFromMap(new IdentityHashMap<>());
  private boolean stopping;
  private volatile Optional<Long> lastPoll = Optional.empty();

  public Workers(
      OrdersConfig config,
      Offsets offsets,
      Intake intake,
      OrderRoute route,
      RetryTopics retries,
      CallLimits limits) {
    this.retries = retries;
    this.backlog = new Backlog(new Waiting(limits, retries.shortest()));
    this.offsets = offsets;
    this.intake = intake;
    this.route = route;
    this.concurrency = config.concurrency();
    this.threads = WorkerThreads.create(concurrency);
    this.drainNanos = TimeUnit.MILLISECONDS.toNanos(config.stop().timeout());
  }

  /** An admitted event; those with an equal key wait for each other. */
  record Task(EventRecord record, Admission admission, Object key) {}

  @Override
  protected void doStart() {
    intake.start();
  }

  @Override
  public void process(Exchange exchange) {
    EventRecord record = EventRecord.of(exchange.getMessage(), retries);
    Admission admission = intake.admit(record);
    Task task = new Task(record, admission, admission.key().orElse(record.place()));
    synchronized (this) {
      if (stopping) {
        return; // not finished, so not committed: whoever starts next takes it again
      }
      backlog.add(task);
      startReady();
    }
  }

  private void startReady() {
    while (running.size() < concurrency && backlog.hasReady()) {
      Task task = backlog.takeReady();
      running.add(task);
      threads.execute(() -> run(task));
    }
  }

  private void run(Task task) {
    Ending ending = Ending.FAILED;
    try {
      ending = route.end(task.record(), task.admission());
    } catch (RuntimeException | Error e) {
      LOG.errorf(e, "event %s failed unforeseen and is tried again", task.record().place());
    } finally {
      if (ending.ended()) {
        offsets.finished(task.record().partition(), task.record().offset());
      }
      done(task, ending);
    }
  }

  private synchronized void done(Task task, Ending ending) {
    running.remove(task);
    if (!stopping) {
      backlog.done(task, ending);
      if (!ending.ended() && ending.waitsFor().isEmpty()) {
        CompletableFuture.delayedExecutor(AGAIN_SECONDS, TimeUnit.SECONDS)
            .execute(() -> again(task));
      }
    }
    startReady();
    notifyAll();
  }

  private synchronized void again(Task task) {
    backlog.again(task);
    startReady();
  }

  /** Forgets what waits of these partitions and waits, within bounds, for what is in flight. */
  synchronized void drain(Set<TopicPartition> partitions) {
    drop(partitions);
    long deadline = System.nanoTime() + drainNanos;
    try {
      for (long left = drainNanos;
          left > 0 && running.stream().anyMatch(task -> isOf(task, partitions));
          left = deadline - System.nanoTime()) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
      drop(partitions); // what has failed meanwhile
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Forgets what waits of these partitions: another copy of the service takes it. */
  synchronized void drop(Set<TopicPartition> partitions) {
    backlog.removeIf(task -> isOf(task, partitions));
  }

  private static boolean isOf(Task task, Set<TopicPartition> partitions) {
    return partitions.contains(task.record().partition());
  }

  /** Starts what waited for a scope that has opened meanwhile. */
  synchronized void polled() {
    lastPoll = Optional.of(System.nanoTime());
    backlog.reopen();
    startReady();
  }

  /** Empty until the first poll. */
  public Optional<Duration> sinceLastPoll() {
    return lastPoll.map(last -> Duration.ofNanos(System.nanoTime() - last));
  }

  public synchronized int inFlight() {
    return running.size();
  }

  /** Events that wait for a limit, a ban, a gateway or a token, by what they wait for. */
  public synchronized Map<String, Integer> waiting() {
    return backlog.waiting();
  }

  /** Events taken from Kafka and not finished. */
  public int open() {
    return offsets.open();
  }

  synchronized void stopping(@Observes CamelContextStoppingEvent event) {
    stopping = true;
    backlog.clear();
  }
}
