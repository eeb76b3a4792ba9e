package io.orderroutes.health;

import io.orderroutes.delivery.KafkaFailures;
import io.orderroutes.delivery.Polls;
import io.orderroutes.delivery.Workers;
import io.orderroutes.gateway.TokenRefresh;
import io.orderroutes.limits.CallLimits;
import io.orderroutes.limits.Outages;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready while events are polled and finished and at least one app is served; a full house, a limit
 * and a ban are no fault. The state says what keeps the flow; what events wait for is told by name,
 * with the seconds that are left of a ban.
 */
@Readiness
@Singleton
public class ConsumerReadiness implements HealthCheck {
  private final FlowState state;
  private final Polls polls;
  private final Workers workers;
  private final CallLimits limits;
  private final Outages outages;
  private final TokenRefresh tokens;
  private final KafkaFailures kafka;

  ConsumerReadiness(
      FlowState state,
      Polls polls,
      Workers workers,
      CallLimits limits,
      Outages outages,
      TokenRefresh tokens,
      KafkaFailures kafka) {
    this.outages = outages;
    this.kafka = kafka;
    this.state = state;
    this.polls = polls;
    this.workers = workers;
    this.limits = limits;
    this.tokens = tokens;
  }

  @Override
  public HealthCheckResponse call() {
    State now = state.now();
    boolean moves =
        now != State.STARTING
            && now != State.STUCK
            && !limits.isStandstill()
            && !kafka.isStandstill();
    HealthCheckResponseBuilder health =
        HealthCheckResponse.named("order-events")
            .status(moves)
            .withData("state", now.toString())
            .withData("seconds-since-poll", polls.sinceLast().map(Duration::toSeconds).orElse(-1L))
            .withData("seconds-since-progress", state.standing().toSeconds())
            .withData("orders-in-flight", workers.inFlight())
            .withData("events-taken-not-finished", workers.open());
    kafka.now().forEach((what, cause) -> health.withData("Kafka: " + what, cause));
    limits
        .closed()
        .forEach(
            (scope, seconds) ->
                health.withData(
                    "waiting for " + scope,
                    seconds
                        .map(left -> "banned for " + left + " s")
                        .orElseGet(() -> outages.why(scope))));
    tokens.failing().forEach((seller, why) -> health.withData("token of seller " + seller, why));
    workers.waiting().forEach((scope, events) -> health.withData("events behind " + scope, events));
    return health.build();
  }
}
