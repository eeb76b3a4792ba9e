package io.orderroutes.limits;

import io.orderroutes.limits.Scope.Kind;
import io.orderroutes.sellers.OrdersConfig;
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
 * Gateways that do not answer, apps that the platform takes no call of, and sellers whose token it
 * refuses.
 */
@Singleton
public class Outages {
  private static final Logger LOG = Logger.getLogger(Outages.class);
  private static final int ORDERS_MIN = 3;

  /** Of different orders: a platform may refuse a token for one odd order. */
  private static final int REFUSALS_MIN = 2;

  /** Of whichever orders: what an app is refused for is no order's fault. */
  private static final int APP_REFUSALS_MIN = 3;

  private final Map<Scope, Outage> outages = new ConcurrentHashMap<>();
  private final Map<String, String> refusedTokens = new ConcurrentHashMap<>();
  private final AppRefusals appRefusals = new AppRefusals();
  private final Map<Scope, Scope> gatewayByApp = new HashMap<>();
  private final int failuresMin;
  private volatile long lastAnswer = System.nanoTime();
  private volatile boolean full;

  public Outages(OrdersConfig config) {
    this.failuresMin = config.gateway().deadAfter();
    config
        .apps()
        .forEach(
            (app, keys) ->
                keys.gateway()
                    .ifPresent(
                        url -> gatewayByApp.put(Scope.ofApp(app), new Scope(Kind.GATEWAY, url))));
  }

  /** Lets a call pass, or says what keeps it. */
  void refuse(App app, String seller, long now) throws ClosedException {
    if (outages.isEmpty()) {
      return;
    }
    for (Scope scope : List.of(Scope.seller(seller), Scope.gateway(app), Scope.ofApp(app.name()))) {
      Outage outage = outages.get(scope);
      if (outage != null && !outage.admits(now)) {
        throw new ClosedException(scope, Optional.empty());
      }
    }
  }

  /** A call that got no answer; {@code surely} when no order can be the cause. */
  public void silent(App app, String order, boolean surely) {
    Scope scope = Scope.gateway(app);
    Outage outage = outages.computeIfAbsent(scope, gateway -> new Outage(failuresMin, ORDERS_MIN));
    if (outage.failed(order, surely, System.nanoTime())) {
      LOG.warnf("%s does not answer: it is only probed until it does, its orders wait", scope);
    }
  }

  /** A call that was answered, whatever the answer says. */
  public void answered(App app) {
    lastAnswer = System.nanoTime();
    opened(Scope.gateway(app), "answers again");
  }

  /** A call whose token the platform refused. */
  public void refused(String seller, String token, String order) {
    refusedTokens.put(seller, token);
    Scope scope = Scope.seller(seller);
    if (outages
        .computeIfAbsent(scope, name -> new Outage(REFUSALS_MIN, REFUSALS_MIN))
        .failed(order, false, System.nanoTime())) {
      LOG.warnf(
          "%s: the platform refuses its token; its orders wait for another one, or for the platform"
              + " to take it again: orders.sellers.%s.session or .session-file",
          scope, seller);
    }
  }

  /** A call whose token the platform took. */
  public void accepted(String seller) {
    opened(Scope.seller(seller), "is served again");
  }

  /**
   * A call of an app that the platform takes none of; only an order's first call closes it, since a
   * later one of an order that was served tells of a single API.
   *
   * @return whether the app is closed for a reason that it was not closed for before
   */
  boolean appRefused(Scope app, String order, boolean first, String code, String text) {
    if (!first && !isClosed(app)) {
      return false;
    }
    outages
        .computeIfAbsent(app, name -> new Outage(APP_REFUSALS_MIN, 1))
        .failed(order, false, System.nanoTime());
    return isClosed(app) && appRefusals.add(app, code, text);
  }

  /** A call that the platform took from an app. */
  public void appAccepted(App app) {
    Scope scope = Scope.ofApp(app.name());
    appRefusals.end(scope, opened(scope, "is served again"));
  }

  /** Whether an app is closed, and refused with this code. */
  boolean isRefused(Scope app, String code) {
    return isClosed(app) && appRefusals.isFor(app, code);
  }

  /** Why a scope is closed that is only probed, or until when. */
  public String why(Scope scope) {
    return scope.kind() == Kind.APP ? appRefusals.why(scope) : "until it answers";
  }

  /** Whether the platform refuses this token of a seller. */
  public boolean isRefused(String seller, String token) {
    return isClosed(Scope.seller(seller)) && token.equals(refusedTokens.get(seller));
  }

  /** A seller whose token has changed is not kept waiting. */
  public void tokenIs(String seller, String token) {
    String refused = refusedTokens.isEmpty() ? null : refusedTokens.get(seller);
    if (refused != null && !refused.equals(token) && refusedTokens.remove(seller, refused)) {
      opened(Scope.seller(seller), "has a new token");
    }
  }

  private boolean opened(Scope scope, String why) {
    Outage outage = outages.isEmpty() ? null : outages.get(scope);
    boolean opens = outage != null && outage.answered();
    if (opens) {
      LOG.infof("%s %s", scope, why);
    }
    return opens;
  }

  boolean isClosed(Scope scope) {
    Outage outage = outages.isEmpty() ? null : outages.get(scope);
    return outage != null && outage.isClosed();
  }

  int opens(Scope scope, long now) {
    Outage outage = outages.get(scope);
    if (outage == null || !outage.isClosed()) {
      return Integer.MAX_VALUE;
    }
    return outage.probeIsDue(now) ? 1 : 0;
  }

  /** Nobody needs the place of those that wait while no other order is served anyway. */
  boolean outlasts(Scope scope, Duration memory, long now) {
    Outage outage = outages.get(scope);
    return outage != null
        && outage.isOlderThan(memory.toNanos(), now)
        && !isStandstill()
        && (scope.kind() != Kind.GATEWAY || full || now - lastAnswer < memory.toNanos());
  }

  /** Whether no more events are taken because too many wait. */
  void full(boolean full) {
    this.full = full;
  }

  /** Whether every app is refused, or its gateway silent. */
  boolean isStandstill() {
    return !outages.isEmpty()
        && gatewayByApp.entrySet().stream()
            .allMatch(app -> isClosed(app.getKey()) || isClosed(app.getValue()));
  }

  void clear() {
    outages.clear();
    appRefusals.clear();
  }

  Set<Scope> closed() {
    return outages.entrySet().stream()
        .filter(outage -> outage.getValue().isClosed())
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }
}
