package io.orderroutes.health;

import io.orderroutes.delivery.Polls;
import io.orderroutes.delivery.Workers;
import io.orderroutes.gateway.TokenRefresh;
import io.orderroutes.limits.CallLimits;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready while events are polled and at least one gateway answers; a full house, a limit and a ban
 * are no fault. What events wait for is told by name, with the seconds that are left of a ban.
 */
@Readiness
@Singleton
public class ConsumerReadiness implements HealthCheck {
  private static final Duration SILENT = Duration.ofSeconds(60);

  private final Polls polls;
  private final Workers workers;
  private final CallLimits limits;
  private final TokenRefresh tokens;

  ConsumerReadiness(Polls polls, Workers workers, CallLimits limits, TokenRefresh tokens) {
    this.polls = polls;
    this.tokens = tokens;
    this.workers = workers;
    this.limits = limits;
  }

  @Override
  public HealthCheckResponse call() {
    Optional<Duration> silence = polls.sinceLast();
    boolean polls = silence.isPresent() && silence.get().compareTo(SILENT) < 0;
    HealthCheckResponseBuilder health =
        HealthCheckResponse.named("order-events")
            .status(polls && !limits.isStandstill())
            .withData("seconds-since-poll", silence.map(Duration::toSeconds).orElse(-1L))
            .withData("orders-in-flight", workers.inFlight())
            .withData("events-taken-not-finished", workers.open());
    limits
        .closed()
        .forEach(
            (scope, seconds) ->
                health.withData(
                    "waiting for " + scope,
                    seconds.map(left -> "banned for " + left + " s").orElse("until it answers")));
    tokens.failing().forEach((seller, why) -> health.withData("token of seller " + seller, why));
    workers.waiting().forEach((scope, events) -> health.withData("events behind " + scope, events));
    return health.build();
  }
}
