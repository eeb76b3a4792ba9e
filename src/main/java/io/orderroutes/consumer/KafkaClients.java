package io.orderroutes.consumer;

import io.micrometer.core.instrument.MeterRegistry;
import io.orderroutes.config.ConfigurationError;
import io.orderroutes.config.OrdersConfig;
import io.orderroutes.dispatch.OrderDispatcher;
import io.orderroutes.kafka.TopicProvisioner;
import io.orderroutes.limits.CallLimits;
import io.orderroutes.retry.RetryTopics;
import io.quarkus.runtime.Startup;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
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
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
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

  private static final List<String> OF_THE_CLASSIC_PROTOCOL =
      List.of("session.timeout.ms", "heartbeat.interval.ms", "partition.assignment.strategy");

  private static final String RESET = PREFIX + ConsumerConfig.AUTO_OFFSET_RESET_CONFIG;
  private static final List<String> RESET_POLICIES = List.of("earliest", "latest", "none");

  private final Config config;
  private final OrdersConfig orders;
  private final OffsetTracker tracker;
  private final OrderDispatcher dispatcher;
  private final RetryTopics retries;
  private final CallLimits limits;
  private final TopicProvisioner provisioner;
  private final ConsumerLiveness liveness;
  private final KafkaFailures failures;
  private final MeterRegistry meters;

  public KafkaClients(
      Config config,
      OrdersConfig orders,
      OffsetTracker tracker,
      OrderDispatcher dispatcher,
      RetryTopics retries,
      CallLimits limits,
      TopicProvisioner provisioner,
      ConsumerLiveness liveness,
      KafkaFailures failures,
      MeterRegistry meters) {
    this.liveness = liveness;
    this.limits = limits;
    this.retries = retries;
    this.config = config;
    this.orders = orders;
    this.tracker = tracker;
    this.dispatcher = dispatcher;
    this.provisioner = provisioner;
    this.failures = failures;
    this.meters = meters;
    check();
  }

  @Override
  public Producer<Object, Object> getProducer(Properties properties) {
    return new KafkaProducer<>(merged(properties, ProducerConfig.configNames()));
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Properties properties) {
    Properties merged = consumerSettings(properties);
    int waiting = orders.waiting().max();
    // a poll may fill no more than what is left when polling goes on
    int poll =
        Math.min(
            Math.max(1, waiting / 4),
            Integer.parseInt(merged.getProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "500")));
    merged.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Integer.toString(poll));
    String policy = merged.getProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    merged.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    return new OrderConsumer(
        new KafkaConnection(merged, provisioner),
        new Positions(tracker, meters, policy),
        tracker,
        dispatcher,
        retries,
        limits,
        waiting,
        poll,
        liveness,
        failures,
        System::nanoTime);
  }

  /** With the newer group protocol the broker decides on what Camel sets for the older one. */
  private Properties consumerSettings(Properties camel) {
    Properties settings = new Properties();
    settings.putAll(camel);
    if (isConsumerProtocol()) {
      OF_THE_CLASSIC_PROTOCOL.forEach(settings::remove);
    }
    return merged(settings, ConsumerConfig.configNames());
  }

  private boolean isConsumerProtocol() {
    return config
        .getOptionalValue(PREFIX + ConsumerConfig.GROUP_PROTOCOL_CONFIG, String.class)
        .filter("consumer"::equalsIgnoreCase)
        .isPresent();
  }

  /** Stops the start over a setting that a client would refuse each time it is made. */
  private void check() {
    FIXED.forEach((name, why) -> refuse(name, why + "; remove it"));
    if (isConsumerProtocol()) {
      OF_THE_CLASSIC_PROTOCOL.forEach(
          name -> refuse(name, "kafka.group.protocol=consumer leaves it to the broker; remove it"));
    }
    for (ConfigDef known : List.of(ConsumerConfig.configDef(), ProducerConfig.configDef())) {
      for (ConfigValue value : known.validate(own(known.names()))) {
        String key = PREFIX + value.name();
        if (!value.errorMessages().isEmpty() && config.getConfigValue(key).getValue() != null) {
          throw new ConfigurationError(key, "is wrong", value.errorMessages().get(0));
        }
      }
    }
    config
        .getOptionalValue(PREFIX + ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, String.class)
        .ifPresent(policy -> ConfigurationError.known(RESET, policy, RESET_POLICIES));
  }

  private void refuse(String name, String why) {
    if (config.getOptionalValue(PREFIX + name, String.class).isPresent()) {
      throw new ConfigurationError(PREFIX + name, "cannot be set", why);
    }
  }

  @Override
  public String getBrokers(KafkaConfiguration configuration) {
    return config.getValue("kafka.bootstrap.servers", String.class);
  }

  /** The settings of a client that is not Camel's: the operator's, and these above them. */
  public Properties settings(Set<String> known, Map<String, String> own) {
    Properties settings = merged(new Properties(), known);
    settings.putAll(own);
    return settings;
  }

  private Properties merged(Properties camel, Set<String> known) {
    Properties merged = new Properties();
    merged.putAll(camel);
    merged.putAll(own(known));
    return merged;
  }

  /** The operator's settings of these names. */
  private Map<String, String> own(Set<String> known) {
    Map<String, String> own = new HashMap<>();
    for (String name : config.getPropertyNames()) {
      if (name.startsWith(PREFIX) && known.contains(name.substring(PREFIX.length()))) {
        config
            .getOptionalValue(name, String.class)
            .ifPresent(value -> own.put(name.substring(PREFIX.length()), value));
      }
    }
    return own;
  }
}
