package io.orderroutes;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderroutes.sandbox.Flow;
import io.orderroutes.sandbox.GatewaySimulator;
import io.orderroutes.sandbox.ServiceProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens to events when the service, or the broker, goes away in the middle of them. */
class DeliveryIT {
  private static final int CONCURRENCY = 32;

  private GatewaySimulator gateway;
  private Flow flow;

  @BeforeEach
  void start() throws Exception {
    gateway = GatewaySimulator.start(0);
    gateway.latency(Duration.ofMillis(40));
    flow =
        Flow.start(
            "delivery",
            gateway.topUrl(),
            gateway.iopUrl(),
            Map.of(
                "orders.concurrency", Integer.toString(CONCURRENCY),
                "orders.waiting.max", "200",
                "kafka.session.timeout.ms", "6000",
                "kafka.heartbeat.interval.ms", "500"));
  }

  @AfterEach
  void stop() throws Exception {
    flow.close();
    gateway.close();
  }

  @Test
  void aKilledServiceLosesNothingAndRepeatsOnlyWhatItHadTaken() throws Exception {
    List<String> orders = send(600);
    flow.documents().await(documents -> documents.size() >= 150, Flow.PATIENCE);
    flow.service().kill();
    flow.startService();
    awaitAll(orders);
    assertThat(duplicates(orders)).isLessThanOrEqualTo(200);
    awaitCommitted();
  }

  @Test
  void aStoppedServiceFinishesWhatIsInFlightAndLeavesTheRest() throws Exception {
    List<String> orders = send(600);
    flow.documents().await(documents -> documents.size() >= 150, Flow.PATIENCE);
    flow.service().terminate();
    assertThat(flow.service().exitStatus(Duration.ofSeconds(40))).isIn(0, 143);
    int ended = flow.documents().all().size();
    assertThat(committed()).as("every published document's event is committed").isEqualTo(ended);
    flow.startService();
    awaitAll(orders);
    assertThat(duplicates(orders)).isZero();
    awaitCommitted();
  }

  @Test
  void copiesThatComeAndGoLoseNothing() throws Exception {
    List<String> orders = send(900);
    try (ServiceProcess second = flow.startCopy("delivery-2");
        ServiceProcess third = flow.startCopy("delivery-3")) {
      flow.documents().await(documents -> documents.size() >= 400, Flow.PATIENCE);
      second.terminate();
      third.kill();
      awaitAll(orders);
    }
    assertThat(duplicates(orders)).isLessThanOrEqualTo(200 + CONCURRENCY);
    awaitCommitted();
  }

  @Test
  void aBrokerThatGoesAwayAndComesBackLosesNothing() throws Exception {
    List<String> orders = send(400);
    flow.documents().await(documents -> documents.size() >= 100, Flow.PATIENCE);
    flow.broker().stop();
    flow.broker().resume();
    awaitAll(orders);
    assertThat(flow.parked().all()).isEmpty();
    awaitCommitted();
  }

  @Test
  void twoEventsOfOneOrderAreNeverInFlightTogether() throws Exception {
    gateway.latency(Duration.ofMillis(20));
    for (int round = 0; round < 15; round++) {
      for (int order = 0; order < 4; order++) {
        // no key: the events of one order lie on different partitions
        flow.sendSoon(null, Long.toString(8_300_000_000_000_000L + order));
      }
    }
    flow.flush();
    flow.documents().await(documents -> documents.size() >= 60, Flow.PATIENCE);
    assertThat(flow.documents().all()).hasSize(60);
    assertThat(gateway.maxConcurrency()).isBetween(2, 4 * 3);
    assertThat(overlaps()).isEmpty();
  }

  /** Orders whose fetches, seen from the documents, were not one after the other. */
  private List<String> overlaps() {
    List<String> overlaps = new ArrayList<>();
    for (int order = 0; order < 4; order++) {
      String id = Long.toString(8_300_000_000_000_000L + order);
      String before = "";
      String enriched = "";
      for (var record : flow.documents().all()) {
        if (Flow.key(record).equals(id)) {
          var document = Flow.json(record.value());
          String fetched = document.path("sections").path(0).path("fetched_at").asText();
          if (fetched.compareTo(before) <= 0 || fetched.compareTo(enriched) < 0) {
            overlaps.add(id + ": " + fetched + " after " + before + " and " + enriched);
          }
          before = fetched;
          enriched = document.path("enriched_at").asText();
        }
      }
    }
    return overlaps;
  }

  private List<String> send(int count) {
    List<String> orders = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      orders.add(Long.toString(8_200_000_000_000_000L + i));
      flow.sendSoon(orders.get(i), orders.get(i));
    }
    flow.flush();
    return orders;
  }

  private void awaitAll(List<String> orders) {
    Set<String> missing = new HashSet<>(orders);
    flow.documents()
        .await(
            documents -> {
              documents.forEach(record -> missing.remove(Flow.key(record)));
              return missing.isEmpty();
            },
            Duration.ofSeconds(90));
    assertThat(missing).isEmpty();
  }

  private int duplicates(List<String> orders) {
    return flow.documents().all().size() - orders.size();
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

  private void awaitCommitted() throws InterruptedException, ExecutionException {
    long sent = 0;
    try (Admin admin = admin()) {
      for (int partition = 0; partition < 6; partition++) {
        TopicPartition events = new TopicPartition(Flow.EVENTS, partition);
        sent +=
            admin
                .listOffsets(Map.of(events, OffsetSpec.latest()))
                .partitionResult(events)
                .get()
                .offset();
      }
    }
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (committed() < sent && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertThat(committed()).isEqualTo(sent);
  }

  private Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", flow.broker().bootstrapServers()));
  }
}
