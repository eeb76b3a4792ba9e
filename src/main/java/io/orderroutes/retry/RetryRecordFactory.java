package io.orderroutes.retry;

import io.orderroutes.events.ParkedException;
import io.orderroutes.gateway.OrderContext;
import io.orderroutes.gateway.OrderContext.End;
import io.orderroutes.kafka.EventRecord;
import io.orderroutes.limits.CallLimits;
import io.orderroutes.limits.CallNotPermittedException;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.util.ObjectHelper;
import org.apache.kafka.common.KafkaException;

/**
 * Creates the retry record of the event in the body, whose order cannot be fetched now. Events of
 * one order go into the topic that the newest of them goes into.
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
   * Whether there is a further retry topic for the event of the exchange. An event that came to the
   * last topic by waiting, for a ban or a token, stays there for as many attempts as it would have
   * had.
   */
  public boolean left(Exchange exchange) {
    EventRecord record = OrderContext.of(exchange).newest();
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

  /** Whether the failure of the exchange, or its cause, is an error of Kafka. */
  public boolean ofKafka(Exchange exchange) {
    return ObjectHelper.getException(KafkaException.class, cause(exchange)) != null;
  }

  /** Whether the limit, ban or outage lasts longer than an event may wait for it in memory. */
  public boolean outlasts(CallNotPermittedException closed) {
    Optional<Duration> memory = topics.shortest();
    return memory.isPresent()
        && closed
            .left()
            .map(left -> left.compareTo(memory.get()) > 0)
            .orElseGet(() -> limits.outlasts(closed.scope(), memory.get()));
  }

  /** The events of the exchange. */
  public List<EventRecord> events(Exchange exchange) {
    return OrderContext.of(exchange).records();
  }

  @Override
  public void process(Exchange exchange) {
    EventRecord record = exchange.getMessage().getBody(EventRecord.class);
    OrderContext context = OrderContext.of(exchange);
    Exception cause = cause(exchange);
    String topic = topic(context.newest().partition().topic(), cause);
    Instant notBefore = Instant.now().plus(topics.waitIn(topic));
    record.span().setAttribute(EventRecord.OUTCOME, "retry");
    context.ends(End.RETRY, topic);
    Map<String, String> headers =
        record
            .retryHeaders()
            .next(attempts(cause), record.traceparent(), cause.getMessage(), notBefore);
    new OutgoingRecord(topic, record, headers).enter(exchange);
  }

  private String topic(String from, Exception cause) {
    Optional<String> after = topics.after(from);
    return cause instanceof CallNotPermittedException closed
        ? closed.left().map(topics::within).or(() -> after).orElse(from)
        : after.orElse(from);
  }
}
