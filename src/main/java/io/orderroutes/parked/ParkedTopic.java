package io.orderroutes.parked;

import static java.util.stream.Collectors.groupingBy;

import io.orderroutes.config.OrdersConfig;
import io.orderroutes.kafka.KafkaSettings;
import io.orderroutes.kafka.TopicReader;
import io.orderroutes.parked.ParkedEntry.Place;
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

/** Reads the parked topic: all records, or those at given places. */
@Singleton
public record ParkedTopic(KafkaSettings settings, OrdersConfig config) {
  /**
   * Passes on each record from the beginning of the topic to its present end.
   *
   * @throws KafkaException when the broker does not respond, or refuses
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

  /** Passes on the records of these places that still exist. */
  public void read(Collection<Place> places, Consumer<ConsumerRecord<byte[], byte[]>> to) {
    Set<Place> wanted = new HashSet<>(places);
    Map<Integer, List<Place>> byPartition = places.stream().collect(groupingBy(Place::partition));
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
                    .mapToLong(Place::offset)
                    .summaryStatistics();
            starts.put(partition, Math.min(offsets.getMin(), end));
            return Math.min(offsets.getMax() + 1, end);
          });
      reading.seek(starts);
      reading.read(
          ends,
          record -> {
            if (wanted.remove(new Place(record.partition(), record.offset()))) {
              to.accept(record);
            }
          });
    }
  }

  /** Empty where the record no longer exists, or was not written by the service. */
  public Optional<ParkedRecord> at(Place place) {
    List<ParkedRecord> found = new ArrayList<>();
    read(List.of(place), record -> ParkedRecord.of(record).ifPresent(found::add));
    return found.stream().findFirst();
  }
}
