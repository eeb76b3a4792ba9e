package io.orderroutes.parked;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** A record of the parked topic, written out by a test. */
public final class Parked {
  private final Map<String, String> added = new LinkedHashMap<>();
  private final RecordHeaders headers = new RecordHeaders();
  private final String value;

  private Parked(String value) {
    this.value = value;
  }

  public static Parked event(String value, Header... came) {
    Parked parked = new Parked(value);
    for (Header header : came) {
      parked.headers.add(header);
    }
    return parked
        .with("parked.reason", "api-rejected")
        .with("parked.message", "no")
        .with("parked.sub-code", "isv.one")
        .with("parked.code", "15")
        .with("parked.api", "some.api")
        .with("parked.at", "2026-01-02T03:04:05Z")
        .with("origin.topic", "order-events")
        .with("origin.partition", "3")
        .with("origin.offset", "42")
        .with("parked.attempts", "1");
  }

  public Parked with(String name, String text) {
    added.put(name, text);
    return this;
  }

  public Parked without(String name) {
    added.remove(name);
    return this;
  }

  public Optional<ParkedRecord> read() {
    added.forEach((name, text) -> headers.add(name, text.getBytes(UTF_8)));
    return ParkedRecord.of(
        new ConsumerRecord<>(
            "parked",
            0,
            7,
            1,
            TimestampType.CREATE_TIME,
            1,
            1,
            "key".getBytes(UTF_8),
            value.getBytes(UTF_8),
            headers,
            Optional.empty()));
  }
}
