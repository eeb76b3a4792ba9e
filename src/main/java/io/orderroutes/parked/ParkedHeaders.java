package io.orderroutes.parked;

import io.orderroutes.kafka.RetryHeaders;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.header.Header;

/** The headers that the service adds to a parked record, after those of the event. */
public record ParkedHeaders(Map<String, String> values) {
  static final String REASON = "parked.reason";
  private static final String AT = "parked.at";

  /** Where they begin: with the last reason. Negative where the service added none. */
  static int begin(List<Header> all) {
    return all.stream().map(Header::key).toList().lastIndexOf(REASON);
  }

  /** Reads them, each name once. Empty when the service did not write the record. */
  static Optional<ParkedHeaders> of(List<Header> all) {
    int begin = begin(all);
    Map<String, String> values = new LinkedHashMap<>();
    for (Header header : begin < 0 ? List.<Header>of() : all.subList(begin, all.size())) {
      boolean ours = header.key().startsWith("parked.") || header.key().startsWith("origin.");
      if (!ours || header.value() == null || values.containsKey(header.key())) {
        return Optional.empty();
      }
      values.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
    }
    ParkedHeaders headers = new ParkedHeaders(values);
    try {
      headers.at();
      headers.partition();
      headers.offset();
      headers.element();
      return Optional.of(headers);
    } catch (DateTimeException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** When the record was parked. */
  public Instant at() {
    return Instant.parse(values.getOrDefault(AT, ""));
  }

  String topic() {
    return values.getOrDefault("origin.topic", "");
  }

  int partition() {
    return Integer.parseInt(values.get("origin.partition"));
  }

  long offset() {
    return Long.parseLong(values.get("origin.offset"));
  }

  /** The place of the event in a record of several; 0 where it was alone. */
  int element() {
    return Integer.parseInt(values.getOrDefault(RetryHeaders.ELEMENT, "0"));
  }
}
