package io.orderroutes.delivery;

import io.orderroutes.sellers.OrdersConfig;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The topic of parked records, read beside its consumers: in no group, and nothing committed. */
@Singleton
class ParkedTopic {
  private static final Duration POLL = Duration.ofMillis(500);

  private final KafkaClients clients;
  private final String topic;

  ParkedTopic(KafkaClients clients, OrdersConfig config) {
    this.clients = clients;
    this.topic = config.topics().parked();
  }

  /**
   * Hands over each record from the beginning to where the topic ends now.
   *
   * @throws KafkaException when the broker does not answer, or refuses
   */
  void read(Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    Map<String, String> own =
        Map.of("auto.offset.reset", "earliest", "allow.auto.create.topics", "false");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            clients.settings(ConsumerConfig.configNames(), own),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList());
      consumer.seekToBeginning(consumer.assignment());
      Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
      while (!reached(consumer, ends)) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        if (records.isEmpty()) {
          consumer.beginningOffsets(ends.keySet()); // fails where poll is silent: no broker
        }
        for (ConsumerRecord<byte[], byte[]> record : records) {
          if (record.offset() < ends.get(new TopicPartition(topic, record.partition()))) {
            reader.accept(record);
          }
        }
      }
    }
  }

  private static boolean reached(
      KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }
}
