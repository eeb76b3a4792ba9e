package io.orderroutes.health;

import io.orderroutes.delivery.KafkaFailures;
import io.orderroutes.delivery.Offsets;
import io.orderroutes.delivery.Polls;
import io.orderroutes.delivery.Workers;
import io.orderroutes.limits.CallLimits;
import io.orderroutes.limits.Scope;
import io.orderroutes.sellers.OrdersConfig;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Tells a flow that waits for something from one that is slow, and from one that stands still. */
@Singleton
public class FlowState {
  private static final Duration SILENT = Duration.ofSeconds(60);
  private static final Duration SLACK = Duration.ofSeconds(10);

  private final Polls polls;
  private final Workers workers;
  private final CallLimits limits;
  private final Offsets offsets;
  private final KafkaFailures kafka;
  private final int many;
  private final Duration longest;

  FlowState(
      OrdersConfig config,
      Polls polls,
      Workers workers,
      CallLimits limits,
      Offsets offsets,
      KafkaFailures kafka) {
    this.kafka = kafka;
    this.offsets = offsets;
    this.polls = polls;
    this.workers = workers;
    this.limits = limits;
    this.many = config.waiting().max() / 2;
    this.longest = longest(config.gateway(), config.retry()).plus(SLACK);
  }

  /** How long the call of an order may take, with its repetitions in place. */
  private static Duration longest(OrdersConfig.Gateway gateway, OrdersConfig.Retry retry) {
    long call = gateway.connectTimeout() + gateway.readTimeout();
    return Duration.ofMillis(call * (retry.attempts() + 1) + retry.delayMax() * retry.attempts());
  }

  /** How long nothing was finished of what was taken. */
  Duration standing() {
    return offsets.standing();
  }

  /** The state as health tells it. */
  public String word() {
    return now().toString();
  }

  State now() {
    Optional<Duration> silence = polls.sinceLast();
    Map<Scope, Optional<Long>> closed = limits.closed();
    int waiting = workers.waiting().values().stream().mapToInt(Integer::intValue).sum();
    if (!kafka.now().isEmpty()) {
      return State.KAFKA_FAILING;
    }
    if (silence.isEmpty()) {
      return State.STARTING;
    }
    boolean stands = workers.open() > waiting && standing().compareTo(longest) > 0;
    if (silence.get().compareTo(SILENT) > 0 || stands) {
      return State.STUCK;
    }
    if (!closed.isEmpty()) {
      return closed.entrySet().stream().map(FlowState::of).min(State::compareTo).orElseThrow();
    }
    if (waiting > 0) {
      return State.LIMITED;
    }
    return workers.open() > many ? State.SLOW : State.OK;
  }

  private static State of(Map.Entry<Scope, Optional<Long>> closed) {
    if (closed.getValue().isPresent()) {
      return State.BANNED;
    }
    return switch (closed.getKey().kind()) {
      case GATEWAY -> State.GATEWAY_SILENT;
      case SELLER -> State.SESSION_REFUSED;
      default -> State.APP_REFUSED;
    };
  }
}
