package io.orderroutes.benchmarks;

import java.io.PrintStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Counts documents as they arrive, and remembers when each order's was acknowledged. */
final class Arrivals implements AutoCloseable {
  private static final Duration SILENCE = Duration.ofMinutes(1);

  private final KafkaConsumer<String, byte[]> consumer;
  private final Map<String, Long> times = new HashMap<>();
  private final PrintStream out;

  Arrivals(String brokers, PrintStream out) {
    this.out = out;
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", brokers, "auto.offset.reset", "earliest"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor("order-documents").stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
  }

  /** Reads on until so many orders have a document; tells how far it is about every two seconds. */
  void await(int orders, BooleanSupplier alive) {
    long arrived = System.nanoTime();
    long told = arrived;
    while (times.size() < orders) {
      int before = times.size();
      for (ConsumerRecord<String, byte[]> document : consumer.poll(Duration.ofMillis(100))) {
        times.putIfAbsent(document.key(), document.timestamp());
      }
      long now = System.nanoTime();
      arrived = times.size() > before ? now : arrived;
      if (now - told > Duration.ofSeconds(2).toNanos()) {
        told = now;
        out.printf("\r  %d of %d orders ", times.size(), orders);
        out.flush();
      }
      if (!alive.getAsBoolean() || now - arrived > SILENCE.toNanos()) {
        throw new IllegalStateException(
            "no more documents after " + times.size() + ": see target/benchmarks/*.log");
      }
    }
    out.print("\r                              \r");
  }

  /** When the document of an order was written, in milliseconds since the epoch. */
  long time(String order) {
    return times.get(order);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
