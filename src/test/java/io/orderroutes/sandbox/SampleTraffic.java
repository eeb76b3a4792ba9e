package io.orderroutes.sandbox;

import io.orderroutes.sandbox.SampleEvents.Sample;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends sample events and prints what becomes of them; for one thread. */
final class SampleTraffic implements AutoCloseable {
  private static final int AT_ONCE = 100;

  private final SandboxSettings settings;
  private final PrintStream out;
  private final SampleEvents events;
  private final SampleResults results = new SampleResults();
  private final SampleReport lines = new SampleReport(results);
  private final KafkaProducer<String, String> producer;
  private final KafkaConsumer<String, byte[]> consumer;
  private final long startNanos = System.nanoTime();

  /** The topics must be there. */
  SampleTraffic(String bootstrapServers, SandboxSettings settings, PrintStream out) {
    this.settings = settings;
    this.out = out;
    this.events = new SampleEvents(settings.special());
    Map<String, Object> client = Map.of("bootstrap.servers", bootstrapServers);
    producer = new KafkaProducer<>(client, new StringSerializer(), new StringSerializer());
    consumer = new KafkaConsumer<>(client, new StringDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        List.of(SampleTopics.DOCUMENTS, SampleTopics.PARKED).stream()
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position); // before the first event is sent
  }

  SampleResults results() {
    return results;
  }

  boolean allSent() {
    return settings.orders() > 0 && events.made() >= settings.orders();
  }

  /** Sends what is due, and prints what has arrived; says whether anything has. */
  boolean step() throws IOException {
    for (int due = due(); due > 0; due--) {
      Sample sample = events.next();
      results.sent(sample);
      producer.send(sample.form().record(SampleTopics.EVENTS, sample.orderId()));
    }
    boolean any = false;
    for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
      any = true;
      out.println(lines.of(record));
    }
    return any;
  }

  private int due() {
    if (settings.orders() > 0) {
      return Math.min(AT_ONCE, settings.orders() - events.made());
    }
    double seconds = (System.nanoTime() - startNanos) / 1e9;
    return Math.min(AT_ONCE, (int) (seconds * settings.rate()) + 1 - events.made());
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(1));
    consumer.close();
  }
}
