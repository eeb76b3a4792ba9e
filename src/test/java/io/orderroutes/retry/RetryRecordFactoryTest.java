package io.orderroutes.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderroutes.dispatch.DispatcherFixture;
import io.orderroutes.events.UnavailableException;
import io.orderroutes.gateway.OrderContext;
import io.orderroutes.kafka.EventRecord;
import io.orderroutes.kafka.RetryHeaders;
import io.orderroutes.limits.Limits;
import io.orderroutes.sellers.Configured;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where an event goes whose order was asked for so often. */
class RetryRecordFactoryTest {
  private static final Configured CONFIGURED =
      Configured.nothing().with("orders.retry.topics", "a,b").with("orders.retry.waits", "1,2");

  private final RetryTopics topics = new RetryTopics(CONFIGURED.config());
  private final RetryRecordFactory factory =
      new RetryRecordFactory(topics, Limits.of(CONFIGURED.config()));

  @ParameterizedTest
  @CsvSource({
    "order-events, 0, 1, true",
    "a, 1, 1, true",
    "b, 2, 1, false",
    "b, 6, 3, false",
    "b, 0, 1, true", // it came there by waiting
    "b, 1, 1, true",
    "b, 0, 3, false"
  })
  void anEventIsParkedOnceItHasUsedItsAttempts(String topic, int before, int more, boolean expected)
      throws Exception {
    Exchange exchange = exchange(topics, topic, before, more);
    assertThat(factory.left(exchange)).isEqualTo(expected);
    if (expected) {
      factory.process(exchange);
      OutgoingRecord next = exchange.getMessage().getBody(OutgoingRecord.class);
      assertThat(next.topic()).isEqualTo(topic.equals("order-events") ? "a" : "b");
      assertThat(next.headers()).containsEntry("retry.attempts", Integer.toString(before + more));
    }
  }

  @Test
  void withoutRetryTopicsAnEventIsParkedAtOnce() {
    RetryTopics none =
        new RetryTopics(
            Configured.nothing()
                .with("orders.retry.topics", "")
                .with("orders.retry.waits", "")
                .config());
    Exchange exchange = exchange(none, "order-events", 0, 1);
    assertThat(new RetryRecordFactory(none, Limits.of(CONFIGURED.config())).left(exchange))
        .isFalse();
  }

  private static Exchange exchange(RetryTopics topics, String topic, int before, int more) {
    RecordHeaders headers = new RecordHeaders();
    if (before > 0 || topics.contains(topic)) {
      new RetryHeaders(before, "", "", "order-events", 0, 42, 1_700_000_000_000L, 0)
          .next(0, "", "down", java.time.Instant.EPOCH)
          .forEach((name, text) -> headers.add(name, text.getBytes()));
    }
    Message message = DispatcherFixture.message(new TopicPartition(topic, 0), 7, 1, "11");
    message.setHeader(KafkaConstants.HEADERS, headers);
    EventRecord record = EventRecord.of(message, topics::contains);
    Exchange exchange = new DefaultExchange(new DefaultCamelContext());
    new OrderContext(record).enter(exchange);
    exchange.getMessage().setBody(record);
    Map<String, String> details = Map.of("attempts", Integer.toString(more));
    exchange.setProperty(
        Exchange.EXCEPTION_CAUGHT, new UnavailableException("session-invalid", "m", details));
    return exchange;
  }
}
