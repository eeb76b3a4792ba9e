package io.orderroutes.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.orderroutes.config.ConfigurationError;
import io.orderroutes.gateway.TestOrders;
import io.orderroutes.limits.CallLimits.Entry;
import io.orderroutes.limits.Scope.Kind;
import io.orderroutes.sellers.Configured;
import io.orderroutes.signing.App;
import io.orderroutes.signing.Timeouts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallLimitsTest {
  private static final App OTHER =
      new App(
          "other",
          TestOrders.APP.protocol(),
          TestOrders.APP.gateway(),
          "87654321",
          "0ther",
          TestOrders.APP.signMethod(),
          new Timeouts(Optional.empty(), Optional.empty()));
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final AtomicLong nanos = new AtomicLong();

  /** 20:00 of the platforms' day. */
  private final Clock clock = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

  @Test
  void letsEveryCallGoWhereNothingIsConfigured() throws Exception {
    CallLimits limits = limits();
    for (int i = 0; i < 1000; i++) {
      limits.enter(first(TestOrders.APP, "a"));
    }
    assertThat(limits.closed()).isEmpty();
  }

  @Test
  void aBanStopsItsScopeAndNoOther() throws Exception {
    CallLimits limits = limits();
    limits.ban(new Ban(Kind.APP_API, Optional.of(SECOND), false), first(TestOrders.APP, "a"));
    refuses(limits, first(TestOrders.APP, "a"), "API a of app main");
    limits.enter(first(TestOrders.APP, "b"));
    limits.enter(first(OTHER, "a"));
    limits.ban(new Ban(Kind.API, Optional.of(SECOND), false), first(TestOrders.APP, "a"));
    refuses(limits, first(OTHER, "a"), "API a at http://h/");
    limits.enter(first(OTHER, "b"));
    limits.ban(new Ban(Kind.APP, Optional.of(SECOND), false), first(TestOrders.APP, "a"));
    refuses(limits, first(TestOrders.APP, "b"), "app main");
    limits.enter(first(OTHER, "b"));
  }

  @Test
  void aBanEndsWithItsTime() throws Exception {
    CallLimits limits = limits();
    Entry call = first(TestOrders.APP, "a");
    CallNotPermittedException closed =
        limits.ban(new Ban(Kind.APP, Optional.of(SECOND), false), call);
    assertThat(closed.left()).contains(SECOND);
    assertThat(limits.opens(closed.scope())).isZero();
    nanos.addAndGet(SECOND.toNanos() - 1);
    refuses(limits, call, "app main");
    nanos.incrementAndGet();
    limits.enter(call);
    assertThat(limits.opens(closed.scope())).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void aLaterAndShorterBanDoesNotShortenIt() {
    CallLimits limits = limits();
    Entry call = first(TestOrders.APP, "a");
    limits.ban(new Ban(Kind.APP, Optional.of(SECOND.multipliedBy(5)), false), call);
    assertThat(limits.ban(new Ban(Kind.APP, Optional.of(SECOND), false), call).left())
        .contains(SECOND.multipliedBy(5));
  }

  @Test
  void aBanOfADayEndsAtThePlatformsMidnight() {
    assertThat(
            limits()
                .ban(new Ban(Kind.APP, Optional.empty(), true), first(TestOrders.APP, "a"))
                .left())
        .contains(Duration.ofHours(4));
  }

  @Test
  void spacesTheFirstCallsAndSendsAwayWhatWouldWaitForLong() throws Exception {
    CallLimits limits = limits("orders.apps.main.calls-per-second", "1000000");
    limits.share(1, 500_000); // two calls a second
    Entry call = first(TestOrders.APP, "a");
    limits.enter(call);
    limits.enter(call); // half a second
    limits.enter(call); // a second
    CallNotPermittedException closed = refuses(limits, call, "app main");
    assertThat(closed.left()).contains(SECOND.dividedBy(2));
    assertThat(limits.opens(closed.scope())).isZero();
    nanos.addAndGet(SECOND.toNanos());
    assertThat(limits.opens(closed.scope())).isEqualTo(1);
    limits.enter(first(OTHER, "a"));
  }

  @Test
  void anOrderIsNotBegunWhileItsLaterCallWouldWaitForLong() throws Exception {
    CallLimits limits = limits("orders.apps.main.api-calls-per-second.\"b\"", "2");
    Entry later = new Entry(TestOrders.APP, "shop-1", "b", "aliexpress", false);
    for (int i = 0; i < 4; i++) {
      limits.enter(later);
    }
    refuses(limits, first(TestOrders.APP, "a"), "API b of app main");
    limits.enter(new Entry(TestOrders.APP, "shop-1", "a", "alibaba", true));
    limits.enter(first(OTHER, "a"));
  }

  @Test
  void aBanOfALaterCallStopsTheFirstOnesOnlyWhenManyOrdersWait() throws Exception {
    CallLimits limits = limits("orders.concurrency", "2");
    Entry later = new Entry(TestOrders.APP, "shop-1", "b", "aliexpress", false);
    limits.ban(new Ban(Kind.APP_API, Optional.of(SECOND), false), later);
    limits.enter(first(TestOrders.APP, "a"));
    refuses(limits, later, "API b of app main");
    refuses(limits, first(TestOrders.APP, "a"), "API b of app main");
    limits.enter(first(OTHER, "a"));
    nanos.addAndGet(SECOND.toNanos());
    limits.enter(first(TestOrders.APP, "a"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "NaN", "1e9"})
  void aLimitThatIsNoneStopsTheStart(String rate) {
    assertThatThrownBy(() -> limits("orders.apps.main.calls-per-second", rate))
        .isInstanceOf(ConfigurationError.class)
        .hasMessageStartingWith("orders.apps.main.calls-per-second is ");
  }

  private CallNotPermittedException refuses(CallLimits limits, Entry call, String scope) {
    CallNotPermittedException closed =
        catchThrowableOfType(CallNotPermittedException.class, () -> limits.enter(call));
    assertThat(closed).as("the call goes").isNotNull();
    assertThat(closed.scope()).hasToString(scope);
    return closed;
  }

  private static Entry first(App app, String api) {
    return new Entry(app, "shop-1", api, "aliexpress", true);
  }

  private CallLimits limits(String... keys) {
    Configured config = Configured.shops();
    for (int i = 0; i < keys.length; i += 2) {
      config.with(keys[i], keys[i + 1]);
    }
    return new CallLimits(
        config.config(),
        new CircuitBreakers(config.config()),
        new SimpleMeterRegistry(),
        clock,
        nanos::get);
  }
}
