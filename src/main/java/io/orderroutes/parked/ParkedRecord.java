package io.orderroutes.parked;

import io.orderroutes.kafka.EventRecord;
import io.orderroutes.kafka.RetryHeaders;
import java.time.Instant;
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

/** A record of the parked topic: the event as it came, and the headers that say why. */
public record ParkedRecord(EventRecord event, ParkedHeaders headers) {

  /** Takes a record apart. Empty when the service did not write it. */
  public static Optional<ParkedRecord> of(ConsumerRecord<byte[], byte[]> record) {
    List<Header> all = List.of(record.headers().toArray());
    return ParkedHeaders.of(all)
        .map(
            added ->
                new ParkedRecord(
                    new EventRecord(
                        new TopicPartition(record.topic(), record.partition()),
                        record.offset(),
                        record.timestamp(),
                        record.key(),
                        record.value(),
                        new RecordHeaders(all.subList(0, ParkedHeaders.begin(all))),
                        RetryHeaders.first(
                                added.topic(),
                                added.partition(),
                                added.offset(),
                                record.timestamp())
                            .ofElement(added.element())),
                    added));
  }

  /** The headers that say why, by their names. */
  public Map<String, String> why() {
    return headers.values();
  }

  /** Where the event came from, as the mark of a replayed one names it. */
  public String origin() {
    String record = headers.topic() + "-" + headers.partition() + "-" + headers.offset();
    return headers.element() > 0 ? record + "#" + headers.element() : record;
  }

  /** Where it came from, when and why it was parked; nothing of the event itself. */
  public String summary() {
    return Stream.of(
            "parked.at", ParkedHeaders.REASON, "parked.api", "parked.code", "parked.sub-code")
        .map(why()::get)
        .filter(Objects::nonNull)
        .map(text -> text.replaceAll("[^\\p{Graph}]", "?"))
        .collect(Collectors.joining(" ", origin() + " ", ""));
  }

  public Instant at() {
    return headers.at();
  }

  @Override
  public String toString() {
    return "ParkedRecord[" + event.place() + "]";
  }
}
