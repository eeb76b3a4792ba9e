package io.orderroutes.dispatch;

import io.orderroutes.config.OrdersConfig;
import io.orderroutes.dispatch.OrderRoute.Outcome;
import io.orderroutes.kafka.EventRecord;
import io.orderroutes.limits.CallLimits;
import io.orderroutes.privacy.RedactedThrowable;
import io.orderroutes.retry.RetryTopics;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
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
 * Hands polled events to workers: at most {@code orders.concurrency} orders at once, never one
 * order twice, in the order they came; events of one order that wait are answered together. An
 * event has ended when its route has made a document or a parked record of it; one that could be
 * neither is tried again and stays uncommitted, and so does its record.
 */
@Singleton
@Named("orderDispatcher")
public class OrderDispatcher extends ServiceSupport implements Processor {
  private static final Logger LOG = Logger.getLogger(OrderDispatcher.class);
  private static final long AGAIN_SECONDS = 1;

  private final EventTracker tracker;
  private final EventResolver resolver;
  private final OrderRoute route;
  private final RetryTopics retries;
  private final Executor threads;
  private final int concurrency;
  private final long drainNanos;
  private final int readAhead;

  private final BatchAccumulator accumulator;
  private final KeyedQueue queue;
  private final OpenRecords records;
  // by identity: the hash of a batch would be that of everything in its events
  private final Set<Batch> running = Collections.newSetFromMap(new IdentityHashMap<>());
  private boolean stopping;
  private boolean readingOn;

  public OrderDispatcher(
      OrdersConfig config,
      EventTracker tracker,
      EventResolver resolver,
      OrderRoute route,
      RetryTopics retries,
      OrderSpans spans,
      CallLimits limits) {
    this.retries = retries;
    this.accumulator = new BatchAccumulator(config.batch().waitMillis(), System::nanoTime);
    this.queue = new KeyedQueue(new DeferredTasks(limits, retries.shortest()), accumulator);
    this.records = new OpenRecords(config.waiting().max(), resolver, spans, tracker, queue);
    this.tracker = tracker;
    this.resolver = resolver;
    this.route = route;
    this.concurrency = config.concurrency();
    this.threads = WorkerThreads.create(concurrency);
    this.readAhead = config.waiting().max() / 2;
    this.drainNanos = TimeUnit.MILLISECONDS.toNanos(config.stop().timeout());
  }

  @Override
  protected void doStart() {
    resolver.start();
  }

  @Override
  public void process(Exchange exchange) {
    EventRecord taken = EventRecord.of(exchange.getMessage(), retries::contains);
    EventRecord record = taken.inLog(tracker.log(taken.partition()));
    List<Task> tasks = resolver.tasks(record);
    synchronized (this) {
      if (stopping) {
        return; // not finished, so not committed: whoever starts next takes it again
      }
      accumulator.handedOver();
      records.add(record, tasks);
      startReady();
    }
  }

  private void startReady() {
    if (readingOn && running.isEmpty()) {
      return;
    }
    while (running.size() < concurrency && queue.hasReady()) {
      Batch batch = queue.takeReady();
      running.add(batch);
      threads.execute(() -> run(batch));
    }
    accumulator.lookAgain(this::look);
  }

  private synchronized void look() {
    accumulator.looked();
    startReady();
  }

  private void run(Batch batch) {
    Outcome outcome = Outcome.FAILED;
    try {
      outcome = route.end(batch);
    } catch (RuntimeException | Error e) {
      LOG.errorf(
          new RedactedThrowable(e),
          "event %s failed unforeseen and is tried again",
          batch.first().first().record());
    } finally {
      done(batch, outcome);
    }
  }

  private synchronized void done(Batch batch, Outcome outcome) {
    running.remove(batch);
    if (outcome.ended()) {
      records.ended(batch.records());
    }
    if (!stopping) {
      records.beginWaiting();
      batch.requests().forEach(request -> queue.done(request, outcome));
      if (!outcome.ended() && outcome.waitsFor().isEmpty()) {
        CompletableFuture.delayedExecutor(AGAIN_SECONDS, TimeUnit.SECONDS)
            .execute(() -> again(batch));
      }
    }
    startReady();
    notifyAll();
  }

  private synchronized void again(Batch batch) {
    batch.requests().forEach(request -> queue.again(request.first()));
    startReady();
  }

  /** Forgets what waits of these partitions and waits, within bounds, for what is in flight. */
  public synchronized void drain(Set<TopicPartition> partitions) {
    drop(partitions);
    long deadline = System.nanoTime() + drainNanos;
    try {
      for (long left = drainNanos;
          left > 0 && running.stream().anyMatch(batch -> batch.isOf(partitions));
          left = deadline - System.nanoTime()) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
      drop(partitions); // what has failed meanwhile
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Forgets what waits of these partitions: another copy of the service takes it. */
  public synchronized void drop(Set<TopicPartition> partitions) {
    records.drop(partitions);
    queue.removeIf(task -> partitions.contains(task.partition()));
  }

  /**
   * So many events come now. Starts what waited for a scope that has opened meanwhile. While there
   * are more events to poll, and room for them, none is begun before all are here: those of one
   * order are answered together.
   */
  public synchronized void polled(int events, boolean hasMore) {
    accumulator.comes(events, hasMore);
    readingOn = hasMore && open() < readAhead;
    queue.reopen();
    startReady();
  }

  public synchronized int inFlight() {
    return running.size();
  }

  /** Events that wait for a limit, a ban, a gateway or a token, by what they wait for. */
  public synchronized Map<String, Integer> waiting() {
    return queue.waiting();
  }

  /** Events taken from Kafka and not finished. */
  public synchronized int open() {
    return tracker.open() + records.further();
  }

  synchronized void stopping(@Observes CamelContextStoppingEvent event) {
    stopping = true;
    records.clear();
    queue.clear();
  }
}
