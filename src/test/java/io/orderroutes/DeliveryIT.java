package io.orderroutes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderroutes.sandbox.Ends;
import io.orderroutes.sandbox.Flow;
import io.orderroutes.sandbox.ServiceProcess;
import io.orderroutes.simulator.GatewaySimulator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens to events when the service, or the broker, goes away in the middle of them. */
class DeliveryIT {
  private static final int CONCURRENCY = 32;
  private static final int WAITING_MAX = 200;
  private static final int PARTITIONS = 6;
  private static final int ORDERS = 300;

  private static GatewaySimulator gateway;
  private static Flow flow;
  private static int runs;

  @BeforeAll
  static void start() throws Exception {
    gateway = GatewaySimulator.start(0);
    flow =
        Flow.start(
            "delivery",
            gateway.topUrl(),
            gateway.iopUrl(),
            Map.of(
                "orders.concurrency",
                Integer.toString(CONCURRENCY),
                "orders.waiting.max",
                Integer.toString(WAITING_MAX),
                "kafka.session.timeout.ms",
                "6000",
                "kafka.heartbeat.interval.ms",
                "500"));
  }

  @BeforeEach
  void answerAtOrdinarySpeed() {
    runs++;
    gateway.reset();
    gateway.latency(Duration.ofMillis(40));
  }

  @AfterAll
  static void stop() throws Exception {
    flow.close();
    gateway.close();
  }

  @Test
  void aKilledServiceLosesNothingAndRepeatsOnlyWhatItHadTaken() throws Exception {
    List<String> orders = send(600);
    awaitMoreDocuments(150);
    flow.service().kill();
    flow.startService();
    awaitAll(orders);
    assertThat(duplicates(orders)).isLessThanOrEqualTo(WAITING_MAX);
    Ends.awaitCommitted(flow);
  }

  @Test
  void aStoppedServiceFinishesWhatIsInFlightAndLeavesTheRest() throws Exception {
    long before = committed();
    List<String> orders = send(600);
    awaitMoreDocuments(150);
    flow.service().terminate();
    assertThat(flow.service().exitStatus(Duration.ofSeconds(40))).isIn(0, 143);
    int ended = documents().size();
    assertThat(committed() - before)
        .as("every published document's event is committed")
        .isEqualTo(ended);
    flow.startService();
    awaitAll(orders);
    assertThat(duplicates(orders)).isZero();
    Ends.awaitCommitted(flow);
  }

  @Test
  void copiesThatComeAndGoLoseNothing() throws Exception {
    AtomicBoolean enough = new AtomicBoolean();
    CompletableFuture<Integer> load = CompletableFuture.supplyAsync(() -> sendUntil(enough));
    Instant killed;
    List<ServiceProcess> copies = flow.startCopies("delivery-2", "delivery-3");
    try (ServiceProcess second = copies.get(0);
        ServiceProcess third = copies.get(1)) {
      awaitMoreDocuments(200);
      second.terminate();
      second.exitStatus(Duration.ofSeconds(40));
      awaitMoreDocuments(200);
      killed = Instant.now();
      third.kill();
      awaitMoreDocuments(200);
    } finally {
      enough.set(true);
    }
    int events = load.join();
    Ends.awaitCommitted(flow);
    List<ConsumerRecord<byte[], byte[]>> documents = documents();
    int others = mostBetween(documents, killed);
    long twice = documents.size() - documents.stream().map(Ends::place).distinct().count();
    System.out.printf(
        "%d events, copies 1-3-1 and one killed: %d documents, %d twice; before the kill at most %d"
            + " between two of one partition%n",
        events, documents.size(), twice, others);
    assertThat(twice).isLessThanOrEqualTo(WAITING_MAX + CONCURRENCY);
    assertThat(Ends.newest(documents)).isEqualTo(Ends.lastEvents(flow, prefix()));
    assertThat(overlaps()).isEmpty();
    assertThat(others).as("what 20 polls take").isLessThan(20 * WAITING_MAX / 4);
  }

