package io.orderroutes.gateway;

import io.orderroutes.gateway.AnswerPaths.Want;
import io.orderroutes.gateway.Fault.Kind;
import io.orderroutes.gateway.GatewayCall.Pending;
import io.orderroutes.gateway.LenientReader.UnreadableException;
import io.orderroutes.limits.ClosedException;
import io.orderroutes.limits.Scope;
import io.orderroutes.sellers.OrdersConfig;
import io.orderroutes.sellers.Seller;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Turns the HTTP response in the body into a {@link Section} of the order, or says {@link
 * TryLaterException} or, of a ban, {@link ClosedException}.
 */
@Singleton
@Named("gatewayAnswers")
public class GatewayAnswers implements Processor {
  private static final Pattern NUMBER = Pattern.compile("[0-9]+");

  /** What a proxy says when nobody answers behind it. */
  private static final Set<Integer> PROXY = Set.of(502, 503, 504);

  private static final int TOO_MANY = 429;
  private static final int UNAVAILABLE = 503;

  private final int maxBytes;
  private final Duration quietMax;
  private final FaultClassifier faults;
  private final CallLimit callLimit;
  private final CallMeters meters;

  public GatewayAnswers(
      OrdersConfig config, FaultClassifier faults, CallLimit callLimit, CallMeters meters) {
    this.faults = faults;
    this.quietMax = Duration.ofMillis(config.gateway().retryAfterMax());
    this.meters = meters;
    this.maxBytes = config.gateway().answerBytesMax();
    this.callLimit = callLimit;
  }

  @Override
  public void process(Exchange exchange) throws TryLaterException, ClosedException {
    Pending call = exchange.getProperty(GatewayCall.PENDING, Pending.class);
    byte[] body = body(exchange, call);
    if (body.length > maxBytes) {
      String message = "the answer is larger than orders.gateway.answer-bytes-max";
      meters.ended(exchange, Kind.REJECTED.outcome());
      fail(exchange, Fault.of(Kind.REJECTED, message, ""));
      return;
    }
    Map<String, Answer> answers = read(body, call);
    callLimit.answered(call);
    // a failure of the call as a whole is told by every order's answer
    Answer first = answers.get(call.order().id());
    Optional<Fault> fault = fault(first, call, call.order());
    boolean ofAll = call.asked().size() == 1 || FaultClassifier.isWhole(first);
    meters.ended(exchange, fault.filter(any -> ofAll).map(Fault::outcome).orElse(CallMeters.OK));
    callLimit.learn(call, fault);
    if (fault.isPresent() && fault.get().kind() == Kind.TRY_LATER) {
      throw new TryLaterException(fault.get());
    } else if (fault.isPresent() && FaultClassifier.isWhole(first)) {
      fail(exchange, fault.get());
    } else {
      call.asked().forEach(asked -> add(exchange, call, asked, answers.get(asked.order().id())));
    }
  }

  private void add(Exchange exchange, Pending call, Asked asked, Answer answer) {
    Optional<Fault> fault = fault(answer, call, asked.order());
    if (fault.isPresent()) {
      add(exchange, asked, call.section(fault, Optional.empty()), List.of());
    } else {
      Section section = call.section(fault, Optional.of(answer));
      add(exchange, asked, section, links(asked.order(), answer));
    }
  }

  /** A call that still fails after its last attempt leaves a section that says so. */
  public void unanswered(Exchange exchange) {
    Exception cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    String message = "no answer from the gateway: " + cause.getClass().getSimpleName();
    fail(
        exchange,
        cause instanceof TryLaterException later
            ? later.fault()
            : Fault.of(Kind.TRY_LATER, message, ""));
  }

  /** The call failed for all its orders; for several, it may be one of them that it failed for. */
  private static void fail(Exchange exchange, Fault fault) {
    Pending call = exchange.getProperty(GatewayCall.PENDING, Pending.class);
    Section section = call.section(Optional.of(fault), Optional.empty());
    call.asked().forEach(asked -> add(exchange, asked, section, List.of()));
    exchange.setVariable("refused", fault.isToldByThePlatform());
  }

  private static void add(Exchange exchange, Asked asked, Section section, List<String> links) {
    asked.sections().add(section);
    if (section.isMain()) {
      exchange.setVariable("logisticsIds", links);
    }
  }

  private static Map<String, Answer> read(byte[] body, Pending call) throws TryLaterException {
    if (body.length == 0) {
      throw new TryLaterException("the gateway answered nothing");
    }
    List<String> ids = call.asked().stream().map(asked -> asked.order().id()).toList();
    try {
      return LenientReader.read(body, call.paths(), ids);
    } catch (UnreadableException e) {
      throw new TryLaterException(Fault.of(Kind.UNREADABLE, e.getMessage(), ""));
    } catch (IOException e) {
      throw new TryLaterException("the gateway answered no whole JSON");
    }
  }

  /** The body is read whatever the status, so that its connection serves the next call. */
  private byte[] body(Exchange exchange, Pending call) throws TryLaterException, ClosedException {
    try (InputStream in = exchange.getMessage().getBody(InputStream.class)) {
      byte[] body = in == null ? new byte[0] : in.readNBytes(maxBytes + 1);
      int status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
      if (status == TOO_MANY || status == UNAVAILABLE) {
        leaveAlone(exchange, call, status);
      }
      if (status != 200 && status != 400) {
        throw new TryLaterException("the gateway answered HTTP " + status, PROXY.contains(status));
      }
      return body;
    } catch (IOException e) {
      boolean timeout = e instanceof InterruptedIOException;
      throw new TryLaterException("the gateway cut its answer off", timeout);
    }
  }

  /** The signed query keeps the header as the status line's text. */
  private void leaveAlone(Exchange exchange, Pending call, int status) throws ClosedException {
    String text = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_TEXT, String.class);
    Optional<Duration> wait =
        RetryAfter.of(text, Instant.now())
            .map(wanted -> wanted.compareTo(quietMax) < 0 ? wanted : quietMax);
    if (status == TOO_MANY || wait.isPresent()) {
      meters.ended(exchange, Kind.BANNED.outcome());
      throw callLimit.quiet(call, status == TOO_MANY ? Scope.Kind.APP : Scope.Kind.GATEWAY, wait);
    }
  }

  private Optional<Fault> fault(Answer answer, Pending call, Order order) {
    Seller seller = order.seller();
    return found(answer, call, order.id())
        .map(fault -> fault.without(call.ids(), seller.session(), seller.app().secret()));
  }

  private Optional<Fault> found(Answer answer, Pending call, String asked) {
    if (!answer.error().isEmpty()) {
      return Optional.of(faults.of(answer, call.protocol()));
    }
    Optional<Fault> inside = faults.inside(answer, call.protocol(), call.paths().asksForPayload());
    if (inside.isPresent() || !isOfAnotherOrder(answer.value(Want.ORDER_ID), asked)) {
      return inside;
    }
    String message = "the answer is of another order than " + asked;
    return Optional.of(Fault.of(Kind.MISMATCHED, message, answer.requestId()));
  }

  /**
   * Only plain numbers are compared: Alibaba.com also takes ids that it answers in another form.
   */
  private static boolean isOfAnotherOrder(String answered, String asked) {
    return !answered.equals(asked)
        && NUMBER.matcher(answered).matches()
        && NUMBER.matcher(asked).matches();
  }

  private static List<String> links(Order order, Answer answer) {
    List<String> ofEvent = order.event().logisticsOrderIds();
    return ofEvent.isEmpty() ? answer.links().stream().distinct().toList() : ofEvent;
  }
}
