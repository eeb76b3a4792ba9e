package io.orderroutes.delivery;

import io.orderroutes.limits.CallLimits;
import io.orderroutes.sellers.ConfigurationError;
import io.orderroutes.sellers.OrdersConfig;
import io.quarkus.runtime.Startup;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.camel.component.kafka.KafkaClientFactory;
import org.apache.camel.component.kafka.KafkaConfiguration;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.eclipse.microprofile.config.Config;

/** Makes Camel's Kafka clients: every {@code kafka.*} setting reaches both kinds. */
@Singleton
@Named("kafkaClients")
@Startup // a key that is wrong stops the start before anything runs
public class KafkaClients implements KafkaClientFactory {
  private static final String PREFIX = "kafka.";

  /** What the promise of at-least-once rests on; the operator's value would break it. */
  private static final Map<String, String> FIXED =
      Map.of(
          "enable.auto.commit", "the service commits what is finished by itself",
          "acks", "a document counts only when all replicas have it",
          "enable.idempotence", "a repeated send must not double a document",
          "group.id", "write orders.consumer.group instead",
          "key.serializer", "records are carried as bytes",
          "value.serializer", "records are carried as bytes",
          "key.deserializer", "records are carried as bytes",
          "value.deserializer", "records are carried as bytes");

  private final Config config;
  private final OrdersConfig orders;
  private final Offsets offsets;
  private final Workers workers;
  private final RetryTopics retries;
  private final CallLimits limits;
  private final Topics topics;
  private final Polls polls;

  public KafkaClients(
      Config config,
      OrdersConfig orders,
      Offsets offsets,
      Workers workers,
      RetryTopics retries,
      CallLimits limits,
      Topics topics,
      Polls polls) {
    this.polls = polls;
    this.limits = limits;
    this.retries = retries;
    this.config = config;
    this.orders = orders;
    this.offsets = offsets;
    this.workers = workers;
    this.topics = topics;
    FIXED.forEach(
        (name, why) -> {
          if (config.getOptionalValue(PREFIX + name, String.class).isPresent()) {
            throw new ConfigurationError(PREFIX + name, "cannot be set", why + "; remove it");
          }
        });
  }

  @Override
  public Producer<Object, Object> getProducer(Properties properties) {
    return new KafkaProducer<>(merged(properties, ProducerConfig.configNames()));
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Properties properties) {
    Properties merged = merged(properties, ConsumerConfig.configNames());
    topics.create(merged);
    int waiting = orders.waiting().max();
    // a poll may fill no more than what is left when polling goes on
    int poll =
        Math.min(
            Math.max(1, waiting / 4),
            Integer.parseInt(String.valueOf(merged.getOrDefault("max.poll.records", "500"))));
    merged.put("max.poll.records", Integer.toString(poll));
    return new OrderConsumer(merged, offsets, workers, retries, limits, waiting, poll, polls);
  }

  @Override
  public String getBrokers(KafkaConfiguration configuration) {
    return config.getValue("kafka.bootstrap.servers", String.class);
  }

  /** The settings of a client that is not Camel's: the operator's, and these above them. */
  Properties settings(Set<String> known, Map<String, String> own) {
    Properties settings = merged(new Properties(), known);
    settings.putAll(own);
    return settings;
  }

  private Properties merged(Properties camel, Set<String> known) {
    Properties merged = new Properties();
    merged.putAll(camel);
    for (String name : config.getPropertyNames()) {
      if (name.startsWith(PREFIX) && known.contains(name.substring(PREFIX.length()))) {
        config
            .getOptionalValue(name, String.class)
            .ifPresent(value -> merged.put(name.substring(PREFIX.length()), value));
      }
    }
    return merged;
  }
}
