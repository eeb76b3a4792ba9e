package io.orderroutes.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.orderroutes.config.OrdersConfig;
import io.orderroutes.kafka.KafkaSettings;
import io.orderroutes.sellers.Configured;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The consumer as Camel polls it, on a broker; what it takes is finished at once. */
final class ConsumerOnBroker implements AutoCloseable {
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final KafkaFailures failures = new KafkaFailures(meters);
  final List<String> taken = new CopyOnWriteArrayList<>();
  private final OffsetTracker tracker = new OffsetTracker();
  private final Consumer<byte[], byte[]> consumer;
  private final Thread thread = new Thread(this::run, "consumer");
  private volatile boolean stopping;
  private volatile Throwable died;

  private static final class NoListener implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {}

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {}
  }

  /** {@code settings} are keys and values, without {@code kafka.}. */
  ConsumerOnBroker(List<String> topics, String servers, String... settings) {
    Map<String, String> keys = new HashMap<>();
    keys.put("kafka.bootstrap.servers", servers);
    keys.put("kafka.metadata.max.age.ms", "500");
    keys.put("kafka.reconnect.backoff.max.ms", "500");
    keys.put("kafka.isolation.level", "read_committed");
    for (int i = 0; i < settings.length; i += 2) {
      keys.put("kafka." + settings[i], settings[i + 1]);
    }
    KafkaSettings given =
        new KafkaSettings(
            new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(keys, "t", 100))
                .build());
    OrdersConfig orders = Configured.nothing().with("orders.topics.create", "false").config();
    this.consumer =
        KafkaClientsTest.clients(given, orders, tracker, meters, failures)
            .getConsumer(camel(servers));
    consumer.subscribe(topics, new NoListener());
    thread.start();
  }

  /** What Camel gives to every consumer. */
  private static Properties camel(String servers) {
    Properties settings = new Properties();
    settings.put("bootstrap.servers", servers);
    settings.put("group.id", "order-enrichment");
    settings.put("enable.auto.commit", "false");
    settings.put("auto.offset.reset", "earliest");
    settings.put("session.timeout.ms", "45000");
    settings.put("heartbeat.interval.ms", "3000");
    settings.put("partition.assignment.strategy", CooperativeStickyAssignor.class.getName());
    settings.put("key.deserializer", ByteArrayDeserializer.class.getName());
    settings.put("value.deserializer", ByteArrayDeserializer.class.getName());
    return settings;
  }

  private void run() {
    try {
      while (!stopping) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          taken.add(new String(record.value(), UTF_8));
          TopicPartition partition = new TopicPartition(record.topic(), record.partition());
          tracker.finished(partition, record.offset(), tracker.log(partition));
        }
      }
    } catch (WakeupException e) {
      stopping = true;
    } catch (RuntimeException | Error e) {
      died = e;
    } finally {
      consumer.unsubscribe();
      consumer.close();
    }
  }

  int counted(String name) {
    return (int)
        meters.find(name).counters().stream()
            .mapToDouble(io.micrometer.core.instrument.Counter::count)
            .sum();
  }

  @Override
  public void close() throws Exception {
    stopping = true;
    thread.join();
    if (died != null) {
      throw new AssertionError("the polling thread ended", died);
    }
  }
}
