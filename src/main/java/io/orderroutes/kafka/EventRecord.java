package io.orderroutes.kafka;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.camel.Message;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * The Kafka record of an event, byte for byte as it came in, and the earlier attempts. If a record
 * holds several events, there is one for each: its value is the event as written there, and {@code
 * unended} counts the events that have not ended. {@code log} is the number of the partition's log,
 * as {@code OffsetTracker} counts them.
 */
public record EventRecord(
    TopicPartition partition,
    long offset,
    byte[] key,
    byte[] value,
    Headers headers,
    RetryHeaders retryHeaders,
    Span span,
    Optional<AtomicInteger> unended,
    long log) {

  /** The span attribute that names the outcome: {@code document}, {@code retry}, {@code parked}. */
  public static final String OUTCOME = "order.outcome";

  private static final String TYPE = "content-type";
  private static final String BATCH = "cloudevents-batch";

  /** The earliest plausible time: 2010-01-01. */
  private static final long EARLIEST = 1_262_304_000_000L;

  /** A record without a span. */
  public EventRecord(
      TopicPartition partition,
      long offset,
      byte[] key,
      byte[] value,
      Headers headers,
      RetryHeaders retryHeaders) {
    this(
        partition,
        offset,
        key,
        value,
        headers,
        retryHeaders,
        Span.getInvalid(),
        Optional.empty(),
        0);
  }

  public EventRecord traced(Span by) {
    return new EventRecord(partition, offset, key, value, headers, retryHeaders, by, unended, log);
  }

  public EventRecord inLog(long number) {
    return new EventRecord(
        partition, offset, key, value, headers, retryHeaders, span, unended, number);
  }

  /** The W3C {@code traceparent} of the event's span; empty if the event is not traced. */
  public String traceparent() {
    if (!span.getSpanContext().isValid()) {
      return "";
    }
    Map<String, String> headers = new LinkedHashMap<>();
    W3CTraceContextPropagator.getInstance().inject(Context.root().with(span), headers, Map::put);
    return headers.getOrDefault("traceparent", "");
  }

  /** Notes in the span that the event is parked. */
  public void parked(String reason) {
    span.setAttribute(OUTCOME, "parked");
    span.setAttribute("order.reason", reason);
    span.setStatus(StatusCode.ERROR);
  }

  /**
   * A record for each of several events. It keeps the key and the headers, except for the content
   * type of a batch.
   */
  public List<EventRecord> elements(List<byte[]> values) {
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
                    key,
                    values.get(i),
                    own,
                    retryHeaders.ofElement(i + 1),
                    span,
                    open,
                    log))
        .toList();
  }

  private static boolean saysBatch(Header header) {
    return header.key().equalsIgnoreCase(TYPE)
        && header.value() != null
        && new String(header.value(), StandardCharsets.UTF_8).contains(BATCH);
  }

  /** Counts that this event has ended; true if all events of its record have. */
  public boolean ended() {
    return unended.isEmpty() || unended.get().decrementAndGet() == 0;
  }

  /** The record in a message of Camel's consumer. */
  public static EventRecord of(Message message, Predicate<String> isRetryTopic) {
    String topic = message.getHeader(KafkaConstants.TOPIC, String.class);
    int partition = message.getHeader(KafkaConstants.PARTITION, Integer.class);
    long offset = message.getHeader(KafkaConstants.OFFSET, Long.class);
    long timestamp = plausible(message.getHeader(KafkaConstants.TIMESTAMP, Long.class));
    Headers headers = message.getHeader(KafkaConstants.HEADERS, Headers.class);
    Optional<RetryHeaders> again =
        isRetryTopic.test(topic) ? RetryHeaders.of(headers) : Optional.empty();
    return new EventRecord(
        new TopicPartition(topic, partition),
        offset,
        message.getHeader(KafkaConstants.KEY, byte[].class),
        message.getBody(byte[].class),
        again.isPresent() ? RetryHeaders.withoutOurs(headers) : headers,
        again.orElseGet(() -> RetryHeaders.first(topic, partition, offset, timestamp)));
  }

  /** The time in milliseconds; -1 if it is not plausible: some producers write -1, or seconds. */
  private static long plausible(Long timestamp) {
    boolean inMillis =
        timestamp != null
            && timestamp >= EARLIEST
            && timestamp <= System.currentTimeMillis() + TimeUnit.DAYS.toMillis(1);
    return inMillis ? timestamp : -1;
  }

  public String place() {
    String place = partition + "@" + offset;
    return retryHeaders.element() > 0 ? place + "#" + retryHeaders.element() : place;
  }

  /** The position alone, nothing of the content. */
  @Override
  public String toString() {
    return "EventRecord[" + place() + "]";
  }
}
