package io.orderroutes.kafka;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * The headers of a retry record: the number of attempts, the first failure, and where the event
 * came from. {@code timestamp} is in milliseconds; {@code trace} is the W3C {@code traceparent} of
 * the last attempt, empty if it was not traced. {@code element} is the number of the event in a
 * record of several, from 1; 0 if the record has one event.
 */
public record RetryHeaders(
    int attempts,
    String trace,
    String firstFailure,
    String topic,
    int partition,
    long offset,
    long timestamp,
    int element) {

  static final String NOT_BEFORE = "retry.not-before";
  private static final String ATTEMPTS = "retry.attempts";
  private static final String TRACE = "retry.traceparent";
  private static final String FIRST_FAILURE = "retry.first-failure";
  private static final String CAUSE = "retry.cause";
  private static final String TIMESTAMP = "retry.timestamp";
  private static final List<String> NAMES =
      List.of(
          ATTEMPTS,
          FIRST_FAILURE,
          CAUSE,
          NOT_BEFORE,
          TIMESTAMP,
          "origin.topic",
          "origin.partition",
          "origin.offset");
  public static final String ELEMENT = "origin.element";

  /** An event without an earlier attempt. */
  public static RetryHeaders first(String topic, int partition, long offset, long timestamp) {
    return new RetryHeaders(0, "", "", topic, partition, offset, timestamp, 0);
  }

  public RetryHeaders ofElement(int place) {
    return new RetryHeaders(
        attempts, trace, firstFailure, topic, partition, offset, timestamp, place);
  }

  /** The names of the last headers, if they are those of a retry record, in their order. */
  private static List<String> ours(Headers headers) {
    List<String> all = Stream.of(headers.toArray()).map(Header::key).toList();
    List<String> last = all.subList(Math.max(0, all.lastIndexOf(ATTEMPTS)), all.size());
    List<String> expected = new ArrayList<>(NAMES);
    if (last.contains(TRACE)) {
      expected.add(1, TRACE);
    }
    if (last.contains(ELEMENT)) {
      expected.add(ELEMENT);
    }
    return last.equals(expected) ? last : List.of();
  }

  /**
   * Reads the last headers of a retry record. Empty if this service did not write them, or if
   * another tool changed them.
   */
  static Optional<RetryHeaders> of(Headers headers) {
    Map<String, String> texts = new LinkedHashMap<>();
    ours(headers).forEach(name -> texts.put(name, text(headers, name)));
    if (texts.isEmpty()) {
      return Optional.empty();
    }
    try {
      RetryHeaders retryHeaders =
          new RetryHeaders(
              Integer.parseInt(texts.get(ATTEMPTS)),
              texts.getOrDefault(TRACE, ""),
              texts.get(FIRST_FAILURE),
              texts.get("origin.topic"),
              Integer.parseInt(texts.get("origin.partition")),
              Long.parseLong(texts.get("origin.offset")),
              Long.parseLong(texts.get(TIMESTAMP)),
              Integer.parseInt(texts.getOrDefault(ELEMENT, "0")));
      boolean whole =
          retryHeaders.attempts >= 0
              && retryHeaders.partition >= 0
              && retryHeaders.offset >= 0
              && retryHeaders.element >= 0;
      return whole && !retryHeaders.topic.isEmpty() ? Optional.of(retryHeaders) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** The headers of the next retry record; {@code trace} is empty if the event is not traced. */
  public Map<String, String> next(int more, String trace, String cause, Instant notBefore) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(ATTEMPTS, Integer.toString(attempts + more));
    if (!trace.isEmpty()) {
      headers.put(TRACE, trace);
    }
    headers.put(FIRST_FAILURE, firstFailure.isEmpty() ? Instant.now().toString() : firstFailure);
    headers.put(CAUSE, cause);
    headers.put(NOT_BEFORE, notBefore.toString());
    headers.put(TIMESTAMP, Long.toString(timestamp));
    headers.putAll(origin());
    return headers;
  }

  public Map<String, String> origin() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("origin.topic", topic);
    headers.put("origin.partition", Integer.toString(partition));
    headers.put("origin.offset", Long.toString(offset));
    if (element > 0) {
      headers.put(ELEMENT, Integer.toString(element));
    }
    return headers;
  }

  /** The headers without those that {@link #next} has added. */
  static Headers withoutOurs(Headers headers) {
    Header[] all = headers.toArray();
    RecordHeaders rest = new RecordHeaders();
    int ours = ours(headers).size();
    for (int i = 0; i < all.length - ours; i++) {
      rest.add(all[i]);
    }
    return rest;
  }

  /** When a record of a retry topic is due; at once if it does not say so. */
  public static Instant notBefore(Headers headers) {
    try {
      return Instant.parse(text(headers, NOT_BEFORE));
    } catch (DateTimeException e) {
      return Instant.EPOCH;
    }
  }

  private static String text(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null
        ? ""
        : new String(header.value(), StandardCharsets.UTF_8);
  }
}
