package io.orderroutes.health;

import io.orderroutes.delivery.Workers;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while events are polled; a full house is no fault, a consumer that no longer polls is. */
@Readiness
@Singleton
public class ConsumerReadiness implements HealthCheck {
  private static final Duration SILENT = Duration.ofSeconds(60);

  private final Workers workers;

  ConsumerReadiness(Workers workers) {
    this.workers = workers;
  }

  @Override
  public HealthCheckResponse call() {
    Optional<Duration> silence = workers.sinceLastPoll();
    return HealthCheckResponse.named("order-events")
        .status(silence.isPresent() && silence.get().compareTo(SILENT) < 0)
        .withData("seconds-since-poll", silence.map(Duration::toSeconds).orElse(-1L))
        .withData("orders-in-flight", workers.inFlight())
        .withData("events-taken-not-finished", workers.open())
        .build();
  }
}
