package io.orderroutes.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderroutes.sandbox.SampleEvents.Sample;
import io.orderroutes.sandbox.SampleResults.End;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends sample events and prints what becomes of them, a line each; for one thread. */
final class SampleTraffic implements AutoCloseable {
  static final String EVENTS = "order-events";
  static final String DOCUMENTS = "order-documents";
  static final String PARKED = "order-events.parked";

  private static final int AT_ONCE = 100;

  private final SandboxSettings settings;
  private final PrintStream out;
  private final SampleEvents events;
  private final SampleResults results = new SampleResults();
  private final ObjectMapper json = new ObjectMapper();
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
        List.of(DOCUMENTS, PARKED).stream()
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
      producer.send(sample.form().record(EVENTS, sample.orderId()));
    }
    boolean any = false;
    for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
      any = true;
      out.println(record.topic().equals(PARKED) ? parkedLine(record) : documentLine(record));
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

  private String documentLine(ConsumerRecord<String, byte[]> record) throws IOException {
    JsonNode document = json.readTree(record.value());
    End end = results.document(document);
    return "%6d  %-19s %-16s %-7s %-10s  %-28s %6d ms  %s"
        .formatted(
            results.documents(),
            document.path("order_id").asText(),
            document.path("platform").asText(),
            document.path("seller").asText(),
            document.path("complete").asBoolean() ? "complete" : "INCOMPLETE",
            sections(document),
            end.millis(),
            end.label());
  }

  /** Sections of one name and status are told once, with their number. */
  private static String sections(JsonNode document) {
    List<String> all =
        document.path("sections").findParents("status").stream()
            .map(section -> section.path("name").asText() + " " + section.path("status").asText())
            .toList();
    return all.stream()
        .distinct()
        .map(one -> all.indexOf(one) == all.lastIndexOf(one) ? one : one + " x" + count(all, one))
        .collect(Collectors.joining(", "));
  }

  private static long count(List<String> all, String one) {
    return all.stream().filter(one::equals).count();
  }

  private String parkedLine(ConsumerRecord<String, byte[]> record) {
    End end = results.parked(record.key());
    return "parked  %-19s %s: %s  %d ms  (%s)"
        .formatted(
            record.key(),
            header(record, "parked.reason"),
            header(record, "parked.message"),
            end.millis(),
            end.label());
  }

  private static String header(ConsumerRecord<String, byte[]> record, String name) {
    var header = record.headers().lastHeader(name);
    return header == null ? "-" : new String(header.value(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(1));
    consumer.close();
  }
}
