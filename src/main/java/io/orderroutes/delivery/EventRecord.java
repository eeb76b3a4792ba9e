package io.orderroutes.delivery;

import io.opentelemetry.api.trace.Span;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Message;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;

/**
 * The Kafka record of an event as it came, byte for byte, and what is known of earlier attempts.
 * {@code timestamp} is in milliseconds, -1 where the record has no plausible one.
 */
public record EventRecord(
    TopicPartition partition,
    long offset,
    long timestamp,
    byte[] key,
    byte[] value,
    Headers headers,
    Retry retry,
    Span span) {

  /** No event is older: 2010-01-01. */
  private static final long EARLIEST = 1_262_304_000_000L;

  /** One that is not traced. */
  EventRecord(
      TopicPartition partition,
      long offset,
      long timestamp,
      byte[] key,
      byte[] value,
      Headers headers,
      Retry retry) {
    this(partition, offset, timestamp, key, value, headers, retry, Span.getInvalid());
  }

  EventRecord traced(Span by) {
    return new EventRecord(partition, offset, timestamp, key, value, headers, retry, by);
  }

  static EventRecord of(Message message, RetryTopics retries) {
    String topic = message.getHeader(KafkaConstants.TOPIC, String.class);
    int partition = message.getHeader(KafkaConstants.PARTITION, Integer.class);
    long offset = message.getHeader(KafkaConstants.OFFSET, Long.class);
    long timestamp = plausible(message.getHeader(KafkaConstants.TIMESTAMP, Long.class));
    Headers headers = message.getHeader(KafkaConstants.HEADERS, Headers.class);
    Optional<Retry> again = retries.contains(topic) ? Retry.of(headers) : Optional.empty();
    return new EventRecord(
        new TopicPartition(topic, partition),
        offset,
        timestamp,
        message.getHeader(KafkaConstants.KEY, byte[].class),
        message.getBody(byte[].class),
        again.isPresent() ? Retry.withoutOurs(headers) : headers,
        again.orElseGet(() -> Retry.first(topic, partition, offset, timestamp)));
  }

  /** The time in milliseconds, or -1 where it is none: some producers write -1, or seconds. */
  private static long plausible(Long timestamp) {
    boolean inMillis =
        timestamp != null
            && timestamp >= EARLIEST
            && timestamp <= System.currentTimeMillis() + TimeUnit.DAYS.toMillis(1);
    return inMillis ? timestamp : -1;
  }

  String place() {
    return partition + "@" + offset;
  }

  /** Where it lies, and nothing of what is in it. */
  @Override
  public String toString() {
    return "EventRecord[" + place() + "]";
  }
}
