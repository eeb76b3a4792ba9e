package io.orderroutes.sandbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic from its beginning, as often as asked, and remembers what it has read. */
public final class Topic implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  private final String name;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
  private boolean assigned;

  public Topic(String bootstrapServers, String name) {
    this.name = name;
    this.consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "metadata.max.age.ms", "1000"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
  }

  /** Reads on until the records satisfy the condition, at most for the given time. */
  public List<ConsumerRecord<byte[], byte[]>> await(
      Predicate<List<ConsumerRecord<byte[], byte[]>>> condition, Duration atMost) {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (!condition.test(records) && System.nanoTime() < deadline) {
      read();
    }
    return List.copyOf(records);
  }

  /** Everything in the topic by now. */
  public List<ConsumerRecord<byte[], byte[]>> all() {
    assign();
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      read();
    }
    return List.copyOf(records);
  }

  private void read() {
    assign();
    consumer.poll(POLL).forEach(records::add);
  }

  private void assign() {
    if (!assigned) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(name).stream()
              .map(info -> new TopicPartition(name, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(Collections.emptyList());
      assigned = true;
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
