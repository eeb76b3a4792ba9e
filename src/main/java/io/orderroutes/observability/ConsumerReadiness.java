package io.orderroutes.observability;

import io.orderroutes.consumer.ConsumerLiveness;
import io.orderroutes.consumer.KafkaFailures;
import io.orderroutes.dispatch.OrderDispatcher;
import io.orderroutes.gateway.TokenRefresh;
import io.orderroutes.limits.CallLimits;
import io.orderroutes.limits.CircuitBreakers;
import io.orderroutes.limits.Scope;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready while events are polled and finished, and at least one app can call. A full memory, a limit
 * and a ban are not failures. The data has the state of the flow, what events wait for, and the
 * remaining seconds of bans.
 */
@Readiness
@Singleton
public record ConsumerReadiness(
    FlowState state,
    ConsumerLiveness liveness,
    OrderDispatcher dispatcher,
    CallLimits limits,
    CircuitBreakers breakers,
    TokenRefresh tokens,
    KafkaFailures kafka)
    implements HealthCheck {
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
            .withData(
                "seconds-since-poll", liveness.sinceLast().map(Duration::toSeconds).orElse(-1L))
            .withData("seconds-since-progress", state.standing().toSeconds())
            .withData("orders-in-flight", dispatcher.inFlight())
            .withData("events-taken-not-finished", dispatcher.open());
    kafka.now().forEach((what, cause) -> health.withData("Kafka: " + what, cause));
    limits
        .closed()
        .forEach((scope, left) -> health.withData("waiting for " + scope, why(scope, left)));
    tokens.failing().forEach((seller, why) -> health.withData("token of seller " + seller, why));
    dispatcher
        .waiting()
        .forEach((scope, events) -> health.withData("events behind " + scope, events));
    return health.build();
  }

  private String why(Scope scope, Optional<Long> banned) {
    return banned.map(left -> "banned for " + left + " s").orElseGet(() -> breakers.why(scope));
  }
}
