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

/** Lets a call go when the {@link CallLimits} do, and tells them what came of it. */
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

  /** Waits until the call may go. */
  void enter(Exchange exchange, Pending call)
      throws CallNotPermittedException, InterruptedException {
    breakers.tokenIs(call.order().seller().name(), call.session());
    limits.enter(call.entry());
    meters.sent(exchange, call);
  }

  /** What routes call after every attempt that failed. */
  @Produces
  @Singleton
  @Named("callFailures")
  Processor failures() {
    return this::failed;
  }

  /** An answer that is none is the order's trouble; no answer may be the gateway's. */
  private void failed(Exchange exchange) {
    Pending call = exchange.getProperty(GatewayCall.PENDING, Pending.class);
    Exception cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    boolean silent = !(cause instanceof TryLaterException later) || later.isUnresponsive();
    meters.ended(
        exchange, silent ? CallMeters.NO_ANSWER : ((TryLaterException) cause).fault().outcome());
    if (silent) {
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

  /** A gateway that asks to be left alone for so long, or, for {@code APP}, by this app. */
  CallNotPermittedException quiet(Pending call, Scope.Kind kind, Optional<Duration> wait) {
    answered(call);
    return limits.ban(new Ban(kind, wait, false), call.entry());
  }

  /** What an answer says about the calls after it; one of a provider's fault took the token too. */
  void learn(Pending call, Optional<Fault> fault) throws CallNotPermittedException {
    Seller seller = call.order().seller();
    Optional<Ban> ban = fault.flatMap(Fault::ban);
    if (ban.isPresent()) {
      throw limits.ban(ban.get(), call.entry());
    }
    Optional<Kind> kind = fault.map(Fault::kind);
    if (kind.filter(Kind.APP_REFUSED::equals).isPresent()) {
      Fault refusal = fault.get();
      Optional<CallNotPermittedException> closed =
          limits.appRefused(call.entry(), call.order().id(), refusal.word(), refusal.message());
      if (closed.isPresent()) {
        throw closed.get();
      }
      return;
    }
    if (kind.filter(Kind.TRY_LATER::equals).isEmpty()) {
      breakers.appAccepted(seller.app());
    }
    if (kind.filter(Kind.SESSION_INVALID::equals).isPresent()) {
      breakers.refused(seller.name(), call.session(), call.order().id());
    } else {
      breakers.accepted(seller.name());
    }
  }
}
