package io.orderroutes.delivery;

import io.orderroutes.sellers.ConfigurationError;
import io.orderroutes.sellers.OrdersConfig;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.processor.idempotent.kafka.KafkaIdempotentRepository;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;

/**
 * The events that were replayed, by their origin: marks in a compacted topic, all of them read
 * before the first is asked for.
 */
@Singleton
@Named("replayed")
public class Replayed extends KafkaIdempotentRepository {
  /** It would forget the oldest ones; half of what its counters can hold. */
  private static final int ALL = Integer.MAX_VALUE / 2;

  private final Topics topics;

  public Replayed(KafkaClients clients, Topics topics, OrdersConfig config) {
    this.topics = topics;
    setTopic(config.topics().replayed());
    setMaxCacheSize(ALL);
    setStartupOnly(true);
    setConsumerConfig(
        clients.settings(
            ConsumerConfig.configNames(),
            Map.of("auto.offset.reset", "earliest", "allow.auto.create.topics", "false")));
    setProducerConfig(
        clients.settings(
            ProducerConfig.configNames(), Map.of("acks", "all", "enable.idempotence", "true")));
  }

  @Override
  protected void doStart() throws Exception {
    try {
      topics.createReplayed(getConsumerConfig());
      super.doStart();
    } catch (KafkaException | IllegalArgumentException e) {
      throw new ConfigurationError(
          "kafka.bootstrap.servers",
          "names brokers that do not answer or do not let topic " + getTopic() + " be read",
          "see to them, or create the topic; " + e.getMessage());
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
