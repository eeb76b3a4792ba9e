package io.orderroutes.parked;

import static java.util.stream.Collectors.groupingBy;

import io.orderroutes.config.OrdersConfig;
import io.orderroutes.kafka.KafkaSettings;
import io.orderroutes.kafka.TopicReader;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** The records of the parked topic: all of them, or those at certain places. */
@Singleton
public record ParkedTopic(KafkaSettings settings, OrdersConfig config) {
  /**
   * Hands over each record from the beginning to where the topic ends now.
   *
   * @throws KafkaException when the broker does not answer, or refuses
   */
  public void read(Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    try (TopicReader reading = new TopicReader(settings, config.topics().parked())) {
      reading.take(reading.partitions());
      reading.seek(reading.beginnings());
      Map<TopicPartition, Long> ends = reading.ends();
      reading.read(
          ends,
          record -> {
            if (record.offset()
                < ends.get(new TopicPartition(record.topic(), record.partition()))) {
              reader.accept(record);
            }
          });
    }
  }

  /** Hands over those of these places that are still there. */
  public void read(Collection<ParkedPlace> places, Consumer<ConsumerRecord<byte[], byte[]>> to) {
    Set<ParkedPlace> wanted = new HashSet<>(places);
    Map<Integer, List<ParkedPlace>> byPartition =
        places.stream().collect(groupingBy(ParkedPlace::partition));
    try (TopicReader reading = new TopicReader(settings, config.topics().parked())) {
      reading.take(
          reading.partitions().stream()
              .filter(partition -> byPartition.containsKey(partition.partition()))
              .toList());
      Map<TopicPartition, Long> starts = new HashMap<>();
      Map<TopicPartition, Long> ends = new HashMap<>(reading.ends());
      ends.replaceAll(
          (partition, end) -> {
            var offsets =
                byPartition.get(partition.partition()).stream()
                    .mapToLong(ParkedPlace::offset)
                    .summaryStatistics();
            starts.put(partition, Math.min(offsets.getMin(), end));
            return Math.min(offsets.getMax() + 1, end);
          });
      reading.seek(starts);
      reading.read(
          ends,
          record -> {
            if (wanted.remove(new ParkedPlace(record.partition(), record.offset()))) {
              to.accept(record);
            }
          });
    }
  }

  /** Empty where there is none any more, and where the service did not write it. */
  public Optional<ParkedRecord> at(ParkedPlace place) {
    List<ParkedRecord> found = new ArrayList<>();
    read(List.of(place), record -> ParkedRecord.of(record).ifPresent(found::add));
    return found.stream().findFirst();
  }
}
