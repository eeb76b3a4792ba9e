package io.orderroutes.limits;

import io.micrometer.core.instrument.MeterRegistry;
import io.orderroutes.config.OrdersConfig;
import io.orderroutes.signing.App;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * When a call may go: never faster than the configured limits, never during a ban, and to a gateway
 * that is silent only to probe it. The limits are those of all copies of the service together; each
 * takes the share of the partitions that it has.
 */
@Singleton
public class CallLimits {
  private static final Logger LOG = Logger.getLogger(CallLimits.class);

  private static final Duration BAN_WITHOUT_TIME = Duration.ofSeconds(10);
  private static final Duration LONGEST_BAN = Duration.ofHours(24);

  private final RateLimiters paces;
  private final Bans bans = new Bans();
  private final CircuitBreakers breakers;
  private final LaterCalls later;
  private final Clock clock;
  private final LongSupplier nanos;
  private final LimitMeters meters;

  @Inject
  public CallLimits(OrdersConfig config, CircuitBreakers breakers, MeterRegistry meters) {
    this(config, breakers, meters, Clock.systemUTC(), System::nanoTime);
  }

  CallLimits(
      OrdersConfig config,
      CircuitBreakers breakers,
      MeterRegistry meters,
      Clock clock,
      LongSupplier nanos) {
    this.breakers = breakers;
    this.later = new LaterCalls(config.concurrency());
    this.meters = new LimitMeters(meters);
    this.clock = clock;
    this.nanos = nanos;
    this.paces = new RateLimiters(LimitKeys.read(config), later, now());
  }

  /** A call that wants to go: {@code first} when its order has not been asked for yet. */
  public record Entry(App app, String seller, String api, String flow, boolean first) {}

  /**
   * Waits for the call's place.
   *
   * @throws CallNotPermittedException when it may not go, or would have to wait for long
   */
  public void enter(Entry call) throws CallNotPermittedException, InterruptedException {
    List<Scope> scopes = bans.isEmpty() && paces.isEmpty() ? List.of() : Scope.all(call);
    refuseBanned(call, scopes);
    breakers.refuse(call.app(), call.seller(), now());
    OptionalLong place = paces.take(call, scopes, now());
    place.ifPresent(wait -> meters.waited(call.app().name(), wait));
    long wait = place.orElse(0);
    if (wait > 0) {
      TimeUnit.NANOSECONDS.sleep(wait);
      refuseBanned(call, scopes); // a ban may have come meanwhile
    }
  }

  private void refuseBanned(Entry call, List<Scope> scopes) throws CallNotPermittedException {
    if (bans.isEmpty()) {
      return;
    }
    for (Scope scope : scopes) {
      if (bans.has(scope, now())) {
        later.stopped(call, scope);
        throw banned(scope);
      }
    }
    Optional<Scope> crowded = later.crowded(call).filter(scope -> bans.has(scope, now()));
    if (crowded.isPresent()) {
      throw banned(crowded.get());
    }
  }

  private CallNotPermittedException banned(Scope scope) {
    return new CallNotPermittedException(scope, bans.left(scope, now()));
  }

  /** Closes a scope for the time that the platform names; a ban of a day ends with the day. */
  public CallNotPermittedException ban(Ban ban, Entry call) {
    Scope scope = Scope.of(ban.scope(), call);
    Duration wanted =
        ban.length()
            .orElseGet(
                () -> ban.untilMidnight() ? Bans.untilMidnight(clock.instant()) : BAN_WITHOUT_TIME);
    Duration length = wanted.compareTo(LONGEST_BAN) < 0 ? wanted : LONGEST_BAN;
    if (bans.begin(scope, length, now())) {
      later.forget(scope);
      meters.banned(scope, () -> bans.left(scope, now()).map(Duration::toSeconds).orElse(0L));
      LOG.warnf("%s is banned for %s; it is not called before", scope, length);
    }
    later.stopped(call, scope);
    return banned(scope);
  }

  /**
   * A call that the platform takes none like of from this app, in its own words; what to throw
   * where the app is closed for that.
   */
  public Optional<CallNotPermittedException> appRefused(
      Entry call, String order, String code, String text) {
    Scope scope = Scope.ofApp(call.app().name());
    if (breakers.appRefused(scope, order, call.first(), code, text)) {
      meters.appRefused(call.app().name(), code, () -> breakers.isRefused(scope, code));
    }
    return isProbed(scope) ? Optional.of(probed(scope)) : Optional.empty();
  }

  /** A call whose token the platform refuses; what to throw where its seller is closed for that. */
  public Optional<CallNotPermittedException> tokenRefused(Entry call, String order, String token) {
    return breakers.refused(call.seller(), token, order, call.first())
        ? Optional.of(probed(Scope.seller(call.seller())))
        : Optional.empty();
  }

  private static CallNotPermittedException probed(Scope scope) {
    return new CallNotPermittedException(scope, Optional.empty());
  }

  /** How many of the orders that wait for the scope may try now. */
  public int opens(Scope scope) {
    if (bans.has(scope, now())) {
      return 0;
    }
    return Math.min(breakers.opens(scope, now()), paces.free(scope, now()));
  }

  /** Whether it is single calls that find out when it opens. */
  public boolean isProbed(Scope scope) {
    return breakers.isClosed(scope);
  }

  /** Whether an outage has lasted so long that its orders should no longer wait in memory. */
  public boolean outlasts(Scope scope, Duration memory) {
    return breakers.outlasts(scope, memory, now());
  }

  /** Whether no more events are taken because too many wait. */
  public void full(boolean full) {
    breakers.full(full);
  }

  /** No order can be had anywhere: there is no use in taking more events. */
  public boolean isStandstill() {
    return breakers.isStandstill();
  }

  public boolean hasRateLimiters() {
    return !paces.isEmpty();
  }

  /** Forgets every limit, ban and outage: what comes now waits for nothing that was before. */
  public void lift() {
    paces.clear();
    bans.clear();
    breakers.clear();
  }

  /** The part of all partitions that this process has, which is its part of every limit. */
  public void share(int mine, int all) {
    paces.share(Math.max(1, mine) / (double) Math.max(1, all));
  }

  /** What is closed now, and for how many seconds; none where nobody knows. */
  public Map<Scope, Optional<Long>> closed() {
    Map<Scope, Optional<Long>> closed = new LinkedHashMap<>();
    bans.all(now()).forEach((scope, left) -> closed.put(scope, Optional.of(left.toSeconds())));
    breakers.closed().forEach(scope -> closed.put(scope, Optional.empty()));
    return closed;
  }

  private long now() {
    return nanos.getAsLong();
  }
}
