package io.orderroutes.delivery;

import io.opentelemetry.api.trace.Span;
import org.apache.camel.Message;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;

/**
 * The Kafka record of an event as it came, byte for byte, and what is known of earlier attempts.
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
    return partition + "@" + offset;
  }

  /** Where it lies, and nothing of what is in it. */
  @Override
  public String toString() {
    return "EventRecord[" + place() + "]";
  }
}
