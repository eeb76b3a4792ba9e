package io.orderroutes.parked;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderroutes.retry.OutgoingRecord;
import io.orderroutes.retry.OutgoingRecordSerializer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParkedRecordTest {
  private static final Header[] CAME = {
    new RecordHeader("parked.reason", "an outsider's".getBytes(UTF_8)),
    new RecordHeader("origin.topic", "elsewhere".getBytes(UTF_8)),
    new RecordHeader("trace", new byte[] {(byte) 0xff}),
    new RecordHeader("trace", null),
    new RecordHeader("parked.at", "never".getBytes(UTF_8)),
  };

  @Test
  void takesOffWhatTheServiceAddedAndNothingElse() {
    ParkedRecord parked = Parked.event("1", CAME).read().orElseThrow();
    assertThat(parked.event().headers().toArray()).containsExactly(CAME);
    assertThat(parked.event().value()).isEqualTo("1".getBytes(UTF_8));
    assertThat(parked.event().key()).isEqualTo("key".getBytes(UTF_8));
    assertThat(parked.origin()).isEqualTo("order-events-3-42");
    assertThat(parked.why()).containsEntry("parked.reason", "api-rejected");
  }

  @Test
  void isWhatTheSerializerWrites() {
    ParkedRecord parked = Parked.event("1", CAME).read().orElseThrow();
    var headers = new RecordHeaders();
    new OutgoingRecordSerializer()
        .serialize("parked", headers, new OutgoingRecord(parked.event(), parked.why()));
    assertThat(headers.toArray()).startsWith(CAME).hasSize(CAME.length + 10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"parked.reason", "parked.at", "origin.partition", "origin.offset"})
  void isNoneWhereAHeaderIsMissing(String name) {
    assertThat(Parked.event("1", CAME).without(name).read()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "parked.at, yesterday",
    "origin.partition, x",
    "origin.offset, 1e3",
    "other, 1",
    "trace, 1"
  })
  void isNoneWhereAHeaderIsAnothers(String name, String text) {
    assertThat(Parked.event("1").with(name, text).read()).isEmpty();
  }

  @Test
  void summarizesInOneLineWithoutTheEvent() {
    assertThat(Parked.event("12345").with("parked.code", "a\nb").read().orElseThrow().summary())
        .isEqualTo("order-events-3-42 2026-01-02T03:04:05Z api-rejected some.api a?b isv.one");
  }
}
