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

/** Makes Camel's Kafka clients: every {@code kafka.*} setting reaches both kinds. */
@Singleton
@Named("kafkaClients")
@Startup // a key that is wrong stops the start before anything runs
public class KafkaClients implements KafkaClientFactory {
  private final KafkaSettings settings;
  private final OrdersConfig orders;
  private final TopicProvisioner provisioner;
  private final Flow flow;

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

  KafkaClients(
      KafkaSettings settings, OrdersConfig orders, TopicProvisioner provisioner, Flow flow) {
    this.settings = settings;
    this.orders = orders;
    this.provisioner = provisioner;
    this.flow = flow;
  }

  @Override
  public Producer<Object, Object> getProducer(Properties properties) {
    return new KafkaProducer<>(settings.producer(properties));
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Properties properties) {
    Properties merged = settings.consumer(properties);
    int waiting = orders.waiting().max();
    // a poll may fill no more than what is left when polling goes on
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
