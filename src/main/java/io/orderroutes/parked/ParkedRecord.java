package io.orderroutes.parked;

import io.orderroutes.kafka.EventRecord;
import io.orderroutes.kafka.RetryHeaders;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * A record of the parked topic: the event as it came, and the headers that the service added, which
 * say why.
 */
public record ParkedRecord(EventRecord event, Map<String, String> why) {
  static final String REASON = "parked.reason";

  /** Reads a record. Empty when the service did not write it. */
  public static Optional<ParkedRecord> of(ConsumerRecord<byte[], byte[]> record) {
    List<Header> all = List.of(record.headers().toArray());
    // the event may have been parked before
    int added = all.stream().map(Header::key).toList().lastIndexOf(REASON);
    Map<String, String> why = new LinkedHashMap<>();
    for (Header header : added < 0 ? List.<Header>of() : all.subList(added, all.size())) {
      boolean ours = header.key().startsWith("parked.") || header.key().startsWith("origin.");
      if (!ours || header.value() == null || why.containsKey(header.key())) {
        return Optional.empty();
      }
      why.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
    }
    try {
      ParkedRecord parked =
          new ParkedRecord(event(record, all.subList(0, Math.max(0, added)), why), why);
      return Optional.of(parked.at()).map(time -> parked);
    } catch (DateTimeException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static EventRecord event(
      ConsumerRecord<byte[], byte[]> record, List<Header> headers, Map<String, String> why) {
    RetryHeaders origin =
        RetryHeaders.first(
            why.getOrDefault("origin.topic", ""),
            Integer.parseInt(why.get("origin.partition")),
            Long.parseLong(why.get("origin.offset")),
            record.timestamp());
    return new EventRecord(
        new TopicPartition(record.topic(), record.partition()),
        record.offset(),
        record.key(),
        record.value(),
        new RecordHeaders(headers),
        origin.ofElement(Integer.parseInt(why.getOrDefault(RetryHeaders.ELEMENT, "0"))));
  }

  /**
   * The origin of the event, as in the mark of a replayed event: {@code topic-partition-offset},
   * and {@code #} with its place in a record of several.
   */
  public String origin() {
    RetryHeaders from = event.retryHeaders();
    String record = from.topic() + "-" + from.partition() + "-" + from.offset();
    return from.element() > 0 ? record + "#" + from.element() : record;
  }

  /** When the record was parked. */
  public Instant at() {
    return Instant.parse(why.getOrDefault("parked.at", ""));
  }

  /** The origin, and when and why the event was parked, without the event itself. */
  public String summary() {
    return Stream.of("parked.at", REASON, "parked.api", "parked.code", "parked.sub-code")
        .map(why::get)
        .filter(Objects::nonNull)
        .map(text -> text.replaceAll("[^\\p{Graph}]", "?"))
        .collect(Collectors.joining(" ", origin() + " ", ""));
  }

  @Override
  public String toString() {
    return "ParkedRecord[" + event.place() + "]";
  }
}
