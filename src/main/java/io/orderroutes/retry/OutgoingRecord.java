package io.orderroutes.retry;

import io.orderroutes.kafka.EventRecord;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.component.kafka.KafkaConstants;

/**
 * A record to be sent: the event as it came, and the headers that are added. {@code topic} is empty
 * if the route names the topic.
 */
public record OutgoingRecord(String topic, EventRecord event, Map<String, String> headers) {
  public OutgoingRecord(EventRecord event, Map<String, String> headers) {
    this("", event, headers);
  }

  /** Makes it the body of the exchange, with the event's key. */
  public void enter(Exchange exchange) {
    exchange.getMessage().removeHeaders("*");
    exchange.getMessage().setHeader(KafkaConstants.KEY, event.key());
    exchange.getMessage().setBody(this);
  }

  @Override
  public String toString() {
    return "OutgoingRecord[" + event.place() + "]";
  }
}
