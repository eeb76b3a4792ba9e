package io.orderroutes.retry;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Writes the value and the headers of an event as the bytes that came in. Camel's own headers have
 * one text per name; repeated and binary headers can be written only here, inside the producer.
 */
public final class OutgoingRecordSerializer implements Serializer<OutgoingRecord> {
  @Override
  public byte[] serialize(String topic, OutgoingRecord record) {
    return record.event().value();
  }

  @Override
  public byte[] serialize(String topic, Headers headers, OutgoingRecord record) {
    for (Header header : record.event().headers()) {
      headers.add(header);
    }
    record
        .headers()
        .forEach((name, value) -> headers.add(name, value.getBytes(StandardCharsets.UTF_8)));
    return record.event().value();
  }
}
