package io.orderroutes.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderroutes.gateway.TestOrders;
import io.orderroutes.kafka.EventRecord;
import io.orderroutes.kafka.RetryHeaders;
import io.orderroutes.retry.OutgoingRecord;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

/** What a log would print of a record. */
class DispatchTextTest {
  @Test
  void aRecordTellsItsPlaceAlone() {
    Headers headers = new RecordHeaders().add("buyer", "lena".getBytes(UTF_8));
    EventRecord record =
        new EventRecord(
            new TopicPartition("order-events", 3),
            42,
            "lena".getBytes(UTF_8),
            "lena".getBytes(UTF_8),
            headers,
            RetryHeaders.first("order-events", 3, 42, 0));
    assertThat(record).hasToString("EventRecord[order-events-3@42]");
    assertThat(new OutgoingRecord(record, Map.of("parked.message", "lena")))
        .hasToString("OutgoingRecord[order-events-3@42]");
    assertThat(Task.of(record, TestOrders.order("7")).toString())
        .contains("EventRecord[order-events-3@42]", "Order[aliexpress 7]")
        .doesNotContain("lena", TestOrders.SELLER.session(), TestOrders.APP.secret());
  }
}
