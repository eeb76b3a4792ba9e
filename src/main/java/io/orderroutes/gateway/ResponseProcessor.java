package io.orderroutes.gateway;

import io.orderroutes.config.OrdersConfig;
import io.orderroutes.gateway.Fault.Kind;
import io.orderroutes.gateway.GatewayCall.Pending;
import io.orderroutes.gateway.OrderContext.Request;
import io.orderroutes.gateway.response.LenientReader;
import io.orderroutes.gateway.response.LenientReader.UnreadableException;
import io.orderroutes.gateway.response.Response;
import io.orderroutes.gateway.response.ResponsePaths.Want;
import io.orderroutes.limits.CallNotPermittedException;
import io.orderroutes.limits.Scope;
import io.orderroutes.sellers.Order;
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
import org.apache.hc.client5.http.utils.DateUtils;

/**
 * Turns the HTTP response in the body into a {@link Section} of each order, or throws {@link
 * TryLaterException} or, if there is a ban, {@link CallNotPermittedException}.
 */
@Singleton
@Named("responseProcessor")
public class ResponseProcessor implements Processor {
  private static final Pattern NUMBER = Pattern.compile("[0-9]+");
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

  /** The status codes of a proxy whose server does not respond. */
  private static final Set<Integer> PROXY = Set.of(502, 503, 504);

  private static final int TOO_MANY = 429;
  private static final int UNAVAILABLE = 503;

  private final int maxBytes;
  private final Duration quietMax;
  private final FaultClassifier faults;
  private final CallLimit callLimit;
  private final CallMeters meters;

  public ResponseProcessor(
      OrdersConfig config, FaultClassifier faults, CallLimit callLimit, CallMeters meters) {
    this.faults = faults;
    this.quietMax = Duration.ofMillis(config.gateway().retryAfterMax());
    this.meters = meters;
    this.maxBytes = config.gateway().answerBytesMax();
    this.callLimit = callLimit;
  }

  @Override
  public void process(Exchange exchange) throws TryLaterException, CallNotPermittedException {
    Pending call = exchange.getProperty(GatewayCall.PENDING, Pending.class);
    byte[] body = body(exchange, call);
    if (body.length > maxBytes) {
      String message = "the response is larger than orders.gateway.answer-bytes-max";
      meters.ended(exchange, Kind.REJECTED.outcome());
      fail(exchange, Fault.of(Kind.REJECTED, message, ""));
      return;
    }
    Map<String, Response> responses = read(body, call);
    callLimit.answered(call);
    // a fault of the whole call is in the response of every order
    Response first = responses.get(call.order().id());
    Optional<Fault> fault = fault(first, call, call.order());
    boolean ofAll = call.asked().size() == 1 || FaultClassifier.isWhole(first);
    meters.ended(exchange, fault.filter(any -> ofAll).map(Fault::outcome).orElse(CallMeters.OK));
    callLimit.learn(call, fault);
    if (fault.isPresent() && fault.get().kind() == Kind.TRY_LATER) {
      throw new TryLaterException(fault.get());
    } else if (fault.isPresent() && FaultClassifier.isWhole(first)) {
      fail(exchange, fault.get());
    } else {
      for (Request request : call.asked()) {
        add(exchange, call, request, responses.get(request.order().id()));
      }
    }
  }

  private void add(Exchange exchange, Pending call, Request request, Response response) {
    Optional<Fault> fault = fault(response, call, request.order());
    if (fault.isPresent()) {
      add(exchange, request, call.section(fault, Optional.empty()), List.of());
    } else {
      Section section = call.section(fault, Optional.of(response));
      add(exchange, request, section, links(request.order(), response));
    }
  }

  /** Adds a section for a call whose last attempt has failed. */
  public void unanswered(Exchange exchange) {
    Exception cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    String message = "no response from the gateway: " + cause.getClass().getSimpleName();
    fail(
        exchange,
        cause instanceof TryLaterException later
            ? later.fault()
            : Fault.of(Kind.TRY_LATER, message, ""));
  }

  /** Adds a section with the fault to all orders. One of several orders may be the cause. */
  private static void fail(Exchange exchange, Fault fault) {
    Pending call = exchange.getProperty(GatewayCall.PENDING, Pending.class);
    Section section = call.section(Optional.of(fault), Optional.empty());
    call.asked().forEach(request -> add(exchange, request, section, List.of()));
    if (fault.isReportedByThePlatform()) {
      OrderContext.of(exchange).refused();
    }
  }

