package io.orderroutes.consumer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.orderroutes.config.OrdersConfig;
import io.orderroutes.dispatch.OrderDispatcher;
import io.orderroutes.dispatch.OrderSpans;
import io.orderroutes.limits.CallLimits;
import io.orderroutes.limits.Limits;
import io.orderroutes.retry.RetryTopics;
import io.orderroutes.sellers.Configured;
import jakarta.enterprise.inject.Vetoed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** The consumer on logs in memory, polled and served by the test itself, on a clock of its own. */
final class ConsumerUnderTest {
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final KafkaFailures failures = new KafkaFailures(meters);
  final OffsetTracker tracker = new OffsetTracker();
  final List<ConsumerRecord<byte[], byte[]>> taken = new ArrayList<>();
  final List<ConsumerRecord<byte[], byte[]>> open = new ArrayList<>();
  final OrderConsumer consumer;
  boolean finishing = true;
  private long now;

  private static final class NoListener implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsRevoked(java.util.Collection<TopicPartition> partitions) {}

    @Override
    public void onPartitionsAssigned(java.util.Collection<TopicPartition> partitions) {}
  }

  /** Nothing is in flight: the test finishes what it takes. No bean of in-JVM tests. */
  @Vetoed
  private static final class NoWorkers extends OrderDispatcher {
    NoWorkers(OrdersConfig config, OffsetTracker tracker, RetryTopics retries, CallLimits limits) {
      super(config, tracker, null, null, retries, new OrderSpans(null, config, true), limits);
    }

    @Override
    public void drain(Set<TopicPartition> partitions) {}

    @Override
    public void drop(Set<TopicPartition> partitions) {}
  }

  ConsumerUnderTest(FakeKafka kafka) {
    this(kafka, "earliest");
  }

  ConsumerUnderTest(FakeKafka kafka, String policy) {
    OrdersConfig config =
        Configured.nothing()
            .with("orders.retry.topics", "order-events.retry-10s")
            .with("orders.retry.waits", "10000")
            .config();
    RetryTopics retries = new RetryTopics(config);
    CallLimits limits = Limits.of(config);
    this.consumer =
        new OrderConsumer(
            kafka,
            new KafkaClients.Flow(
                tracker,
                new NoWorkers(config, tracker, retries, limits),
                retries,
                limits,
                new ConsumerLiveness(meters, tracker),
                new PartitionShare(limits),
                failures,
                meters),
            policy,
            10_000,
            10,
            () -> now);
    consumer.subscribe(Set.of("order-events", "order-events.retry-10s"), new NoListener());
  }

  List<ConsumerRecord<byte[], byte[]>> poll() {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    consumer.poll(Duration.ZERO).forEach(records::add);
    taken.addAll(records);
    if (finishing) {
      records.forEach(record -> finish(record, tracker.log(partition(record))));
    } else {
      open.addAll(records);
    }
    return records;
  }

  void finish(ConsumerRecord<byte[], byte[]> record, long log) {
    tracker.finished(partition(record), record.offset(), log);
  }

  static TopicPartition partition(ConsumerRecord<byte[], byte[]> record) {
    return new TopicPartition(record.topic(), record.partition());
  }

  void pass(int seconds) {
    pass(Duration.ofSeconds(seconds));
  }

  void pass(Duration time) {
    now += time.toNanos();
  }

  /** How often Kafka failed. */
  int errors() {
    return counted("orders.kafka.errors");
  }

  int counted(String name) {
    return (int) meters.find(name).counters().stream().mapToDouble(Counter::count).sum();
  }
}
