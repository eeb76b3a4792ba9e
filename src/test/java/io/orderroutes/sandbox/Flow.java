package io.orderroutes.sandbox;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderroutes.support.Http;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The packaged service between a real broker and a gateway, driven and watched from outside. */
public final class Flow implements AutoCloseable {
  public static final String EVENTS = "order-events";
  public static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS);

  private final Broker broker;
  private final Map<String, String> properties;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Topic documents;
  private final Topic parked;
  private final String name;
  private final AtomicReference<Exception> unsent = new AtomicReference<>();
  private ServiceProcess service;

  private Flow(String name, Broker broker, Map<String, String> properties) {
    this.name = name;
    this.broker = broker;
    this.properties = properties;
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers(), "max.request.size", 4_000_000),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    this.documents = new Topic(broker.bootstrapServers(), "order-documents");
    this.parked = new Topic(broker.bootstrapServers(), "order-events.parked");
  }

  /** Broker and topics, and the service with the sandbox's accounts and these keys besides. */
  public static Flow start(String name, String topUrl, String iopUrl, Map<String, String> more)
      throws Exception {
    return start(Broker.start(0), name, topUrl, iopUrl, more);
  }

  /** The same with a broker that runs already, and that is closed with the flow. */
  public static Flow start(
      Broker broker, String name, String topUrl, String iopUrl, Map<String, String> more)
      throws Exception {
    Flow flow = prepare(broker, name, topUrl, iopUrl, more);
    flow.startService();
    return flow;
  }

  /** The same without the service, which {@link #startService} starts. */
  public static Flow prepare(
      Broker broker, String name, String topUrl, String iopUrl, Map<String, String> more)
      throws Exception {
    createTopics(broker);
    Map<String, String> properties =
        new HashMap<>(SandboxService.properties(broker.bootstrapServers(), topUrl, iopUrl));
    properties.putAll(more);
    return new Flow(name, broker, properties);
  }

  private static void createTopics(Broker broker) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      List<NewTopic> topics =
          Stream.of(EVENTS, "order-documents", "order-events.parked")
              .map(topic -> new NewTopic(topic, Optional.of(6), Optional.empty()))
              .map(topic -> topic.configs(Map.of("max.message.bytes", size(topic.name()))))
              .toList();
      admin.createTopics(topics).all().get();
    }
  }

  private static String size(String topic) {
    return topic.endsWith(".parked") ? "4065536" : "4000000";
  }

  public void startService() throws Exception {
    service = startCopy(name);
  }

  /** One more process of the service, with the same configuration. */
  public ServiceProcess startCopy(String copy) throws Exception {
    return startCopies(copy).get(0);
  }

  /** Several of them, which start side by side. */
  public List<ServiceProcess> startCopies(String... copies) throws Exception {
    List<ServiceProcess> started = new ArrayList<>();
    for (String copy : copies) {
      started.add(ServiceProcess.start(Path.of("target").toAbsolutePath(), copy, properties));
    }
    for (ServiceProcess copy : started) {
      awaitReady(copy);
    }
    return started;
  }

  private static void awaitReady(ServiceProcess process) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      if (!process.alive()) {
        throw new IllegalStateException("the service ended, see " + process.log());
      }
      String management = process.management();
      // a probe that comes while Camel still registers its own checks fails with a trace in the log
      if (Files.readString(process.log()).contains("(camel-1) started in")
          && !management.isEmpty()
          && status(management + "/observe/health/ready") == 200) {
        return;
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
    throw new IllegalStateException("the service is not ready, see " + process.log());
  }

  private static int status(String url) {
    try {
      return Http.get(url).statusCode();
    } catch (IOException e) {
      return 0;
    }
  }

  /** What the service says of its health: {@code ready} or {@code live}. */
  public JsonNode health(String kind) {
    return json(observe("health/" + kind).getBytes(StandardCharsets.UTF_8));
  }

  /** What the service counts, in Prometheus' format. */
  public String metrics() {
    return observe("metrics");
  }

  private String observe(String what) {
    try {
      return Http.text(service.management() + "/observe/" + what);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Looks until it is so. */
  public static void await(BooleanSupplier met) {
    await(met, () -> "it did not come about within " + PATIENCE);
  }

  /** The same; where it does not come about, this is said. */
  public static void await(BooleanSupplier met, Supplier<String> otherwise) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!met.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(otherwise.get());
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  public ServiceProcess service() {
    return service;
  }

  public Broker broker() {
    return broker;
  }

  public Map<String, String> properties() {
    return properties;
  }

  /** Where the broker has put it is the result. */
  public RecordMetadata send(String key, String value, Header... headers) {
    return send(
        key == null ? null : key.getBytes(StandardCharsets.UTF_8),
        value.getBytes(StandardCharsets.UTF_8),
        headers);
  }

  public RecordMetadata send(byte[] key, byte[] value, Header... headers) {
    return sendTo(EVENTS, key, value, headers);
  }

  public RecordMetadata sendTo(String topic, byte[] key, byte[] value, Header... headers) {
    try {
      return producer.send(new ProducerRecord<>(topic, null, key, value, List.of(headers))).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Sends without waiting for the broker; {@link #flush()} does. */
  public void sendSoon(String key, String value) {
    sendSoon(
        key == null ? null : key.getBytes(StandardCharsets.UTF_8),
        value.getBytes(StandardCharsets.UTF_8));
  }

  /** A key or a value may be missing. */
  public void sendSoon(byte[] key, byte[] value, Header... headers) {
    producer.send(
        new ProducerRecord<>(EVENTS, null, key, value, List.of(headers)),
        (place, failure) -> {
          if (failure != null) {
            unsent.compareAndSet(null, failure);
          }
        });
  }

  /** Sends the bare ids of so many orders, each its own key, and waits for the broker. */
  public List<String> sendOrders(long first, int count) {
    List<String> orders = LongStream.range(first, first + count).mapToObj(Long::toString).toList();
    orders.forEach(order -> sendSoon(order, order));
    flush();
    return orders;
  }

  /** What the broker did not take is an error of the test, not of the service. */
  public void flush() {
    producer.flush();
    if (unsent.get() != null) {
      throw new IllegalStateException("an event was not sent", unsent.get());
    }
  }

  public Topic documents() {
    return documents;
  }

  public Topic parked() {
    return parked;
  }

  /** The first document of an order. */
  public JsonNode document(String orderId) {
    return documents
        .await(
            records -> records.stream().anyMatch(record -> key(record).equals(orderId)), PATIENCE)
        .stream()
        .filter(record -> key(record).equals(orderId))
        .findFirst()
        .map(record -> json(record.value()))
        .orElseThrow(() -> new AssertionError("no document of order " + orderId + " arrived"));
  }

  /** Reads until each of these orders has a document; one that has none in time is an error. */
  public void awaitDocuments(Collection<String> orders, Duration atMost) {
    Set<String> missing = new HashSet<>(orders);
    documents.await(
        records -> {
          records.forEach(record -> missing.remove(key(record)));
          return missing.isEmpty();
        },
        atMost);
    if (!missing.isEmpty()) {
      throw new AssertionError(
          missing.size()
              + " orders have no document, such as "
              + missing.stream().limit(5).toList());
    }
  }

  public void awaitDocuments(Collection<String> orders) {
    awaitDocuments(orders, PATIENCE);
  }

  /** The parked record of the event with this key. */
  public ConsumerRecord<byte[], byte[]> parkedRecord(String key) {
    return parked
        .await(records -> records.stream().anyMatch(record -> key(record).equals(key)), PATIENCE)
        .stream()
        .filter(record -> key(record).equals(key))
        .findFirst()
        .orElseThrow(() -> new AssertionError("the event with key " + key + " was not parked"));
  }

  public static String key(ConsumerRecord<byte[], byte[]> record) {
    return record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
  }

  /** The last header of that name, as text. */
  public static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }

  public static JsonNode json(byte[] value) {
    try {
      return JSON.readTree(value);
    } catch (IOException e) {
      throw new AssertionError("a document is no JSON", e);
    }
  }

  @Override
  public void close() throws Exception {
    if (service != null) {
      service.close();
    }
    producer.close();
    documents.close();
    parked.close();
    broker.close();
  }
}
