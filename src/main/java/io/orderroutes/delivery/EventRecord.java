package io.orderroutes.delivery;

import io.opentelemetry.api.trace.Span;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.camel.Message;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * The Kafka record of an event as it came, byte for byte, and what is known of earlier attempts. Of
 * a record of several events there is one for each: its value is the event as it is written there,
 * and {@code unended} counts those that have not ended.
 */
public record EventRecord(
    TopicPartition partition,
    long offset,
    long timestamp,
    byte[] key,
    byte[] value,
    Headers headers,
    Retry retry,
    Span span,
    Optional<AtomicInteger> unended) {

  private static final String TYPE = "content-type";
  private static final String BATCH = "cloudevents-batch";

  /** One that is not traced. */
  EventRecord(
      TopicPartition partition,
      long offset,
      long timestamp,
      byte[] key,
      byte[] value,
      Headers headers,
      Retry retry) {
    this(
        partition,
        offset,
        timestamp,
        key,
        value,
        headers,
        retry,
        Span.getInvalid(),
        Optional.empty());
  }

  EventRecord traced(Span by) {
    return new EventRecord(partition, offset, timestamp, key, value, headers, retry, by, unended);
  }

  /** The records of its single events; each keeps the key and the headers, but none is a batch. */
  List<EventRecord> elements(List<byte[]> values) {
    Optional<AtomicInteger> open = Optional.of(new AtomicInteger(values.size()));
    RecordHeaders own = new RecordHeaders();
    for (Header header : headers) {
      if (!saysBatch(header)) {
        own.add(header);
      }
    }
    return IntStream.range(0, values.size())
        .mapToObj(
            i ->
                new EventRecord(
                    partition,
                    offset,
                    timestamp,
                    key,
                    values.get(i),
                    own,
                    retry.ofElement(i + 1),
                    span,
                    open))
        .toList();
  }

  private static boolean saysBatch(Header header) {
    return header.key().equalsIgnoreCase(TYPE)
        && header.value() != null
        && new String(header.value(), StandardCharsets.UTF_8).contains(BATCH);
  }

  /** Counts that this event has ended; true where its whole record has. */
  boolean ended() {
    return unended.isEmpty() || unended.get().decrementAndGet() == 0;
  }

  static EventRecord of(Message message, RetryTopics retries) {
    String topic = message.getHeader(KafkaConstants.TOPIC, String.class);
    int partition = message.getHeader(KafkaConstants.PARTITION, Integer.class);
    long offset = message.getHeader(KafkaConstants.OFFSET, Long.class);
    long timestamp = message.getHeader(KafkaConstants.TIMESTAMP, Long.class);
    Headers headers = message.getHeader(KafkaConstants.HEADERS, Headers.class);
    boolean again = retries.contains(topic) && Retry.isOurs(headers);
    return new EventRecord(
        new TopicPartition(topic, partition),
        offset,
        timestamp,
        message.getHeader(KafkaConstants.KEY, byte[].class),
        message.getBody(byte[].class),
        again ? Retry.withoutOurs(headers) : headers,
        again ? Retry.of(headers) : Retry.first(topic, partition, offset, timestamp));
  }

  String place() {
    String place = partition + "@" + offset;
    return retry.element() > 0 ? place + "#" + retry.element() : place;
  }

  /** Where it lies, and nothing of what is in it. */
  @Override
  public String toString() {
    return "EventRecord[" + place() + "]";
  }
}
