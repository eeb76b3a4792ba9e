package io.orderroutes.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderroutes.parked.ParkedRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

/** What a retry record and a parked record say of one event of several. */
class EventRecordTest {
  private static final TopicPartition PLACE = new TopicPartition("order-events", 3);
  private static final byte[] KEY = {(byte) 0xff, 1};

  private static EventRecord batch() {
    RecordHeaders headers = new RecordHeaders();
    headers.add(
        "Content-Type", "application/cloudevents-batch+json; charset=UTF-8".getBytes(UTF_8));
    headers.add("trace", new byte[] {(byte) 0xfe}).add("trace", null);
    return new EventRecord(
        PLACE,
        42,
        KEY,
        "[1,2]".getBytes(UTF_8),
        headers,
        RetryHeaders.first("order-events", 3, 42, 7));
  }

  private static List<EventRecord> elements() {
    return batch().elements(List.of("1".getBytes(UTF_8), "{\"x\":2}".getBytes(UTF_8)));
  }

  @Test
  void anEventOfSeveralKeepsKeyAndHeadersButIsNoBatch() {
    EventRecord second = elements().get(1);
    assertThat(second.key()).isEqualTo(KEY);
    assertThat(second.value()).asString().isEqualTo("{\"x\":2}");
    assertThat(second.headers().toArray())
        .extracting(Header::key)
        .containsExactly("trace", "trace");
    assertThat(second.place()).isEqualTo("order-events-3@42#2");
    assertThat(elements().get(0).place()).isNotEqualTo(second.place());
  }

  @Test
  void itsRetryRecordIsReadAsThatEventAgain() {
    for (String trace : List.of("", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")) {
      EventRecord second = elements().get(1);
      Map<String, String> why = second.retryHeaders().next(1, trace, "busy", Instant.now());
      assertThat(why.entrySet()).last().isEqualTo(Map.entry("origin.element", "2"));
      RecordHeaders headers = new RecordHeaders(second.headers().toArray());
      why.forEach((name, value) -> headers.add(name, value.getBytes(UTF_8)));
      RetryHeaders read = RetryHeaders.of(headers).orElseThrow();
      assertThat(read.element()).isEqualTo(2);
      assertThat(read.trace()).isEqualTo(trace);
      assertThat(read.offset()).isEqualTo(42);
      assertThat(RetryHeaders.withoutOurs(headers).toArray()).isEqualTo(second.headers().toArray());
      assertThat(read.next(1, trace, "busy", Instant.now())).containsEntry("origin.element", "2");
    }
  }

  @Test
  void anEventThatIsAloneSaysNothingOfAnElement() {
    assertThat(batch().retryHeaders().next(1, "", "busy", Instant.now()))
        .doesNotContainKey("origin.element");
    assertThat(batch().ended()).isTrue();
  }

  @Test
  void theParkedRecordsOfOneRecordAreEachReplayedOnce() {
    List<String> origins = elements().stream().map(one -> parked(one).origin()).toList();
    assertThat(origins).containsExactly("order-events-3-42#1", "order-events-3-42#2");
    assertThat(parked(batch()).origin()).isEqualTo("order-events-3-42");
  }

  private static ParkedRecord parked(EventRecord event) {
    RecordHeaders headers = new RecordHeaders(event.headers().toArray());
    headers.add("parked.reason", "event-invalid".getBytes(UTF_8));
    headers.add("parked.at", "2026-01-02T03:04:05Z".getBytes(UTF_8));
    event
        .retryHeaders()
        .origin()
        .forEach((name, value) -> headers.add(name, value.getBytes(UTF_8)));
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>(
            "order-events.parked",
            0,
            0,
            1L,
            TimestampType.CREATE_TIME,
            0,
            0,
            event.key(),
            event.value(),
            headers,
            Optional.empty());
    return ParkedRecord.of(record).orElseThrow();
  }
}
