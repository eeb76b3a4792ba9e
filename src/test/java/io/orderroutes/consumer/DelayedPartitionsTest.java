package io.orderroutes.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderroutes.retry.RetryTopics;
import io.orderroutes.sellers.Configured;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DelayedPartitionsTest {
  private static final Instant NOON = Instant.parse("2024-03-01T12:00:00Z");
  private static final TopicPartition EVENTS = new TopicPartition("order-events", 0);
  private static final TopicPartition WAITING = new TopicPartition("order-events.retry-10s", 3);

  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
  private final DelayedPartitions due =
      new DelayedPartitions(new RetryTopics(Configured.shops().config()));

  @BeforeEach
  void assign() {
    consumer.assign(List.of(EVENTS, WAITING));
  }

  @Test
  void takesWhatIsDueAndGoesBackToTheFirstThatIsNot() {
    ConsumerRecords<byte[], byte[]> polled =
        polled(
            Map.of(
                WAITING,
                List.of(
                    record(WAITING, 7, NOON.minusSeconds(1)),
                    record(WAITING, 8, NOON),
                    record(WAITING, 9, NOON.plusSeconds(5)),
                    record(WAITING, 10, NOON.plusSeconds(6)))));
    assertThat(offsets(due.of(polled, consumer, NOON))).containsExactly(7L, 8L);
    assertThat(consumer.position(WAITING)).isEqualTo(9);
    assertThat(due.waiting(NOON.plusSeconds(4))).containsExactly(WAITING);
    assertThat(due.waiting(NOON.plusSeconds(5))).isEmpty();
  }

  @Test
  void holdsNothingBackInTheEventsTopicWhateverItsHeadersSay() {
    ConsumerRecords<byte[], byte[]> polled =
        polled(
            Map.of(
                EVENTS, List.of(record(EVENTS, 1, NOON.plusSeconds(9))),
                WAITING, List.of(record(WAITING, 2, NOON.plusSeconds(9)))));
    assertThat(offsets(due.of(polled, consumer, NOON))).containsExactly(1L);
    assertThat(due.waiting(NOON)).containsExactly(WAITING);
  }

  @Test
  void takesARecordThatDoesNotSayWhenItIsDue() {
    ConsumerRecord<byte[], byte[]> strange = record(WAITING, 1, NOON);
    strange.headers().remove("retry.not-before").add("retry.not-before", "soon".getBytes(UTF_8));
    assertThat(offsets(due.of(polled(Map.of(WAITING, List.of(strange))), consumer, NOON)))
        .containsExactly(1L);
  }

  @Test
  void takesARecordThatWouldWaitLongerThanItsTopicDoes() {
    ConsumerRecord<byte[], byte[]> strange =
        record(WAITING, 1, Instant.parse("9999-12-31T00:00:00Z"));
    ConsumerRecord<byte[], byte[]> empty = record(WAITING, 2, NOON);
    empty.headers().remove("retry.not-before").add("retry.not-before", null);
    assertThat(offsets(due.of(polled(Map.of(WAITING, List.of(strange, empty))), consumer, NOON)))
        .containsExactly(1L, 2L);
  }

  @Test
  void forgetsPartitionsThatAreTakenAway() {
    due.of(
        polled(Map.of(WAITING, List.of(record(WAITING, 2, NOON.plusSeconds(9))))), consumer, NOON);
    due.forget(List.of(WAITING));
    assertThat(due.waiting(NOON)).isEmpty();
  }

  @Test
  void wantsAWaitForEachTopic() {
    Configured uneven = Configured.shops().with("orders.retry.waits", "1000,2000");
    assertThatThrownBy(() -> new RetryTopics(uneven.config()))
        .hasMessageStartingWith("orders.retry.waits has 2 waits for 4 topics");
  }

  @Test
  void knowsTheWayOfAnEvent() {
    RetryTopics topics = new RetryTopics(Configured.shops().config());
    List<String> way = new ArrayList<>();
    String at = "order-events";
    while (topics.after(at).isPresent()) {
      at = topics.after(at).get();
      way.add(at + " " + topics.waitIn(at).toSeconds());
    }
    assertThat(way)
        .containsExactly(
            "order-events.retry-10s 10",
            "order-events.retry-1m 60",
            "order-events.retry-10m 600",
            "order-events.retry-1h 3600");
  }

  private static ConsumerRecord<byte[], byte[]> record(
      TopicPartition partition, long offset, Instant notBefore) {
    RecordHeaders headers = new RecordHeaders();
    headers.add("retry.not-before", notBefore.toString().getBytes(UTF_8));
    return new ConsumerRecord<>(
        partition.topic(),
        partition.partition(),
        offset,
        0L,
        TimestampType.CREATE_TIME,
        0,
        0,
        null,
        null,
        headers,
        Optional.empty());
  }

  private static ConsumerRecords<byte[], byte[]> polled(
      Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records) {
    return new ConsumerRecords<>(records, Map.of());
  }

  private static List<Long> offsets(ConsumerRecords<byte[], byte[]> records) {
    List<Long> offsets = new ArrayList<>();
    records.forEach(record -> offsets.add(record.offset()));
    return offsets;
  }
}
