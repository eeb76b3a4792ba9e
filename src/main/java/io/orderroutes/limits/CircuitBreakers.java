package io.orderroutes.limits;

import io.orderroutes.config.OrdersConfig;
import io.orderroutes.limits.Scope.Kind;
import io.orderroutes.signing.App;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * The circuit breakers of gateways that do not respond, of apps whose calls are all refused, and of
 * sellers whose token is refused.
 */
@Singleton
public class CircuitBreakers {
  private static final Logger LOG = Logger.getLogger(CircuitBreakers.class);
  private static final int ORDERS_MIN = 3;

  /** of different orders, because a platform may refuse a token for one order */
  private static final int REFUSALS_MIN = 2;

  /** of any orders, because no order is the cause */
  private static final int APP_REFUSALS_MIN = 3;

  private final Map<Scope, CircuitBreaker> breakers = new ConcurrentHashMap<>();
  private final TokenRefusals tokenRefusals = new TokenRefusals();
  private final AppRefusals appRefusals = new AppRefusals();
  private final Map<Scope, Scope> gatewayByApp = new HashMap<>();
  private final int failuresMin;
  private volatile long lastAnswer = System.nanoTime();
  private volatile boolean full;

  public CircuitBreakers(OrdersConfig config) {
    this.failuresMin = config.gateway().deadAfter();
    config
        .apps()
        .forEach(
            (app, keys) ->
                keys.gateway()
                    .ifPresent(
                        url -> gatewayByApp.put(Scope.ofApp(app), new Scope(Kind.GATEWAY, url))));
  }

  /** Throws if a breaker of the call does not permit it. */
  void refuse(App app, String seller, long now) throws CallNotPermittedException {
    if (breakers.isEmpty()) {
      return;
    }
    for (Scope scope : List.of(Scope.seller(seller), Scope.gateway(app), Scope.ofApp(app.name()))) {
      CircuitBreaker breaker = breakers.get(scope);
      if (breaker != null && !breaker.admits(now)) {
        throw new CallNotPermittedException(scope, Optional.empty());
      }
    }
  }

  /** A call without a response; {@code surely} if no order can be the cause. */
  public void unresponsive(App app, String order, boolean surely) {
    Scope scope = Scope.gateway(app);
    CircuitBreaker breaker =
        breakers.computeIfAbsent(scope, gateway -> new CircuitBreaker(failuresMin, ORDERS_MIN));
    if (breaker.failed(order, surely, System.nanoTime())) {
      LOG.warnf("%s does not answer: it is only probed until it does, its orders wait", scope);
    }
  }

  /** A call with a response, whatever it says. */
  public void answered(App app) {
    lastAnswer = System.nanoTime();
    opened(Scope.gateway(app), "answers again");
  }

  /**
   * A call with a refused token. Only an order's first call closes the seller: a refused later call
   * is about one API.
   *
   * @return whether the seller is closed
   */
  boolean refused(String seller, String token, String order, boolean first) {
    Scope scope = Scope.seller(seller);
    boolean tells = first && tokenRefusals.add(seller, token, order);
    if (tells
        && breakers
            .computeIfAbsent(scope, name -> new CircuitBreaker(REFUSALS_MIN, REFUSALS_MIN))
            .failed(order, false, System.nanoTime())) {
      LOG.warnf(
          "%s: the platform refuses its token; its orders wait for another one, or for the platform"
              + " to take it again: orders.sellers.%s.session or .session-file",
          scope, seller);
    }
    return isClosed(scope);
  }

  /** A call with an accepted token. */
  public void accepted(String seller) {
    tokenRefusals.taken(seller);
    opened(Scope.seller(seller), "is served again");
  }

  /**
   * A refused call of an app. Only an order's first call closes the app: a refused later call is
   * about one API.
   *
   * @return whether the app is closed for a new reason
   */
  boolean appRefused(Scope app, String order, boolean first, String code, String text) {
    if (!first && !isClosed(app)) {
      return false;
    }
    breakers
        .computeIfAbsent(app, name -> new CircuitBreaker(APP_REFUSALS_MIN, 1))
        .failed(order, false, System.nanoTime());
    return isClosed(app) && appRefusals.add(app, code, text);
  }

  /** An accepted call of an app. */
  public void appAccepted(App app) {
    Scope scope = Scope.ofApp(app.name());
    appRefusals.end(scope, opened(scope, "is served again"));
  }

  /** Whether an app is closed and refused with this code. */
  boolean isRefused(Scope app, String code) {
    return isClosed(app) && appRefusals.isFor(app, code);
  }

  /** Why a probed scope is closed, or until when. */
  public String why(Scope scope) {
    return scope.kind() == Kind.APP ? appRefusals.why(scope) : "until it answers";
  }

  /** Whether the platform refuses this token of a seller. */
  public boolean isRefused(String seller, String token) {
    return isClosed(Scope.seller(seller)) && tokenRefusals.isFor(seller, token);
  }

  /** Opens the breaker of a seller whose token has changed. */
  public void tokenIs(String seller, String token) {
    if (tokenRefusals.end(seller, token)) {
      opened(Scope.seller(seller), "has a new token");
    }
  }

  private boolean opened(Scope scope, String why) {
    CircuitBreaker breaker = breakers.isEmpty() ? null : breakers.get(scope);
    boolean opens = breaker != null && breaker.answered();
    if (opens) {
      LOG.infof("%s %s", scope, why);
    }
    return opens;
  }

  boolean isClosed(Scope scope) {
    CircuitBreaker breaker = breakers.isEmpty() ? null : breakers.get(scope);
    return breaker != null && breaker.isClosed();
  }

  int opens(Scope scope, long now) {
    CircuitBreaker breaker = breakers.get(scope);
    if (breaker == null || !breaker.isClosed()) {
      return Integer.MAX_VALUE;
    }
    return breaker.probeIsDue(now) ? 1 : 0;
  }

  /** False while no other order can be fetched: then nothing needs the memory. */
  boolean outlasts(Scope scope, Duration memory, long now) {
    CircuitBreaker breaker = breakers.get(scope);
    return breaker != null
        && breaker.isOlderThan(memory.toNanos(), now)
        && !isStandstill()
        && (scope.kind() != Kind.GATEWAY || full || now - lastAnswer < memory.toNanos());
  }

  /** Tells whether the consumer is paused because too many events are open. */
  void full(boolean full) {
    this.full = full;
  }

  /** Whether every app is refused, or its gateway does not respond. */
  boolean isStandstill() {
    return !breakers.isEmpty()
        && gatewayByApp.entrySet().stream()
            .allMatch(app -> isClosed(app.getKey()) || isClosed(app.getValue()));
  }

  void clear() {
    breakers.clear();
    appRefusals.clear();
    tokenRefusals.clear();
  }

  Set<Scope> closed() {
    return breakers.entrySet().stream()
        .filter(outage -> outage.getValue().isClosed())
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }
}
