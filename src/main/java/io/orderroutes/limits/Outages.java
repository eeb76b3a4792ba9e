package io.orderroutes.limits;

import io.orderroutes.limits.Scope.Kind;
import io.orderroutes.sellers.OrdersConfig;
import io.orderroutes.signing.App;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Gateways that do not answer, and sellers whose token the platform refuses. */
@Singleton
public class Outages {
  private static final Logger LOG = Logger.getLogger(Outages.class);
  private static final int ORDERS_MIN = 3;

  /** Of different orders: a platform may refuse a token for one odd order. */
  private static final int REFUSALS_MIN = 2;

  private final Map<Scope, Outage> outages = new ConcurrentHashMap<>();
  private final Map<String, String> refusedTokens = new ConcurrentHashMap<>();
  private final Set<Scope> gateways;
  private final int failuresMin;
  private volatile long lastAnswer = System.nanoTime();
  private volatile boolean full;

  public Outages(OrdersConfig config) {
    this.failuresMin = config.gateway().deadAfter();
    this.gateways =
        config.apps().values().stream()
            .flatMap(app -> app.gateway().stream())
            .map(url -> new Scope(Kind.GATEWAY, url))
            .collect(Collectors.toSet());
  }

  /** Lets a call pass, or says what keeps it. */
  void refuse(App app, String seller, long now) throws ClosedException {
    if (outages.isEmpty()) {
      return;
    }
    for (Scope scope : List.of(Scope.seller(seller), Scope.of(Kind.GATEWAY, app, ""))) {
      Outage outage = outages.get(scope);
      if (outage != null && !outage.admits(now)) {
        throw new ClosedException(scope, Optional.empty());
      }
    }
  }

  /** A call that got no answer; {@code surely} when no order can be the cause. */
  public void silent(App app, String order, boolean surely) {
    Scope scope = Scope.of(Kind.GATEWAY, app, "");
    Outage outage = outages.computeIfAbsent(scope, gateway -> new Outage(failuresMin, ORDERS_MIN));
    if (outage.failed(order, surely, System.nanoTime())) {
      LOG.warnf("%s does not answer: it is only probed until it does, its orders wait", scope);
    }
  }

  /** A call that was answered, whatever the answer says. */
  public void answered(App app) {
    lastAnswer = System.nanoTime();
    opened(Scope.of(Kind.GATEWAY, app, ""), "answers again");
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

  /** Whether the platform refuses this token of a seller. */
  public boolean isRefused(String seller, String token) {
    Outage outage = outages.get(Scope.seller(seller));
    return outage != null && outage.isClosed() && token.equals(refusedTokens.get(seller));
  }

  /** A seller whose token has changed is not kept waiting. */
  public void tokenIs(String seller, String token) {
    String refused = refusedTokens.isEmpty() ? null : refusedTokens.get(seller);
    if (refused != null && !refused.equals(token) && refusedTokens.remove(seller, refused)) {
      opened(Scope.seller(seller), "has a new token");
    }
  }

  private void opened(Scope scope, String why) {
    Outage outage = outages.isEmpty() ? null : outages.get(scope);
    if (outage != null && outage.answered()) {
      LOG.infof("%s %s", scope, why);
    }
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
        && !allGatewaysAreSilent()
        && (scope.kind() == Kind.SELLER || full || now - lastAnswer < memory.toNanos());
  }

  /** Whether no more events are taken because too many wait. */
  void full(boolean full) {
    this.full = full;
  }

  boolean allGatewaysAreSilent() {
    return !outages.isEmpty() && closed().containsAll(gateways);
  }

  void clear() {
    outages.clear();
  }

  Set<Scope> closed() {
    return outages.entrySet().stream()
        .filter(outage -> outage.getValue().isClosed())
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }
}
