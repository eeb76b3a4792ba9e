package io.orderroutes.retry;

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

/** A parked record: the event as it came, and the headers that say why. */
public record OutgoingRecord(EventRecord event, Map<String, String> why) {
  private static final String REASON = "parked.reason";

  /**
   * A record of the parked topic, taken apart: what the service added begins with the last reason
   * and goes to the end, each name once. Empty when the service did not write the record.
   */
  public static Optional<OutgoingRecord> of(ConsumerRecord<byte[], byte[]> record) {
    List<Header> all = List.of(record.headers().toArray());
    int begin = all.stream().map(Header::key).toList().lastIndexOf(REASON);
    Map<String, String> why = new LinkedHashMap<>();
    for (Header header : begin < 0 ? List.<Header>of() : all.subList(begin, all.size())) {
      boolean ours = header.key().startsWith("parked.") || header.key().startsWith("origin.");
      if (!ours || header.value() == null || why.containsKey(header.key())) {
        return Optional.empty();
      }
      why.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
    }
    try {
      Instant.parse(why.getOrDefault("parked.at", ""));
      String topic = why.getOrDefault("origin.topic", "");
      int partition = Integer.parseInt(why.get("origin.partition"));
      long offset = Long.parseLong(why.get("origin.offset"));
      EventRecord event =
          new EventRecord(
              new TopicPartition(record.topic(), record.partition()),
              record.offset(),
              record.timestamp(),
              record.key(),
              record.value(),
              new RecordHeaders(all.subList(0, begin)),
              RetryHeaders.first(topic, partition, offset, record.timestamp())
                  .ofElement(element(why)));
      return Optional.of(new OutgoingRecord(event, why));
    } catch (DateTimeException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** The place of the event in a record of several; 0 where it was alone. */
  private static int element(Map<String, String> why) {
    return Integer.parseInt(why.getOrDefault(RetryHeaders.ELEMENT, "0"));
  }

  /** Where the event came from, as the mark of a replayed one names it. */
  public String origin() {
    RetryHeaders origin = event.retryHeaders();
    String record = origin.topic() + "-" + origin.partition() + "-" + origin.offset();
    return origin.element() > 0 ? record + "#" + origin.element() : record;
  }

  /** Where it came from, when and why it was parked; nothing of the event itself. */
  public String summary() {
    return Stream.of("parked.at", REASON, "parked.api", "parked.code", "parked.sub-code")
        .map(why::get)
        .filter(Objects::nonNull)
        .map(text -> text.replaceAll("[^\\p{Graph}]", "?"))
        .collect(Collectors.joining(" ", origin() + " ", ""));
  }

  public Instant at() {
    return Instant.parse(why.get("parked.at"));
  }

  @Override
  public String toString() {
    return "OutgoingRecord[" + event.place() + "]";
  }
}
