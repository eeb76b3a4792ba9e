package io.orderroutes.retry;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Writes value and headers of a parked event as the bytes they came as. Camel's own headers are one
 * value per name and text; only here, inside the producer, can repeated and binary ones pass.
 */
public final class OutgoingRecordSerializer implements Serializer<OutgoingRecord> {
  @Override
  public byte[] serialize(String topic, OutgoingRecord parked) {
    return parked.event().value();
  }

  @Override
  public byte[] serialize(String topic, Headers headers, OutgoingRecord parked) {
    for (Header header : parked.event().headers()) {
      headers.add(header);
    }
    parked
        .headers()
        .forEach((name, value) -> headers.add(name, value.getBytes(StandardCharsets.UTF_8)));
    return parked.event().value();
  }
}
