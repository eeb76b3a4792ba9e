package io.orderroutes.observability;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.orderroutes.consumer.ConsumerLiveness;
import io.orderroutes.dispatch.OrderDispatcher;
import io.orderroutes.limits.CallLimits;
import io.orderroutes.limits.Scope;
import io.orderroutes.sellers.Seller;
import io.orderroutes.sellers.Sellers;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.stream.Stream;

/** The figures of readiness as metrics. */
@Singleton
public record FlowMeters(
    MeterRegistry meters,
    ConsumerLiveness liveness,
    OrderDispatcher dispatcher,
    CallLimits limits,
    Sellers sellers) {
  void show(@Observes StartupEvent event) {
    meters.gauge("orders.in.flight", dispatcher, OrderDispatcher::inFlight);
    meters.gauge("orders.events.open", dispatcher, OrderDispatcher::open);
    Gauge.builder("orders.poll.age", this::pollAge)
        .description(
            "Time since the last poll of the consumer that polled least recently; -1 before the first")
        .baseUnit("seconds")
        .register(meters);
    sellers.all().stream().flatMap(FlowMeters::scopes).distinct().forEach(this::show);
  }

  private double pollAge() {
    return liveness.sinceLast().map(Duration::toMillis).map(millis -> millis / 1000.0).orElse(-1.0);
  }

  private static Stream<Scope> scopes(Seller seller) {
    return Stream.of(
        Scope.seller(seller.name()), Scope.gateway(seller.app()), Scope.ofApp(seller.app().name()));
  }

  private void show(Scope scope) {
    meters.gauge(
        "orders.closed",
        Tags.of("scope", scope.toString()),
        limits,
        now -> now.isProbed(scope) ? 1 : 0);
  }
}
