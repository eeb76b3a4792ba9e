package io.orderroutes.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic without a consumer group; commits nothing. */
public final class TopicReader implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(500);

  private final String topic;
  private final KafkaConsumer<byte[], byte[]> consumer;

  public TopicReader(KafkaSettings settings, String topic) {
    this.topic = topic;
    Map<String, String> own =
        Map.of("auto.offset.reset", "earliest", "allow.auto.create.topics", "false");
    this.consumer =
        new KafkaConsumer<>(
            settings.of(ConsumerConfig.configNames(), own),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
  }

  /** The present partitions of the topic; empty while it does not exist. */
  public List<TopicPartition> partitions() {
    return consumer.partitionsFor(topic).stream()
        .map(info -> new TopicPartition(topic, info.partition()))
        .toList();
  }

  /** Assigns partitions; a new one is read from its beginning. */
  public void take(Collection<TopicPartition> partitions) {
    consumer.assign(partitions);
  }

  public void seek(Map<TopicPartition, Long> to) {
    to.forEach(consumer::seek);
  }

  /** The first offsets of the assigned partitions. */
  public Map<TopicPartition, Long> beginnings() {
    return consumer.beginningOffsets(consumer.assignment());
  }

  public Map<TopicPartition, Long> ends() {
    return consumer.endOffsets(consumer.assignment());
  }

  /** The offsets so many records before the ends, limited by the beginnings. */
  public Map<TopicPartition, Long> newest(long records) {
    Map<TopicPartition, Long> starts = new HashMap<>(beginnings());
    ends().forEach((partition, end) -> starts.merge(partition, end - records, Math::max));
    return starts;
  }

  /**
   * Passes on each record from the present positions to these ends, and records that arrive with
   * the last ones.
   *
   * @throws KafkaException when the broker does not respond, or refuses
   */
  public void read(
      Map<TopicPartition, Long> ends, Consumer<? super ConsumerRecord<byte[], byte[]>> reader) {
    while (!ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
      if (records.isEmpty()) {
        consumer.beginningOffsets(ends.keySet()); // throws where poll does not: no broker responds
      }
      records.forEach(reader);
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
