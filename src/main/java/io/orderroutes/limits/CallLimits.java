package io.orderroutes.limits;

import io.micrometer.core.instrument.MeterRegistry;
import io.orderroutes.limits.Scope.Kind;
import io.orderroutes.sellers.OrdersConfig;
import io.orderroutes.signing.App;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
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

  /** How long a call may wait for its place while its order counts as being called for. */
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(1);

  private final Map<Scope, Pace> paces = new ConcurrentHashMap<>();
  private final Bans bans = new Bans();
  private final Outages outages;
  private final LaterCalls later;
  private final Clock clock;
  private final LongSupplier nanos;
  private final LimitMeters meters;

  @Inject
  public CallLimits(OrdersConfig config, Outages outages, MeterRegistry meters) {
    this(config, outages, meters, Clock.systemUTC(), System::nanoTime);
  }

  CallLimits(
      OrdersConfig config, Outages outages, MeterRegistry meters, Clock clock, LongSupplier nanos) {
    this.outages = outages;
    this.later = new LaterCalls(config.concurrency());
    this.meters = new LimitMeters(meters);
    this.clock = clock;
    this.nanos = nanos;
    LimitKeys.read(config).forEach((scope, rate) -> paces.put(scope, new Pace(rate, now())));
  }

  /** A call that wants to go: {@code first} when its order has not been asked for yet. */
  public record Entry(App app, String seller, String api, String flow, boolean first) {}

  /**
   * Waits for the call's place.
   *
   * @throws ClosedException when it may not go, or would have to wait for long
   */
  public void enter(Entry call) throws ClosedException, InterruptedException {
    List<Scope> scopes = bans.isEmpty() && paces.isEmpty() ? List.of() : scopes(call);
    refuseBanned(call, scopes);
    outages.refuse(call.app(), call.seller(), now());
    long wait = paces.isEmpty() ? 0 : take(call, scopes);
    if (wait > 0) {
      TimeUnit.NANOSECONDS.sleep(wait);
      refuseBanned(call, scopes); // a ban may have come meanwhile
    }
  }

  private static List<Scope> scopes(Entry call) {
    return List.of(
        Scope.of(Kind.APP, call.app(), call.api()),
        Scope.of(Kind.API, call.app(), call.api()),
        Scope.of(Kind.APP_API, call.app(), call.api()));
  }

  private void refuseBanned(Entry call, List<Scope> scopes) throws ClosedException {
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

  private ClosedException banned(Scope scope) {
    return new ClosedException(scope, bans.left(scope, now()));
  }

  /** Only an order's first call is sent away; what it began is finished. */
  private synchronized long take(Entry call, List<Scope> scopes) throws ClosedException {
    later.paced(call, scopes.stream().filter(paces::containsKey).toList());
    long now = now();
    if (call.first()) {
      for (Scope scope : later.withFirst(call, scopes)) {
        Pace pace = paces.get(scope);
        if (pace != null && pace.ahead(now) > PATIENCE) {
          throw new ClosedException(
              scope, Optional.of(Duration.ofNanos(pace.ahead(now) - PATIENCE)));
        }
      }
    }
    OptionalLong wait =
        scopes.stream()
            .map(paces::get)
            .filter(Objects::nonNull)
            .mapToLong(pace -> pace.take(now))
            .max();
    wait.ifPresent(nanos -> meters.waited(call.app().name(), nanos));
    return wait.orElse(0);
  }

  /** Closes a scope for the time that the platform names; a ban of a day ends with the day. */
  public ClosedException ban(Kind kind, Entry call, Optional<Duration> named, boolean ofDay) {
    Scope scope = Scope.of(kind, call.app(), call.api());
    Duration wanted =
        named.orElseGet(() -> ofDay ? Bans.untilMidnight(clock.instant()) : BAN_WITHOUT_TIME);
    Duration ban = wanted.compareTo(LONGEST_BAN) < 0 ? wanted : LONGEST_BAN;
    boolean begins = bans.begin(scope, ban, now());
    if (begins) {
      later.forget(scope);
      meters.banned(scope, () -> bans.left(scope, now()).map(Duration::toSeconds).orElse(0L));
      LOG.warnf("%s is banned for %s; it is not called before", scope, ban);
    }
    later.stopped(call, scope);
    return banned(scope);
  }

  /** How many of the orders that wait for the scope may try now. */
  public int opens(Scope scope) {
    if (bans.has(scope, now())) {
      return 0;
    }
    Pace pace = paces.get(scope);
    return pace == null ? outages.opens(scope, now()) : pace.free(now(), PATIENCE);
  }

  /** Whether an outage has lasted so long that its orders should no longer wait in memory. */
  public boolean outlasts(Scope scope, Duration memory) {
    return outages.outlasts(scope, memory, now());
  }

  /** Whether no more events are taken because too many wait. */
  public void full(boolean full) {
    outages.full(full);
  }

  /** No order can be had anywhere: there is no use in taking more events. */
  public boolean isStandstill() {
    return outages.allGatewaysAreSilent();
  }

  public boolean hasPaces() {
    return !paces.isEmpty();
  }

  /** Forgets every limit, ban and outage: what comes now waits for nothing that was before. */
  public void lift() {
    paces.clear();
    bans.clear();
    outages.clear();
  }

  /** The part of all partitions that this process has, which is its part of every limit. */
  public void share(int mine, int all) {
    double share = Math.max(1, mine) / (double) Math.max(1, all);
    paces.values().forEach(pace -> pace.share(Math.min(1, share)));
  }

  /** What is closed now, and for how many seconds; none where nobody knows. */
  public Map<Scope, Optional<Long>> closed() {
    Map<Scope, Optional<Long>> closed = new LinkedHashMap<>();
    bans.all(now()).forEach((scope, left) -> closed.put(scope, Optional.of(left.toSeconds())));
    outages.closed().forEach(scope -> closed.put(scope, Optional.empty()));
    return closed;
  }

  private long now() {
    return nanos.getAsLong();
  }
}
