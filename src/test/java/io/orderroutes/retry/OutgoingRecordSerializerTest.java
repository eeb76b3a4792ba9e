package io.orderroutes.retry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderroutes.kafka.EventRecord;
import io.orderroutes.kafka.RetryHeaders;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class OutgoingRecordSerializerTest {
  private static final byte[] NOT_UTF8 = {(byte) 0xC3, 0x28, 0, (byte) 0xFF};

  private final OutgoingRecordSerializer serializer = new OutgoingRecordSerializer();
  private final Headers written = new RecordHeaders();

  @Test
  void keepsAValueThatIsNotUtf8() {
    assertThat(serializer.serialize("parked", written, parked(NOT_UTF8, new RecordHeaders())))
        .containsExactly(NOT_UTF8);
    assertThat(serializer.serialize("parked", parked(NOT_UTF8, new RecordHeaders())))
        .containsExactly(NOT_UTF8);
  }

  @Test
  void keepsAValueThatIsNone() {
    assertThat(serializer.serialize("parked", written, parked(null, new RecordHeaders()))).isNull();
    assertThat(written).isNotEmpty();
  }

  @Test
  void keepsRepeatedHeadersInTheirOrder() {
    Headers came =
        new RecordHeaders()
            .add("trace", "1".getBytes(UTF_8))
            .add("other", new byte[0])
            .add("trace", NOT_UTF8)
            .add("trace", null);
    serializer.serialize("parked", written, parked(new byte[] {1}, came));
    List<Header> headers = StreamSupport.stream(written.spliterator(), false).toList();
    assertThat(headers.stream().map(Header::key))
        .containsExactly("trace", "other", "trace", "trace", "parked.reason", "parked.message");
    assertThat(headers.get(0).value()).containsExactly('1');
    assertThat(headers.get(1).value()).isEmpty();
    assertThat(headers.get(2).value()).containsExactly(NOT_UTF8);
    assertThat(headers.get(3).value()).isNull();
  }

  @Test
  void addsTheReasonAfterWhatCameUnderTheSameName() {
    Headers came = new RecordHeaders().add("parked.reason", "older".getBytes(UTF_8));
    serializer.serialize("parked", written, parked(new byte[] {1}, came));
    assertThat(written.lastHeader("parked.reason").value())
        .containsExactly("event-invalid".getBytes(UTF_8));
    assertThat(written.headers("parked.reason")).hasSize(2);
    assertThat(written.lastHeader("parked.message").value())
        .containsExactly("查 is no id".getBytes(UTF_8));
  }

  @Test
  void leavesTheHeadersOfTheEventAsTheyWere() {
    Headers came = new RecordHeaders().add("a", "1".getBytes(UTF_8));
    serializer.serialize("parked", written, parked(new byte[] {1}, came));
    assertThat(came).hasSize(1);
  }

  private static OutgoingRecord parked(byte[] value, Headers headers) {
    Map<String, String> why = new LinkedHashMap<>();
    why.put("parked.reason", "event-invalid");
    why.put("parked.message", "查 is no id");
    TopicPartition partition = new TopicPartition("order-events", 0);
    return new OutgoingRecord(
        new EventRecord(
            partition,
            1,
            "key".getBytes(UTF_8),
            value,
            headers,
            RetryHeaders.first("order-events", 0, 1, 2)),
        why);
  }
}
