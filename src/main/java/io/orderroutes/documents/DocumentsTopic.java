package io.orderroutes.documents;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.orderroutes.config.OrdersConfig;
import io.orderroutes.kafka.KafkaSettings;
import io.orderroutes.kafka.TopicReader;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;

/** Searches the topic of documents backwards for the newest document of one order. */
@Singleton
public class DocumentsTopic {
  private static final long RECORDS_MAX = 20_000;
  private static final long STRIDE = 2_000;
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private final KafkaSettings settings;
  private final String topic;

  public DocumentsTopic(KafkaSettings settings, OrdersConfig config) {
    this.settings = settings;
    this.topic = config.topics().documents();
  }

  /** The result of a search; {@code whole} if it has read all records that the topic keeps. */
  public record Search(Optional<Found> found, long searched, boolean whole) {}

  /** A document and its position. */
  public record Found(int partition, long offset, Instant at, byte[] value) {}

  /** Finds the newest document of an order, within limits of records and time. */
  public Search newest(String orderId) {
    long deadline = System.nanoTime() + LONGEST.toNanos();
    byte[] key = orderId.getBytes(UTF_8);
    try (TopicReader reading = new TopicReader(settings, topic)) {
      List<TopicPartition> all = reading.partitions();
      if (all.isEmpty()) {
        return new Search(Optional.empty(), 0, true);
      }
      TopicPartition partition =
          new TopicPartition(topic, Utils.toPositive(Utils.murmur2(key)) % all.size());
      reading.take(List.of(partition));
      long end = reading.ends().get(partition);
      long beginning = reading.beginnings().get(partition);
      long to = end;
      while (to > beginning && end - to < RECORDS_MAX && System.nanoTime() < deadline) {
        long from = Math.max(beginning, to - STRIDE);
        Optional<Found> found = last(reading, partition, from, to, key);
        to = from;
        if (found.isPresent()) {
          return new Search(found, end - to, false);
        }
      }
      return new Search(Optional.empty(), end - to, to <= beginning);
    }
  }

  private static Optional<Found> last(
      TopicReader reading, TopicPartition partition, long from, long to, byte[] key) {
    List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>(1);
    reading.seek(Map.of(partition, from));
    reading.read(
        Map.of(partition, to),
        record -> {
          if (record.offset() < to && record.value() != null && Arrays.equals(key, record.key())) {
            found.clear();
            found.add(record);
          }
        });
    return found.stream()
        .findFirst()
        .map(
            record ->
                new Found(
                    record.partition(),
                    record.offset(),
                    Instant.ofEpochMilli(record.timestamp()),
                    record.value()));
  }
}
