package io.orderroutes.page;

import io.orderroutes.config.OrdersConfig;
import io.orderroutes.config.OrdersConfig.AppKeys;
import io.orderroutes.dispatch.OrderDispatcher;
import io.orderroutes.gateway.TokenRefresh;
import io.orderroutes.limits.CallLimits;
import io.orderroutes.limits.CircuitBreakers;
import io.orderroutes.limits.Scope;
import io.orderroutes.observability.FlowState;
import io.orderroutes.page.Overview.AppRow;
import io.orderroutes.page.Overview.Closed;
import io.orderroutes.page.Overview.Load;
import io.orderroutes.page.Overview.SellerRow;
import io.orderroutes.page.Overview.State;
import io.orderroutes.sellers.Seller;
import io.orderroutes.sellers.Sellers;
import io.orderroutes.sellers.SessionFile;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Collects what the first page shows. */
@Singleton
public record Overviews(
    Rates rates,
    FlowState state,
    OrderDispatcher dispatcher,
    CallLimits limits,
    CircuitBreakers breakers,
    TokenRefresh tokens,
    Sellers sellers,
    OrdersConfig config) {
  private static final String UNKNOWN = "–";

  void sample() {
    rates.sample(System.nanoTime());
  }

  Overview now() {
    Map<Scope, Optional<Long>> closed = limits.closed();
    return new Overview(
        flows(),
        topics(),
        new Load(state.word(), dispatcher.inFlight(), dispatcher.open(), dispatcher.waiting()),
        config.apps().entrySet().stream().map(app -> app(app, closed)).toList(),
        closed.entrySet().stream().map(this::closed).toList(),
        sellers.all().stream().map(this::seller).toList());
  }

  private List<Overview.Flow> flows() {
    Map<String, Long> incomplete =
        rates.counts("orders.documents", "platform", "complete", "false");
    return rates.counts("orders.documents", "platform").entrySet().stream()
        .map(
            flow ->
                new Overview.Flow(
                    flow.getKey(),
                    flow.getValue(),
                    incomplete.getOrDefault(flow.getKey(), 0L),
                    perSecond("orders.documents", "platform", flow.getKey())))
        .toList();
  }

  private List<Overview.Topic> topics() {
    Map<String, Long> events = rates.counts("orders.events", "topic");
    Map<String, Long> lag = rates.gauges("orders.lag", "topic");
    Map<String, Long> retries = rates.counts("orders.retries", "topic");
    TreeSet<String> names = new TreeSet<>(events.keySet());
    names.addAll(lag.keySet());
    names.add(config.topics().events());
    return names.stream()
        .map(
            name ->
                new Overview.Topic(
                    name,
                    text(events, name),
                    perSecond("orders.events", "topic", name),
                    text(lag, name),
                    text(retries, name)))
        .toList();
  }

  private static String text(Map<String, Long> counts, String name) {
    return Optional.ofNullable(counts.get(name)).map(String::valueOf).orElse(UNKNOWN);
  }

  private String perSecond(String name, String tag, String value) {
    OptionalDouble rate = rates.perSecond(name, tag, value);
    return rate.isPresent() ? String.format(Locale.ROOT, "%.1f", rate.getAsDouble()) : UNKNOWN;
  }

  private AppRow app(Map.Entry<String, AppKeys> app, Map<Scope, Optional<Long>> closed) {
    String gateway = app.getValue().gateway().orElse("");
    List<String> limits = new ArrayList<>();
    app.getValue().callsPerSecond().ifPresent(rate -> limits.add(rate + " calls a second"));
    app.getValue().apiCallsPerSecond().forEach((api, rate) -> limits.add(api + ": " + rate));
    State state =
        Stream.of(new Scope(Scope.Kind.GATEWAY, gateway), Scope.ofApp(app.getKey()))
            .filter(closed::containsKey)
            .findFirst()
            .map(scope -> new State(false, word(scope, closed.get(scope))))
            .orElse(new State(true, "open"));
    return new AppRow(
        app.getKey(), app.getValue().protocol(), URI.create(gateway).getAuthority(), limits, state);
  }

  private String word(Scope scope, Optional<Long> left) {
    String silent = scope.kind() == Scope.Kind.APP ? breakers.why(scope) : "does not respond";
    return left.isPresent() ? "banned" : silent;
  }

  private Closed closed(Map.Entry<Scope, Optional<Long>> closed) {
    return new Closed(
        closed.getKey().toString(),
        closed
            .getValue()
            .map(left -> Formats.clock(Instant.now().plusSeconds(left)) + ", in " + left + " s")
            .orElse(
                switch (closed.getKey().kind()) {
                  case SELLER -> "its token is accepted, or replaced";
                  case GATEWAY -> "it responds";
                  default -> "a call is accepted; " + breakers.why(closed.getKey());
                }));
  }

  private SellerRow seller(Seller seller) {
    Optional<Instant> ends =
        seller.token() instanceof SessionFile file ? file.pair().ends() : Optional.empty();
    return new SellerRow(
        seller.name(),
        seller.platform(),
        seller.app().name(),
        session(seller, ends),
        ends.map(Formats::clock).orElse(UNKNOWN));
  }

  private State session(Seller seller, Optional<Instant> ends) {
    if (breakers.isRefused(seller.name(), seller.session())) {
      return new State(false, "refused by the platform");
    }
    Optional<String> failing = Optional.ofNullable(tokens.failing().get(seller.name()));
    if (failing.isPresent()) {
      return new State(false, "cannot be renewed: " + failing.get());
    }
    boolean over = ends.filter(Instant.now()::isAfter).isPresent();
    return new State(!over, over ? "has ended" : "ok");
  }
}
