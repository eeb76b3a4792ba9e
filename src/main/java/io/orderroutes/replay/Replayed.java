package io.orderroutes.replay;

import io.orderroutes.config.ConfigurationError;
import io.orderroutes.config.OrdersConfig;
import io.orderroutes.kafka.KafkaSettings;
import io.orderroutes.kafka.TopicProvisioner;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.processor.idempotent.kafka.KafkaIdempotentRepository;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.jboss.logging.Logger;

/**
 * The origins of replayed events: marks in a compacted topic. All marks are read before a replay
 * starts.
 */
@Singleton
@Named("replayed")
public class Replayed extends KafkaIdempotentRepository {
  private static final Logger LOG = Logger.getLogger(Replayed.class);

  /** The cache must never drop a mark; this is half of what its counters can hold. */
  private static final int ALL = Integer.MAX_VALUE / 2;

  private final TopicProvisioner provisioner;

  public Replayed(KafkaSettings settings, TopicProvisioner provisioner, OrdersConfig config) {
    this.provisioner = provisioner;
    setTopic(config.topics().replayed());
    setMaxCacheSize(ALL);
    setStartupOnly(true);
    setConsumerConfig(
        settings.of(
            ConsumerConfig.configNames(),
            Map.of("auto.offset.reset", "earliest", "allow.auto.create.topics", "false")));
    setProducerConfig(
        settings.of(
            ProducerConfig.configNames(), Map.of("acks", "all", "enable.idempotence", "true")));
  }

  /**
   * Camel starts this with the service. The marks are read when a replay starts, each time again.
   */
  @Override
  protected void doStart() {}

  /**
   * Reads all marks, including those of other instances.
   *
   * @throws ConfigurationError when the topic cannot be read
   */
  void begin() {
    try {
      provisioner.createReplayed(getConsumerConfig());
      super.doStart();
    } catch (Exception e) {
      throw new ConfigurationError(
          "kafka.bootstrap.servers",
          "names brokers that do not respond or do not let topic " + getTopic() + " be read",
          "check them, or create the topic; " + e.getMessage());
    }
  }

  void end() {
    try {
      doStop();
    } catch (Exception e) {
      LOG.warnf("the marks of replayed events could not be closed: %s", e.getMessage());
    }
  }

  /** Fails the exchange if a mark cannot be written; Camel would only log it. */
  @Override
  public boolean add(Exchange exchange, String origin) {
    try {
      return add(origin);
    } catch (RuntimeException e) {
      exchange.setException(e);
      return false;
    }
  }
}
