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
 * Runs the route of each order on a worker thread: at most {@code orders.concurrency} orders at the
 * same time, one at a time for each order, in the order of their events. Events of one order that
 * wait are served by one fetch. An event has ended when the broker has acknowledged its document,
 * retry or parked record. If none of them could be made, the event starts again, and its record
 * stays uncommitted.
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
  // by identity, because the hash of a batch covers all of its events
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
        return; // not finished and not committed: the next owner of the partition takes it
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
          "event %s failed for an unexpected reason and is tried again",
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

  /**
   * Drops the waiting events of these partitions. Waits for those in flight, at most {@code
   * orders.stop.timeout}.
   */
  public synchronized void drain(Set<TopicPartition> partitions) {
    drop(partitions);
    long deadline = System.nanoTime() + drainNanos;
    try {
      for (long left = drainNanos;
          left > 0 && running.stream().anyMatch(batch -> batch.isOf(partitions));
          left = deadline - System.nanoTime()) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
      drop(partitions); // those that failed in the meantime
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Drops the waiting events of these partitions: another instance takes them. */
  public synchronized void drop(Set<TopicPartition> partitions) {
    records.drop(partitions);
    queue.removeIf(task -> partitions.contains(task.partition()));
  }

  /**
   * Announces polled events, and starts events whose limit, ban or outage has ended. While there
   * are more events to poll, and room for them, no order starts before all events are here, or a
   * second is over, so that one fetch serves all events of an order.
   */
  public synchronized void polled(int events, boolean hasMore) {
    accumulator.comes(events, hasMore);
    readingOn = accumulator.isReadingOn() && open() < readAhead;
    queue.reopen();
    startReady();
  }

  public synchronized int inFlight() {
    return running.size();
  }

  /** The number of events that wait for a limit, ban, gateway or token, by what they wait for. */
  public synchronized Map<String, Integer> waiting() {
    return queue.waiting();
  }

  /** The number of events taken from Kafka and not finished. */
  public synchronized int open() {
    return tracker.open() + records.further();
  }

  synchronized void stopping(@Observes CamelContextStoppingEvent event) {
    stopping = true;
    records.clear();
    queue.clear();
  }
}
