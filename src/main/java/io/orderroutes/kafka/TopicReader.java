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

/** A topic that is read beside its consumers: in no group, and nothing committed. */
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

  /** Those of the topic at this moment; none while it does not exist. */
  public List<TopicPartition> partitions() {
    return consumer.partitionsFor(topic).stream()
        .map(info -> new TopicPartition(topic, info.partition()))
        .toList();
  }

  /** From now on these are read; one that is new from its beginning. */
  public void take(Collection<TopicPartition> partitions) {
    consumer.assign(partitions);
  }

  public void seek(Map<TopicPartition, Long> to) {
    to.forEach(consumer::seek);
  }

  /** Where those that are read begin now. */
  public Map<TopicPartition, Long> beginnings() {
    return consumer.beginningOffsets(consumer.assignment());
  }

  public Map<TopicPartition, Long> ends() {
    return consumer.endOffsets(consumer.assignment());
  }

  /** So many records before the end of each, and no earlier than they begin. */
  public Map<TopicPartition, Long> newest(long records) {
    Map<TopicPartition, Long> starts = new HashMap<>(beginnings());
    ends().forEach((partition, end) -> starts.merge(partition, end - records, Math::max));
    return starts;
  }

  /**
   * Hands over each record from where it is to these ends, and what has come with the last ones.
   *
   * @throws KafkaException when the broker does not answer, or refuses
   */
  public void read(
      Map<TopicPartition, Long> ends, Consumer<? super ConsumerRecord<byte[], byte[]>> reader) {
    while (!ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
      if (records.isEmpty()) {
        consumer.beginningOffsets(ends.keySet()); // fails where poll is silent: no broker
      }
      records.forEach(reader);
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
