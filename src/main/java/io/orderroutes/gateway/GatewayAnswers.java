package io.orderroutes.gateway;

import io.orderroutes.gateway.AnswerPaths.Want;
import io.orderroutes.gateway.Fault.Kind;
import io.orderroutes.gateway.GatewayCall.Pending;
import io.orderroutes.sellers.OrdersConfig;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Turns the HTTP response in the body into a {@link Section} of the order, or says {@link
 * TryLaterException}; the wait that the platform names becomes the delay of the next attempt.
 */
@Singleton
@Named("gatewayAnswers")
public class GatewayAnswers implements Processor {
  private final int maxBytes;
  private final Duration maxDelay;

  public GatewayAnswers(OrdersConfig config) {
    this.maxBytes = config.gateway().answerBytesMax();
    this.maxDelay = Duration.ofMillis(config.retry().delayMax());
  }

  @Override
  public void process(Exchange exchange) throws Exception {
    Pending call = exchange.getProperty(GatewayCall.PENDING, Pending.class);
    Answer answer = read(exchange, call);
    Optional<Fault> fault = fault(answer, call);
    if (fault.isPresent() && fault.get().kind() == Kind.TRY_LATER) {
      fault.get().retryAfter().ifPresent(wait -> delayRedelivery(exchange, wait));
      throw new TryLaterException(masked(fault.get(), call));
    }
    add(
        exchange,
        call,
        fault.map(found -> masked(found, call)),
        fault.isPresent() ? Optional.empty() : Optional.of(answer));
    if (call.section().equals(Sections.MAIN)) {
      exchange.setVariable("logisticsIds", links(call.order(), answer, fault.isPresent()));
    }
  }

  /** A call that still fails after its last attempt leaves a section that says so. */
  public void unanswered(Exchange exchange) {
    Pending call = exchange.getProperty(GatewayCall.PENDING, Pending.class);
    Exception cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    Fault fault =
        cause instanceof TryLaterException later
            ? later.fault()
            : Fault.transport("no answer from the gateway: " + cause.getClass().getSimpleName());
    add(exchange, call, Optional.of(fault), Optional.empty());
    if (call.section().equals(Sections.MAIN)) {
      exchange.setVariable("logisticsIds", List.of());
    }
  }

  private static void add(
      Exchange exchange, Pending call, Optional<Fault> fault, Optional<Answer> answer) {
    exchange
        .getVariable("sections", Sections.class)
        .add(
            new Section(
                call.section(),
                call.api(),
                call.logisticsOrderId(),
                Instant.now(),
                fault,
                answer,
                call.attempt()));
  }

  private Answer read(Exchange exchange, Pending call) throws TryLaterException {
    int status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
    byte[] body = body(exchange);
    if (status != 200 && status != 400) {
      throw new TryLaterException(Fault.transport("the gateway answered HTTP " + status));
    }
    if (body.length == 0) {
      throw new TryLaterException(Fault.transport("the gateway answered nothing"));
    }
    try {
      return AnswerReader.read(body, call.paths(), call.order().id());
    } catch (IOException e) {
      throw new TryLaterException(Fault.transport("the gateway answered no whole JSON"));
    }
  }

  private byte[] body(Exchange exchange) throws TryLaterException {
    try (InputStream in = exchange.getMessage().getBody(InputStream.class)) {
      byte[] body = in == null ? new byte[0] : in.readNBytes(maxBytes + 1);
      if (body.length > maxBytes) {
        throw new TryLaterException(
            Fault.transport("the answer is larger than orders.gateway.answer-bytes-max"));
      }
      return body;
    } catch (IOException e) {
      throw new TryLaterException(Fault.transport("the gateway cut its answer off"));
    }
  }

  private static Optional<Fault> fault(Answer answer, Pending call) {
    if (!answer.error().isEmpty()) {
      return Optional.of(Faults.of(answer));
    }
    return Faults.inside(answer, call.asksForPayload())
        .or(
            () ->
                isOfAnotherOrder(answer.value(Want.ORDER_ID), call.order().id())
                    ? Optional.of(Faults.mismatched(answer, call.order().id()))
                    : Optional.empty());
  }

  /**
   * Only plain numbers are compared: Alibaba.com also takes ids that it answers in another form.
   */
  private static boolean isOfAnotherOrder(String answered, String asked) {
    return !answered.equals(asked) && isNumber(answered) && isNumber(asked);
  }

  private static boolean isNumber(String id) {
    return !id.isEmpty() && id.chars().allMatch(digit -> digit >= '0' && digit <= '9');
  }

  private static List<String> links(Order order, Answer answer, boolean failed) {
    if (failed) {
      return List.of();
    }
    List<String> ofEvent = order.event().logisticsOrderIds();
    return ofEvent.isEmpty() ? answer.links().stream().distinct().toList() : ofEvent;
  }

  private void delayRedelivery(Exchange exchange, Duration wait) {
    long millis = Math.min(wait.toMillis(), maxDelay.toMillis());
    exchange.getMessage().setHeader(Exchange.REDELIVERY_DELAY, millis);
  }

  private static Fault masked(Fault fault, Pending call) {
    return fault.without(call.order().seller().session(), call.order().seller().app().secret());
  }
}