  /** Sends events of {@link #ORDERS} orders evenly, keyed by order id; as many as it returns. */
  private int sendUntil(AtomicBoolean enough) {
    int sent = 0;
    for (; !enough.get(); sent++) {
      String order = order(sent % ORDERS);
      flow.sendSoon(order, order);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(12)); // the load itself
    }
    flow.flush();
    return sent;
  }

  private void awaitMoreDocuments(int more) {
    int enough = flow.documents().all().size() + more;
    assertThat(flow.documents().await(all -> all.size() >= enough, Flow.PATIENCE))
        .hasSizeGreaterThanOrEqualTo(enough);
  }

  @Test
  void aBrokerThatGoesAwayAndComesBackLosesNothing() throws Exception {
    List<String> orders = send(400);
    awaitMoreDocuments(100);
    flow.broker().stop();
    flow.broker().resume();
    awaitAll(orders);
    assertThat(flow.parked().all()).isEmpty();
    Ends.awaitCommitted(flow);
  }

  @Test
  void twoEventsOfOneOrderAreNeverInFlightTogether() throws Exception {
    gateway.latency(Duration.ofMillis(20));
    for (int round = 1; round <= 8; round++) {
      for (int event = 0; event < 12; event++) {
        // no key: the events of one order lie on different partitions
        flow.sendSoon(null, order(event % 4));
      }
      flow.flush();
      Ends.awaitCommitted(flow);
    }
    assertThat(documents()).hasSizeBetween(8 * 4, 8 * 12);
    assertThat(gateway.maxConcurrency()).isBetween(2, 4 * 3);
    assertThat(overlaps()).isEmpty();
  }

  /** Orders whose fetches, seen from the documents, were not one after the other. */
  private List<String> overlaps() {
    List<String> overlaps = new ArrayList<>();
    Map<String, JsonNode> last = new HashMap<>();
    for (var record : documents()) {
      JsonNode document = Flow.json(record.value());
      JsonNode before = last.put(Flow.key(record), document);
      if (before != null
          && (!fetched(document).isAfter(fetched(before))
              || fetched(document).isBefore(enriched(before)))) {
        overlaps.add(Flow.key(record) + ": " + fetched(document) + " after " + enriched(before));
      }
    }
    return overlaps;
  }

  private static Instant fetched(JsonNode document) {
    return Instant.parse(document.at("/sections/0/fetched_at").asText());
  }

  private static Instant enriched(JsonNode document) {
    return Instant.parse(document.path("enriched_at").asText());
  }

  /** The most documents that came, up to a moment, between two of orders of one partition. */
  private static int mostBetween(List<ConsumerRecord<byte[], byte[]>> documents, Instant end) {
    int[] last = new int[PARTITIONS];
    int most = 0;
    int count = 0;
    List<ConsumerRecord<byte[], byte[]>> inTime =
        documents.stream()
            .filter(document -> document.timestamp() < end.toEpochMilli())
            .sorted(Comparator.comparingLong(ConsumerRecord::timestamp))
            .toList();
    for (var document : inTime) {
      // keyed like their events, so on a partition of the same number
      most = Math.max(most, count - last[document.partition()]);
      last[document.partition()] = ++count;
    }
    return Math.max(most, count - Arrays.stream(last).min().orElseThrow());
  }

  /** An order of this test alone. */
  private static String order(int number) {
    return Long.toString(8_000_000_000_000_000L + runs * 1_000_000L + number);
  }

  private static String prefix() {
    return order(0).substring(0, 10);
  }

  /** The documents of this test's orders. */
  private static List<ConsumerRecord<byte[], byte[]>> documents() {
    return flow.documents().all().stream()
        .filter(record -> Flow.key(record).startsWith(prefix()))
        .toList();
  }

  private static List<String> send(int count) {
    return flow.sendOrders(Long.parseLong(order(0)), count);
  }

  private void awaitAll(List<String> orders) {
    flow.awaitDocuments(orders, Duration.ofSeconds(90));
  }

  private int duplicates(List<String> orders) {
    return documents().size() - orders.size();
  }

  private long committed() throws InterruptedException, ExecutionException {
    try (Admin admin = admin()) {
      return admin
          .listConsumerGroupOffsets("order-enrichment")
          .partitionsToOffsetAndMetadata()
          .get()
          .values()
          .stream()
          .mapToLong(OffsetAndMetadata::offset)
          .sum();
    }
  }

  private Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", flow.broker().bootstrapServers()));
  }
}
