package io.orderroutes.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.orderroutes.consumer.OffsetTracker;
import io.orderroutes.gateway.TestOrders;
import io.orderroutes.kafka.EventRecord;
import io.orderroutes.limits.CallLimits;
import io.orderroutes.limits.Limits;
import io.orderroutes.limits.Scope;
import io.orderroutes.retry.RetryTopics;
import io.orderroutes.sellers.Configured;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.apache.camel.Message;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Workers between a hand-fed consumer and a route that does what the test says. */
public final class DispatcherFixture {
  public static final TopicPartition P0 = new TopicPartition("order-events", 0);
  static final TopicPartition P1 = new TopicPartition("order-events", 1);

  static final RetryTopics NO_RETRIES = new RetryTopics(Configured.nothing().config());
  private static final DefaultCamelContext CAMEL = new DefaultCamelContext();

  final OffsetTracker tracker = new OffsetTracker();
  final OrderDispatcher dispatcher;
  final CallLimits limits;
  volatile Optional<Scope> closed = Optional.empty();
  private final Predicate<EventRecord> route;
  private final List<String> started = new ArrayList<>();
  final AtomicInteger tombstones = new AtomicInteger();
  final List<String> answered = Collections.synchronizedList(new ArrayList<>());
  private final Map<String, Integer> running = new HashMap<>();
  private final List<String> collisions = new ArrayList<>();
  private int most;

  /** {@code route} says whether an event has ended; it may block, or throw. */
  DispatcherFixture(int concurrency, long stopMillis, Predicate<EventRecord> route) {
    this.route = route;
    Configured config =
        Configured.nothing()
            .with("orders.concurrency", Integer.toString(concurrency))
            .with("orders.stop.timeout", Long.toString(stopMillis));
    this.limits = Limits.of(config.config());
    this.dispatcher =
        new OrderDispatcher(
            config.config(),
            tracker,
            new NoIntake(),
            new Route(),
            new RetryTopics(config.config()),
            new OrderSpans(null, config.config(), true),
            limits);
  }

  private final class NoIntake extends EventResolver {
    NoIntake() {
      super(null, null, null, null, null, null);
    }

    /** A value of several lines is a record of several events; an empty one is a tombstone. */
    @Override
    List<Task> tasks(EventRecord record) {
      String id = idOf(record);
      if (id.contains("\n")) {
        List<byte[]> values = id.lines().map(line -> line.getBytes(UTF_8)).toList();
        return record.elements(values).stream()
            .flatMap(element -> tasks(element).stream())
            .toList();
      }
      if (id.isEmpty()) {
        tombstones.incrementAndGet();
        record.ended();
        return List.of();
      }
      return List.of(
          id.startsWith("bad")
              ? Task.refused(record, new Exception("bad"))
              : Task.of(
                  record,
                  id.startsWith("other") ? TestOrders.ofApp("other", id) : TestOrders.order(id)));
    }

    @Override
    List<Task> tasksAgain(EventRecord record) {
      int counted = tombstones.get();
      List<Task> tasks = tasks(record);
      tombstones.set(counted);
      return tasks;
    }
  }

  private final class Route extends OrderRoute {
    Route() {
      super(null, null, null, null, null, new SimpleMeterRegistry());
    }

    @Override
    Outcome end(Batch batch) {
      EventRecord record = batch.first().newest().record();
      batch.records().forEach(together -> answered.add(nameOf(together)));
      begin(record);
      try {
        return route.test(record)
            ? Outcome.ENDED
            : closed.map(Outcome::waitingFor).orElse(Outcome.FAILED);
      } finally {
        leave(record);
      }
    }
  }

  private synchronized void begin(EventRecord record) {
    started.add(nameOf(record));
    if (running.merge(idOf(record), 1, Integer::sum) > 1) {
      collisions.add(nameOf(record));
    }
    most = Math.max(most, running.values().stream().mapToInt(Integer::intValue).sum());
  }

  private synchronized void leave(EventRecord record) {
    running.merge(idOf(record), -1, Integer::sum);
  }

  /** Takes an event of the order as the consumer does. */
  void take(TopicPartition partition, long offset, String orderId) {
    tracker.taken(partition, offset);
    dispatcher.process(message(partition, offset, 1, orderId).getExchange());
  }

  /** An event as Camel's consumer hands it on. */
  public static Message message(
      TopicPartition partition, long offset, long timestamp, String orderId) {
    Message message = new DefaultExchange(CAMEL).getMessage();
    message.setHeader(KafkaConstants.TOPIC, partition.topic());
    message.setHeader(KafkaConstants.PARTITION, partition.partition());
    message.setHeader(KafkaConstants.OFFSET, offset);
    message.setHeader(KafkaConstants.TIMESTAMP, timestamp);
    message.setHeader(KafkaConstants.HEADERS, new RecordHeaders());
    message.setBody(orderId.getBytes(UTF_8));
    return message;
  }

  /** The events that were begun, as order@offset. */
  synchronized List<String> started() {
    return List.copyOf(started);
  }

  synchronized List<String> collisions() {
    return List.copyOf(collisions);
  }

  synchronized int most() {
    return most;
  }

  void untilAllEnded() {
    until(() -> tracker.open() == 0 && dispatcher.inFlight() == 0);
  }

  /** Looks again until the condition holds; fails after a time that no healthy run needs. */
  static void until(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
      LockSupport.parkNanos(200_000);
    }
  }

  static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  static String idOf(EventRecord record) {
    return new String(record.value(), UTF_8);
  }

  private static String nameOf(EventRecord record) {
    return idOf(record) + "@" + record.offset();
  }
}
