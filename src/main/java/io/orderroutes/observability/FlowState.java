package io.orderroutes.observability;

import io.orderroutes.config.OrdersConfig;
import io.orderroutes.config.OrdersConfig.AppKeys;
import io.orderroutes.consumer.ConsumerLiveness;
import io.orderroutes.consumer.KafkaFailures;
import io.orderroutes.consumer.OffsetTracker;
import io.orderroutes.dispatch.OrderDispatcher;
import io.orderroutes.limits.CallLimits;
import io.orderroutes.limits.Scope;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The state of the flow: whether it waits for something, is slow, or is stuck. */
@Singleton
public record FlowState(
    OrdersConfig config,
    ConsumerLiveness liveness,
    OrderDispatcher dispatcher,
    CallLimits limits,
    OffsetTracker tracker,
    KafkaFailures kafka) {
  private static final Duration SILENT = Duration.ofSeconds(60);
  private static final Duration SLACK = Duration.ofSeconds(10);

  /** How long a call of an order may take, with its inline repetitions. */
  private Duration longest() {
    OrdersConfig.Retry retry = config.retry();
    long connect = config.gateway().connectTimeout();
    long read = config.gateway().readTimeout();
    for (AppKeys app : config.apps().values()) {
      connect = Math.max(connect, app.connectTimeout().orElse(0));
      read = Math.max(read, app.readTimeout().orElse(0));
    }
    long call = connect + read;
    return Duration.ofMillis(call * (retry.attempts() + 1) + retry.delayMax() * retry.attempts())
        .plus(SLACK);
  }

  /** Time since an event was finished; zero while all are finished. */
  Duration standing() {
    return tracker.standing();
  }

  /** The state's name, as in readiness. */
  public String word() {
    return now().toString();
  }

  State now() {
    Optional<Duration> silence = liveness.sinceLast();
    Map<Scope, Optional<Long>> closed = limits.closed();
    int waiting = dispatcher.waiting().values().stream().mapToInt(Integer::intValue).sum();
    if (!kafka.now().isEmpty()) {
      return State.KAFKA_FAILING;
    }
    if (silence.isEmpty()) {
      return State.STARTING;
    }
    boolean stands = dispatcher.open() > waiting && standing().compareTo(longest()) > 0;
    if (silence.get().compareTo(SILENT) > 0 || stands) {
      return State.STUCK;
    }
    if (!closed.isEmpty()) {
      return closed.entrySet().stream().map(FlowState::of).min(State::compareTo).orElseThrow();
    }
    if (waiting > 0) {
      return State.LIMITED;
    }
    return dispatcher.open() > config.waiting().max() / 2 ? State.SLOW : State.OK;
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
