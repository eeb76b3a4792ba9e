package io.orderroutes.delivery;

import org.apache.camel.Message;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;

/** A Kafka record as it came, byte for byte. */
record EventRecord(
    TopicPartition partition,
    long offset,
    long timestamp,
    byte[] key,
    byte[] value,
    Headers headers) {

  static EventRecord of(Message message) {
    return new EventRecord(
        new TopicPartition(
            message.getHeader(KafkaConstants.TOPIC, String.class),
            message.getHeader(KafkaConstants.PARTITION, Integer.class)),
        message.getHeader(KafkaConstants.OFFSET, Long.class),
        message.getHeader(KafkaConstants.TIMESTAMP, Long.class),
        message.getHeader(KafkaConstants.KEY, byte[].class),
        message.getBody(byte[].class),
        message.getHeader(KafkaConstants.HEADERS, Headers.class));
  }

  String place() {
    return partition + "@" + offset;
  }
}
