package io.orderroutes.gateway;

import io.orderroutes.gateway.Fault.Kind;
import io.orderroutes.gateway.GatewayCall.Pending;
import io.orderroutes.limits.Ban;
import io.orderroutes.limits.CallLimits;
import io.orderroutes.limits.CallNotPermittedException;
import io.orderroutes.limits.CircuitBreakers;
import io.orderroutes.limits.Scope;
import io.orderroutes.sellers.Seller;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.hc.client5.http.ConnectTimeoutException;

/** Waits until {@link CallLimits} permit a call, and reports the outcomes of calls to them. */
@Singleton
@Named("callLimit")
public class CallLimit {
  private final CallLimits limits;
  private final CircuitBreakers breakers;
  private final CallMeters meters;

  public CallLimit(CallLimits limits, CircuitBreakers breakers, CallMeters meters) {
    this.meters = meters;
    this.limits = limits;
    this.breakers = breakers;
  }

  /** Waits until the call may be sent. */
  void enter(Exchange exchange, Pending call)
      throws CallNotPermittedException, InterruptedException {
    breakers.tokenIs(call.order().seller().name(), call.session());
    limits.enter(call.entry());
    meters.sent(exchange, call);
  }

  /** Camel calls it after each failed attempt. */
  @Produces
  @Singleton
  @Named("callFailures")
  Processor failures() {
    return this::failed;
  }

  /**
   * Reports a failed attempt. A response that is not valid may be the order's fault. If there was
   * no response, the gateway may be down.
   */
  private void failed(Exchange exchange) {
    Pending call = exchange.getProperty(GatewayCall.PENDING, Pending.class);
    Exception cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    boolean unresponsive = !(cause instanceof TryLaterException later) || later.isUnresponsive();
    meters.ended(
        exchange,
        unresponsive ? CallMeters.NO_ANSWER : ((TryLaterException) cause).fault().outcome());
    if (unresponsive) {
      boolean surely =
          cause instanceof ConnectException
              || cause instanceof ConnectTimeoutException
              || cause instanceof UnknownHostException;
      breakers.unresponsive(call.order().seller().app(), call.order().id(), surely);
    }
  }

  void answered(Pending call) {
    breakers.answered(call.order().seller().app());
  }

  /** The gateway asks for a pause, of the app or, with {@code GATEWAY}, of all apps. */
  CallNotPermittedException quiet(Pending call, Scope.Kind kind, Optional<Duration> wait) {
    answered(call);
    return limits.ban(new Ban(kind, wait, false), call.entry());
  }

  /**
   * Learns from a response: a ban, a refused app, a refused token, or that app and token are
   * accepted. If only the provider failed, the token was accepted too.
   */
  void learn(Pending call, Optional<Fault> fault) throws CallNotPermittedException {
    Seller seller = call.order().seller();
    Optional<Ban> ban = fault.flatMap(Fault::ban);
    if (ban.isPresent()) {
      throw limits.ban(ban.get(), call.entry());
    }
    Kind kind = fault.map(Fault::kind).orElse(null);
    if (kind != Kind.APP_REFUSED && kind != Kind.TRY_LATER) {
      breakers.appAccepted(seller.app());
    }
    Optional<CallNotPermittedException> closed = Optional.empty();
    if (kind == Kind.APP_REFUSED) {
      closed =
          limits.appRefused(
              call.entry(), call.order().id(), fault.get().word(), fault.get().message());
    } else if (kind == Kind.SESSION_INVALID) {
      closed = limits.tokenRefused(call.entry(), call.order().id(), call.session());
    } else {
      breakers.accepted(seller.name());
    }
    if (closed.isPresent()) {
      throw closed.get();
    }
  }
}
