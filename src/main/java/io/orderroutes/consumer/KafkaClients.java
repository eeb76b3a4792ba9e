package io.orderroutes.consumer;

import io.micrometer.core.instrument.MeterRegistry;
import io.orderroutes.config.OrdersConfig;
import io.orderroutes.dispatch.OrderDispatcher;
import io.orderroutes.kafka.KafkaSettings;
import io.orderroutes.kafka.TopicProvisioner;
import io.orderroutes.limits.CallLimits;
import io.orderroutes.retry.RetryTopics;
import io.quarkus.runtime.Startup;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Properties;
import org.apache.camel.component.kafka.KafkaClientFactory;
import org.apache.camel.component.kafka.KafkaConfiguration;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;

/** Creates Camel's Kafka clients. Every {@code kafka.*} setting reaches consumers and producers. */
@Singleton
@Named("kafkaClients")
@Startup // a wrong key stops the start before anything runs
public record KafkaClients(
    KafkaSettings settings, OrdersConfig orders, TopicProvisioner provisioner, Flow flow)
    implements KafkaClientFactory {

  /** What all consumers of events share. */
  @Singleton
  record Flow(
      OffsetTracker tracker,
      OrderDispatcher dispatcher,
      RetryTopics retries,
      CallLimits limits,
      ConsumerLiveness liveness,
      PartitionShare share,
      KafkaFailures failures,
      MeterRegistry meters) {}

  @Override
  public Producer<Object, Object> getProducer(Properties properties) {
    return new KafkaProducer<>(settings.producer(properties));
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Properties properties) {
    Properties merged = settings.consumer(properties);
    int waiting = orders.waiting().max();
    // a poll must not bring more events than may become unfinished
    int poll =
        Math.min(
            Math.max(1, waiting / 4),
            Integer.parseInt(merged.getProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "500")));
    merged.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Integer.toString(poll));
    String policy = merged.getProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    merged.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    KafkaConnection connection = new KafkaConnection(merged, provisioner);
    return PolledConsumer.asConsumer(
        new OrderConsumer(connection, flow, policy, waiting, poll, System::nanoTime));
  }

  @Override
  public String getBrokers(KafkaConfiguration configuration) {
    return settings.brokers();
  }
}
