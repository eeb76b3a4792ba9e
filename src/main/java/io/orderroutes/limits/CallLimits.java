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
 * Permits calls: at most at the configured rates, not during a ban, and only as a probe if a
 * gateway does not respond. The rates are those of all instances together; each instance takes the
 * share of the partitions that it has.
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

  /** A call to be permitted; {@code first} if it is the first call of its order. */
  public record Entry(App app, String seller, String api, String flow, boolean first) {}

  /**
   * Waits until the call is permitted.
   *
   * @throws CallNotPermittedException if it is not, or would have to wait for long
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
      refuseBanned(call, scopes); // a ban may have started in the meantime
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

  /** Starts a ban. A ban of a day ends with the platforms' day. */
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
   * The platform refuses every call of the app, with this code and text. Returns what to throw if
   * the app is closed for that.
   */
  public Optional<CallNotPermittedException> appRefused(
      Entry call, String order, String code, String text) {
    Scope scope = Scope.ofApp(call.app().name());
    if (breakers.appRefused(scope, order, call.first(), code, text)) {
      meters.appRefused(call.app().name(), code, () -> breakers.isRefused(scope, code));
    }
    return isProbed(scope) ? Optional.of(probed(scope)) : Optional.empty();
  }

  /**
   * The platform refuses the token of the seller. Returns what to throw if the seller is closed for
   * that.
   */
  public Optional<CallNotPermittedException> tokenRefused(Entry call, String order, String token) {
    return breakers.refused(call.seller(), token, order, call.first())
        ? Optional.of(probed(Scope.seller(call.seller())))
        : Optional.empty();
  }

  private static CallNotPermittedException probed(Scope scope) {
    return new CallNotPermittedException(scope, Optional.empty());
  }

  /** The number of waiting orders that may try now. */
  public int opens(Scope scope) {
    if (bans.has(scope, now())) {
      return 0;
    }
    return Math.min(breakers.opens(scope, now()), paces.free(scope, now()));
  }

  /** Whether single calls probe the scope. */
  public boolean isProbed(Scope scope) {
    return breakers.isClosed(scope);
  }

  /** Whether an outage lasts so long that its orders should not wait in memory. */
  public boolean outlasts(Scope scope, Duration memory) {
    return breakers.outlasts(scope, memory, now());
  }

  /** Tells whether the consumer is paused because too many events are open. */
  public void full(boolean full) {
    breakers.full(full);
  }

  /** Whether no app can make calls: then further events need not be taken. */
  public boolean isStandstill() {
    return breakers.isStandstill();
  }

  public boolean hasRateLimiters() {
    return !paces.isEmpty();
  }

  /** Removes every limit, ban and outage. */
  public void lift() {
    paces.clear();
    bans.clear();
    breakers.clear();
  }

  /** Sets this process's share of all partitions, which is its share of every rate. */
  public void share(int mine, int all) {
    paces.share(Math.max(1, mine) / (double) Math.max(1, all));
  }

  /** The closed scopes, with the seconds until they open, if known. */
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
