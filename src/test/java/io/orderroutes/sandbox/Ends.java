package io.orderroutes.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How each event of a flow has ended, told by its place in the topic. */
public final class Ends {
  private static final String GROUP = "order-enrichment";

  /** Reads only this part of a document, of which a test may look at thousands. */
  private static final ObjectReader EVENT = new ObjectMapper().reader().at("/event");

  private final Map<String, String> endByPlace = new HashMap<>();
  private final Map<String, Integer> figures = new TreeMap<>();

  private Ends() {}

  /**
   * Waits until the service has committed all events, those in the retry topics too, and reads how
   * they ended: as a document, or parked for a reason. An event that ended twice is an error.
   */
  public static Ends of(Flow flow) throws ExecutionException, InterruptedException {
    awaitCommitted(flow);
    Ends ends = new Ends();
    flow.documents().all().forEach(record -> ends.add(place(record), "document"));
    flow.parked()
        .all()
        .forEach(
            record ->
                ends.add(
                    Flow.header(record, "origin.partition")
                        + "@"
                        + Flow.header(record, "origin.offset"),
                    Flow.header(record, "parked.reason")));
    return ends;
  }

  /**
   * The same where records may hold several events: of one record each order has one document, and
   * each event one parked record at most.
   */
  public static Ends ofSeveral(Flow flow) throws ExecutionException, InterruptedException {
    awaitCommitted(flow);
    Ends ends = new Ends();
    flow.documents()
        .all()
        .forEach(record -> ends.add(place(record) + " " + Flow.key(record), "document"));
    flow.parked()
        .all()
        .forEach(
            record ->
                ends.add(
                    Flow.header(record, "origin.partition")
                        + "@"
                        + Flow.header(record, "origin.offset")
                        + "#"
                        + Flow.header(record, "origin.element"),
                    Flow.header(record, "parked.reason")));
    return ends;
  }

  private void add(String place, String end) {
    String before = endByPlace.put(place, end);
    if (before != null) {
      throw new AssertionError(place + " ended twice: " + before + " and " + end);
    }
    figures.merge(end, 1, Integer::sum);
  }

  /** The place of the event that a document names, as {@code partition@offset}. */
  public static String place(ConsumerRecord<byte[], byte[]> document) {
    try {
      JsonNode event = EVENT.readTree(document.value());
      return event.path("partition").asInt() + "@" + event.path("offset").asLong();
    } catch (IOException e) {
      throw new AssertionError("a document is no JSON", e);
    }
  }

  /** By order, the place of the event that the last of these documents names. */
  public static Map<String, String> newest(List<ConsumerRecord<byte[], byte[]>> documents) {
    return last(documents, Ends::place);
  }

  /**
   * By order, the place of the last event whose key begins so; one order's are on one partition.
   */
  public static Map<String, String> lastEvents(Flow flow, String prefix) {
    try (Topic events = new Topic(flow.broker().bootstrapServers(), Flow.EVENTS)) {
      return last(
          events.all().stream().filter(event -> Flow.key(event).startsWith(prefix)).toList(),
          event -> event.partition() + "@" + event.offset());
    }
  }

  private static Map<String, String> last(
      List<ConsumerRecord<byte[], byte[]>> records,
      Function<ConsumerRecord<byte[], byte[]>, String> place) {
    return records.stream().collect(Collectors.toMap(Flow::key, place, (before, after) -> after));
  }

  /** How often each end is seen. */
  public Map<String, Integer> figures() {
    return figures;
  }

  /** Waits until the service has committed all events, those in the retry topics too. */
  public static void awaitCommitted(Flow flow) throws ExecutionException, InterruptedException {
    long deadline = System.nanoTime() + Flow.PATIENCE.toNanos();
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", flow.broker().bootstrapServers()))) {
      Map<TopicPartition, OffsetSpec> latest = latest(admin);
      Map<TopicPartition, Long> open = open(admin, latest);
      while (!open.isEmpty()) {
        if (System.nanoTime() > deadline) {
          throw new AssertionError("not finished: " + open);
        }
        LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        open = open(admin, latest);
      }
    }
  }

  /** The ends of the topics that the service reads. */
  private static Map<TopicPartition, OffsetSpec> latest(Admin admin)
      throws ExecutionException, InterruptedException {
    return admin.describeTopics(read(admin)).allTopicNames().get().values().stream()
        .flatMap(
            topic ->
                topic.partitions().stream()
                    .map(partition -> new TopicPartition(topic.name(), partition.partition())))
        .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
  }

  /** What is not committed of them. */
  private static Map<TopicPartition, Long> open(Admin admin, Map<TopicPartition, OffsetSpec> latest)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetAndMetadata> committed =
        admin.listConsumerGroupOffsets(GROUP).partitionsToOffsetAndMetadata().get();
    Map<TopicPartition, Long> open = new HashMap<>();
    admin
        .listOffsets(latest)
        .all()
        .get()
        .forEach(
            (partition, end) -> {
              OffsetAndMetadata done = committed.get(partition);
              long left = end.offset() - (done == null ? 0 : done.offset());
              if (left > 0) {
                open.put(partition, left);
              }
            });
    return open;
  }

  private static List<String> read(Admin admin) throws ExecutionException, InterruptedException {
    return admin.listTopics().names().get().stream()
        .filter(name -> name.equals(Flow.EVENTS) || name.startsWith(Flow.EVENTS + ".retry"))
        .toList();
  }
}
