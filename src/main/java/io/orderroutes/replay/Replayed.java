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
 * The events that were replayed, by their origin: marks in a compacted topic, all of them read
 * before a replay asks for the first.
 */
@Singleton
@Named("replayed")
public class Replayed extends KafkaIdempotentRepository {
  private static final Logger LOG = Logger.getLogger(Replayed.class);

  /** It would forget the oldest ones; half of what its counters can hold. */
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

  /** Camel starts it with the service; marks are read when a replay begins, each time anew. */
  @Override
  protected void doStart() {}

  /**
   * Reads all marks, whoever wrote them.
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
          "names brokers that do not answer or do not let topic " + getTopic() + " be read",
          "see to them, or create the topic; " + e.getMessage());
    }
  }

  void end() {
    try {
      doStop();
    } catch (Exception e) {
      LOG.warnf("the marks of replayed events could not be closed: %s", e.getMessage());
    }
  }

  /** A mark that cannot be written fails the exchange; Camel would only log it. */
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
