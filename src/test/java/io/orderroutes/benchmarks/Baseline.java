package io.orderroutes.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderroutes.simulator.SimulatedAccounts;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * What one writes by hand instead: events in, two signed calls for each, the answers merged as they
 * are, documents out with acks of all, offsets committed after the acknowledgement. It has no
 * common shape, no retry, no parking, no limit, and asks one order at a time.
 */
final class Baseline {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
  private static final int CONCURRENCY = 256;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String gateway = System.getProperty("orders.apps.top.gateway");
  private final KafkaProducer<String, String> producer;
  private final Map<TopicPartition, TreeSet<Long>> open = new HashMap<>();
  private final Map<TopicPartition, Long> next = new HashMap<>();

  private Baseline(String brokers) {
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", brokers, "acks", "all", "linger.ms", "5"),
            new StringSerializer(),
            new StringSerializer());
  }

  public static void main(String[] args) throws InterruptedException {
    String brokers = System.getProperty("kafka.bootstrap.servers");
    new Baseline(brokers).run(brokers);
  }

  private void run(String brokers) throws InterruptedException {
    Semaphore free = new Semaphore(CONCURRENCY);
    try (ExecutorServiceCloser threads = new ExecutorServiceCloser();
        KafkaConsumer<String, String> consumer =
            new KafkaConsumer<>(
                Map.of(
                    "bootstrap.servers", brokers,
                    "group.id", "baseline",
                    "enable.auto.commit", "false",
                    "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
      consumer.subscribe(List.of("order-events"));
      while (true) {
        for (ConsumerRecord<String, String> event : consumer.poll(Duration.ofMillis(100))) {
          free.acquire();
          taken(event);
          threads.service.execute(() -> handle(event, free));
        }
        consumer.commitAsync(committable(), null);
      }
    }
  }

  private static final class ExecutorServiceCloser implements AutoCloseable {
    final ExecutorService service = threads();

    @Override
    public void close() {
      service.shutdown();
    }

    private static ExecutorService threads() {
      try {
        return (ExecutorService)
            Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
      } catch (ReflectiveOperationException e) {
        return Executors.newFixedThreadPool(CONCURRENCY);
      }
    }
  }

  private synchronized void taken(ConsumerRecord<String, String> event) {
    TopicPartition partition = new TopicPartition(event.topic(), event.partition());
    open.computeIfAbsent(partition, key -> new TreeSet<>()).add(event.offset());
    next.put(partition, event.offset() + 1);
  }

  private synchronized void done(ConsumerRecord<String, String> event) {
    open.get(new TopicPartition(event.topic(), event.partition())).remove(event.offset());
  }

  private synchronized Map<TopicPartition, OffsetAndMetadata> committable() {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    open.forEach(
        (partition, events) ->
            offsets.put(
                partition,
                new OffsetAndMetadata(events.isEmpty() ? next.get(partition) : events.first())));
    return offsets;
  }

  private void handle(ConsumerRecord<String, String> event, Semaphore free) {
    try {
      JsonNode order =
          call(
              "aliexpress.solution.order.info.get", "param1", "{\"order_id\":" + event.key() + "}");
      ArrayNode logistics = JSON.createArrayNode();
      for (JsonNode parcel : order.path("result").path("data").path("logistic_info_list")) {
        String id = parcel.path("ship_order_id").asText();
        logistics.add(
            call(
                "aliexpress.local.logistics.order.info.query",
                "param1",
                "{\"logistics_order_id\":\"" + id + "\"}"));
      }
      ObjectNode document = JSON.createObjectNode().put("order_id", event.key());
      document.set("order", order);
      document.set("logistics", logistics);
      producer.send(
          new ProducerRecord<>("order-documents", event.key(), JSON.writeValueAsString(document)),
          (metadata, failure) -> done(event));
    } catch (Exception e) {
      e.printStackTrace();
    } finally {
      free.release();
    }
  }

  private JsonNode call(String api, String name, String value) throws Exception {
    TreeMap<String, String> params = new TreeMap<>();
    params.put("method", api);
    params.put("app_key", SimulatedAccounts.TOP_KEY);
    params.put("session", SimulatedAccounts.SESSION_SHOP_1);
    params.put("timestamp", TIMESTAMP.format(LocalDateTime.now(ZoneOffset.ofHours(8))));
    params.put("v", "2.0");
    params.put("format", "json");
    params.put("simplify", "true");
    params.put("sign_method", "md5");
    params.put(name, value);
    params.put("sign", sign(params));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(gateway))
            .header("Content-Type", "application/x-www-form-urlencoded;charset=UTF-8")
            .POST(HttpRequest.BodyPublishers.ofString(form(params)))
            .build();
    JsonNode answer =
        JSON.readTree(http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body());
    if (answer.has("error_response")) {
      throw new IOException("refused: " + answer.path("error_response").path("code"));
    }
    return answer;
  }

  private static String sign(TreeMap<String, String> params) throws Exception {
    StringBuilder text = new StringBuilder(SimulatedAccounts.TOP_SECRET);
    params.forEach((key, value) -> text.append(key).append(value));
    byte[] signed =
        text.append(SimulatedAccounts.TOP_SECRET).toString().getBytes(StandardCharsets.UTF_8);
    return HexFormat.of()
        .withUpperCase()
        .formatHex(MessageDigest.getInstance("MD5").digest(signed));
  }

  private static String form(TreeMap<String, String> params) {
    return params.entrySet().stream()
        .map(
            param ->
                param.getKey() + "=" + URLEncoder.encode(param.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