  private static void add(Exchange exchange, Request request, Section section, List<String> links) {
    request.sections().add(section);
    if (section.isMain()) {
      exchange.setVariable("logisticsIds", links);
    }
  }

  private static Map<String, Response> read(byte[] body, Pending call) throws TryLaterException {
    if (body.length == 0) {
      throw new TryLaterException("the response is empty");
    }
    List<String> ids = call.asked().stream().map(request -> request.order().id()).toList();
    try {
      return LenientReader.read(body, call.paths(), ids);
    } catch (UnreadableException e) {
      throw new TryLaterException(Fault.of(Kind.UNREADABLE, e.getMessage(), ""));
    } catch (IOException e) {
      throw new TryLaterException("the response is not complete JSON");
    }
  }

  /** Reads the body whatever the status is, so that the connection can be used again. */
  private byte[] body(Exchange exchange, Pending call)
      throws TryLaterException, CallNotPermittedException {
    try (InputStream in = exchange.getMessage().getBody(InputStream.class)) {
      byte[] body = in == null ? new byte[0] : in.readNBytes(maxBytes + 1);
      int status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
      if (status == TOO_MANY || status == UNAVAILABLE) {
        leaveAlone(exchange, call, status);
      }
      if (status != 200 && status != 400) {
        throw new TryLaterException(
            "the gateway responded with HTTP " + status, PROXY.contains(status));
      }
      return body;
    } catch (IOException e) {
      boolean timeout = e instanceof InterruptedIOException;
      throw new TryLaterException("the response was cut off", timeout);
    }
  }

  /** {@code SignedQuery} has put the header {@code Retry-After} into the status text. */
  private void leaveAlone(Exchange exchange, Pending call, int status)
      throws CallNotPermittedException {
    String text = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_TEXT, String.class);
    Optional<Duration> wait =
        retryAfter(text, Instant.now())
            .map(wanted -> wanted.compareTo(quietMax) < 0 ? wanted : quietMax);
    if (status == TOO_MANY || wait.isPresent()) {
      meters.ended(exchange, Kind.BANNED.outcome());
      throw callLimit.quiet(call, status == TOO_MANY ? Scope.Kind.APP : Scope.Kind.GATEWAY, wait);
    }
  }

  /**
   * The wait that a header {@code Retry-After} asks for, in seconds or as a date. Empty if it is
   * neither, or if the time has passed.
   */
  static Optional<Duration> retryAfter(String header, Instant now) {
    String text = header == null ? "" : header.strip();
    Optional<Duration> wait =
        SECONDS.matcher(text).matches()
            ? Optional.of(Duration.ofSeconds(Long.parseLong(text)))
            : Optional.ofNullable(DateUtils.parseStandardDate(text))
                .map(date -> Duration.between(now, date));
    return wait.filter(left -> !left.isNegative() && !left.isZero());
  }

  private Optional<Fault> fault(Response answer, Pending call, Order order) {
    Seller seller = order.seller();
    return found(answer, call, order.id())
        .map(fault -> fault.without(call.ids(), seller.session(), seller.app().secret()));
  }

  private Optional<Fault> found(Response answer, Pending call, String asked) {
    if (!answer.error().isEmpty()) {
      return Optional.of(faults.of(answer, call.protocol()));
    }
    Optional<Fault> inside = faults.inside(answer, call.protocol(), call.paths().asksForPayload());
    if (inside.isPresent() || !isOfAnotherOrder(answer.value(Want.ORDER_ID), asked)) {
      return inside;
    }
    String message = "the response is about another order than " + asked;
    return Optional.of(Fault.of(Kind.MISMATCHED, message, answer.requestId()));
  }

  /**
   * Compares ids only if both are plain numbers: Alibaba.com accepts ids and responds with another
   * form of them.
   */
  private static boolean isOfAnotherOrder(String answered, String asked) {
    return !answered.equals(asked)
        && NUMBER.matcher(answered).matches()
        && NUMBER.matcher(asked).matches();
  }

  private static List<String> links(Order order, Response answer) {
    List<String> ofEvent = order.event().logisticsOrderIds();
    return ofEvent.isEmpty() ? answer.links().stream().distinct().toList() : ofEvent;
  }
}
