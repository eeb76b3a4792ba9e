package io.orderroutes.delivery;

import io.orderroutes.documents.ParkedException;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.kafka.KafkaConstants;

/** Makes the retry record of an event whose order cannot be had now. */
@Singleton
@Named("retries")
public class Retries implements Processor {
  private final RetryTopics topics;

  public Retries(RetryTopics topics) {
    this.topics = topics;
  }

  /** Whether the event of the exchange has a retry topic before it. */
  public boolean left(Exchange exchange) {
    EventRecord record = exchange.getVariable("record", EventRecord.class);
    return topics.after(record.partition().topic()).isPresent();
  }

  @Override
  public void process(Exchange exchange) {
    EventRecord record = exchange.getVariable("record", EventRecord.class);
    ParkedException cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, ParkedException.class);
    String topic = topics.after(record.partition().topic()).orElseThrow();
    int attempts = Integer.parseInt(cause.details().getOrDefault("attempts", "1"));
    Instant notBefore = Instant.now().plus(topics.waitIn(topic));
    exchange.setVariable("retryTopic", topic);
    exchange.getMessage().removeHeaders("*");
    exchange.getMessage().setHeader(KafkaConstants.KEY, record.key());
    exchange
        .getMessage()
        .setBody(
            new ParkedRecord(record, record.retry().next(attempts, cause.getMessage(), notBefore)));
  }
}
