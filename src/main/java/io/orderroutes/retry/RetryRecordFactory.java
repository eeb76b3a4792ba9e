package io.orderroutes.retry;

import io.orderroutes.events.ParkedException;
import io.orderroutes.limits.CallLimits;
import io.orderroutes.limits.CallNotPermittedException;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.util.ObjectHelper;
import org.apache.kafka.common.KafkaException;

/**
 * Makes the retry record of the event in the body, whose order cannot be had now. Events that were
 * answered together go on as the newest of them does.
 */
@Singleton
@Named("retryRecordFactory")
public class RetryRecordFactory implements Processor {
  private final RetryTopics topics;
  private final CallLimits limits;

  public RetryRecordFactory(RetryTopics topics, CallLimits limits) {
    this.topics = topics;
    this.limits = limits;
  }

  /**
   * Whether the event of the exchange has a retry topic before it. One that came to the last topic
   * by waiting, for a ban or a token, stays there for as many attempts as it would have had.
   */
  public boolean left(Exchange exchange) {
    EventRecord record = exchange.getVariable("record", EventRecord.class);
    String topic = record.partition().topic();
    return topics.after(topic).isPresent()
        || topics.contains(topic)
            && record.retryHeaders().attempts() + attempts(cause(exchange)) <= topics.count();
  }

  private static Exception cause(Exchange exchange) {
    return exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
  }

  private static int attempts(Exception cause) {
    return cause instanceof ParkedException failed
        ? Integer.parseInt(failed.details().getOrDefault("attempts", "1"))
        : 0;
  }

  /** Whether Kafka did not do what was asked of it; of a send that is an exception's cause. */
  public boolean ofKafka(Exchange exchange) {
    return ObjectHelper.getException(KafkaException.class, cause(exchange)) != null;
  }

  /** Whether what keeps an event waiting lasts longer than it should wait in memory. */
  public boolean outlasts(CallNotPermittedException closed) {
    Optional<Duration> memory = topics.shortest();
    return memory.isPresent()
        && closed
            .left()
            .map(left -> left.compareTo(memory.get()) > 0)
            .orElseGet(() -> limits.outlasts(closed.scope(), memory.get()));
  }

  @Override
  public void process(Exchange exchange) {
    EventRecord record = exchange.getMessage().getBody(EventRecord.class);
    String waited = exchange.getVariable("record", EventRecord.class).partition().topic();
    Exception cause = cause(exchange);
    Optional<String> after = topics.after(waited);
    String topic =
        cause instanceof CallNotPermittedException closed
            ? closed.left().map(topics::within).or(() -> after).orElse(waited)
            : after.orElse(waited);
    Instant notBefore = Instant.now().plus(topics.waitIn(topic));
    exchange.setVariable("retryTopic", topic);
    exchange.getMessage().removeHeaders("*");
    exchange.getMessage().setHeader(KafkaConstants.KEY, record.key());
    exchange
        .getMessage()
        .setBody(
            new OutgoingRecord(
                record,
                record
                    .retryHeaders()
                    .next(
                        attempts(cause),
                        EventTrace.retried(record),
                        cause.getMessage(),
                        notBefore)));
  }
}
