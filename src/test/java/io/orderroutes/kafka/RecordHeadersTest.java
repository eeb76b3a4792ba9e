package io.orderroutes.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderroutes.dispatch.DispatcherFixture;
import io.orderroutes.documents.EventOrigin;
import io.orderroutes.retry.RetryTopics;
import io.orderroutes.sellers.Configured;
import java.time.Instant;
import java.util.Map;
import org.apache.camel.Message;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a record says of itself, whoever wrote or changed it. */
class RecordHeadersTest {
  private static final String RETRY = "order-events.retry-10s";
  private static final long SENT = 1_700_000_000_000L;
  private static final RetryTopics RETRIES =
      new RetryTopics(
          Configured.nothing()
              .with("orders.retry.topics", RETRY)
              .with("orders.retry.waits", "10000")
              .config());

  @Test
  void readsBackWhatTheServiceWrote() {
    EventRecord record = record(written());
    assertThat(record.retryHeaders().attempts()).isEqualTo(3);
    assertThat(record.retryHeaders().topic()).isEqualTo("order-events");
    assertThat(record.retryHeaders().offset()).isEqualTo(42);
    assertThat(record.retryHeaders().timestamp()).isEqualTo(SENT);
    assertThat(record.headers().toArray()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "retry.attempts,",
    "retry.attempts, ''",
    "retry.attempts, '\"3\"'",
    "retry.attempts, three",
    "retry.attempts, -1",
    "retry.timestamp,",
    "retry.timestamp, yesterday",
    "origin.topic, ''",
    "origin.topic,",
    "origin.partition, -1",
    "origin.partition, 99999999999",
    "origin.offset, 1.5",
    "origin.offset,"
  })
  void anEventWhoseRetryHeadersWereChangedIsAPlainOne(String name, String value) {
    Headers headers = written();
    RecordHeaders changed = new RecordHeaders();
    headers.forEach(
        header ->
            changed.add(
                header.key(),
                !header.key().equals(name)
                    ? header.value()
                    : value == null ? null : value.getBytes(UTF_8)));
    assertPlain(changed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "retry.attempts", "retry.first-failure", "retry.cause", "retry.not-before",
        "retry.timestamp", "origin.topic", "origin.partition", "origin.offset"
      })
  void anEventThatLostARetryHeaderIsAPlainOne(String name) {
    Headers headers = written();
    headers.remove(name);
    assertPlain(headers);
  }

  private static void assertPlain(Headers headers) {
    EventRecord record = record(headers);
    assertThat(record.retryHeaders().attempts()).isZero();
    assertThat(record.retryHeaders().topic()).isEqualTo(RETRY);
    assertThat(record.retryHeaders().offset()).isEqualTo(7);
    assertThat(record.headers()).isEqualTo(headers);
    assertThat(new String(record.value(), UTF_8)).isEqualTo("1100040120015434");
  }

  @ParameterizedTest
  @CsvSource({
    "-1, -1",
    "0, -1",
    "1700000000, -1",
    "1700000000000000, -1",
    "1700000000000, 1700000000000"
  })
  void aTimestampThatIsNoneIsUnknown(long timestamp, long expected) {
    Message message = DispatcherFixture.message(DispatcherFixture.P0, 1, timestamp, "1");
    EventRecord record = EventRecord.of(message, RETRIES::contains);
    assertThat(record.retryHeaders().timestamp()).isEqualTo(expected);
  }

  @Test
  void anEventOfUnknownTimeIsOfNow() {
    Instant before = Instant.now();
    assertThat(new EventOrigin("t", 0, 0, -1).time()).isBetween(before, Instant.now());
    assertThat(new EventOrigin("t", 0, 0, SENT).time()).isEqualTo(Instant.ofEpochMilli(SENT));
  }

  private static Headers written() {
    RecordHeaders headers = new RecordHeaders();
    Map<String, String> texts =
        new RetryHeaders(1, "", "", "order-events", 0, 42, SENT, 0)
            .next(2, "", "down", Instant.now());
    texts.forEach((name, text) -> headers.add(name, text.getBytes(UTF_8)));
    return headers;
  }

  private static EventRecord record(Headers headers) {
    Message message =
        DispatcherFixture.message(new TopicPartition(RETRY, 0), 7, SENT, "1100040120015434");
    message.setHeader(KafkaConstants.HEADERS, headers);
    return EventRecord.of(message, RETRIES::contains);
  }
}
