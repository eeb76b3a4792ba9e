package io.orderroutes.kafka;

import io.orderroutes.config.ConfigurationError;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.eclipse.microprofile.config.Config;

/** The operator's {@code kafka.*} keys as settings of Kafka clients, checked. */
@Singleton
public class KafkaSettings {
  private static final String PREFIX = "kafka.";

  /** Settings that at-least-once delivery depends on, and why an operator must not set them. */
  private static final Map<String, String> FIXED =
      Map.of(
          "enable.auto.commit", "the service commits offsets of finished events",
          "acks", "a document must be on all replicas before it counts",
          "enable.idempotence", "a repeated send must not double a document",
          "group.id", "write orders.consumer.group instead",
          "key.serializer", "records are bytes",
          "value.serializer", "records are bytes",
          "key.deserializer", "records are bytes",
          "value.deserializer", "records are bytes");

  private static final List<String> OF_THE_CLASSIC_PROTOCOL =
      List.of("session.timeout.ms", "heartbeat.interval.ms", "partition.assignment.strategy");

  private static final String RESET = PREFIX + ConsumerConfig.AUTO_OFFSET_RESET_CONFIG;
  private static final List<String> RESET_POLICIES = List.of("earliest", "latest", "none");

  private final Config config;

  public KafkaSettings(Config config) {
    this.config = config;
    check();
  }

  public String brokers() {
    return config.getValue("kafka.bootstrap.servers", String.class);
  }

  /** The settings of a client of our own: the operator's, overridden by {@code own}. */
  public Properties of(Set<String> known, Map<String, String> own) {
    Properties settings = merged(new Properties(), known);
    settings.putAll(own);
    return settings;
  }

  /** Camel's settings of a producer, overridden by the operator's. */
  public Properties producer(Properties camel) {
    return merged(camel, ProducerConfig.configNames());
  }

  /**
   * Camel's settings of a consumer, overridden by the operator's. With the newer group protocol
   * some of Camel's settings are the broker's decision.
   */
  public Properties consumer(Properties camel) {
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

  /** Stops the start where a client would refuse a setting. */
  private void check() {
    FIXED.forEach((name, why) -> refuse(name, why + "; remove it"));
    if (isConsumerProtocol()) {
      OF_THE_CLASSIC_PROTOCOL.forEach(
          name ->
              refuse(name, "with kafka.group.protocol=consumer the broker decides it; remove it"));
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
        .getOptionalValue(RESET, String.class)
        .ifPresent(policy -> ConfigurationError.known(RESET, policy, RESET_POLICIES));
  }

  private void refuse(String name, String why) {
    if (config.getOptionalValue(PREFIX + name, String.class).isPresent()) {
      throw new ConfigurationError(PREFIX + name, "cannot be set", why);
    }
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
