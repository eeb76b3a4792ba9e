package io.orderroutes.delivery;

import static java.util.stream.Collectors.toSet;

import io.orderroutes.events.InvalidEventException;
import io.orderroutes.events.OrderEvent;
import io.orderroutes.events.OrderEvents;
import io.orderroutes.sellers.OrdersConfig;
import io.orderroutes.sellers.Sellers;
import io.orderroutes.sellers.UnknownSellerException;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.kafka.KafkaConstants;
import org.eclipse.microprofile.config.Config;

/** Selects parked records, and makes the event of one again, as it came. */
@Singleton
@Named("replays")
public class Replays implements Processor {
  /** The variable of an exchange that holds what its replay was asked for. */
  static final String OPTIONS = "options";

  private static final Pattern TEMPLATE =
      Pattern.compile("(camel\\.route-template\\[.*]\\.)template-id");

  private final Sellers sellers;
  private final String topic;
  private final Set<String> further;
  private final OrderEvents events = new OrderEvents();

  public Replays(Sellers sellers, OrdersConfig orders, Config config) {
    this.sellers = sellers;
    this.topic = orders.topics().events();
    this.further = further(config);
  }

  /** The topics that further routes read; their routes are not loaded by the command. */
  private static Set<String> further(Config config) {
    return StreamSupport.stream(config.getConfigSources().spliterator(), false)
        .flatMap(source -> source.getPropertyNames().stream())
        .map(TEMPLATE::matcher)
        .filter(Matcher::matches)
        .filter(key -> config.getValue(key.group(), String.class).equals("events-topic"))
        .map(key -> config.getValue(key.group(1) + "topic", String.class))
        .collect(toSet());
  }

  /** Whether the options of the replay select the parked record of the exchange. */
  public boolean selected(Exchange exchange) {
    return selected(
        exchange.getVariable(OPTIONS, ReplayOptions.class),
        exchange.getMessage().getBody(ParkedRecord.class));
  }

  boolean selected(ReplayOptions options, ParkedRecord parked) {
    Map<String, String> why = parked.why();
    return is(options.filter("reason"), why.get("parked.reason"))
        && is(options.filter("code"), why.get("parked.code"), why.get("parked.sub-code"))
        && is(options.filter("api"), why.get("parked.api"))
        && options.from().filter(parked.at()::isBefore).isEmpty()
        && options.to().filter(to -> !parked.at().isBefore(to)).isEmpty()
        && options
            .filter("seller")
            .filter(name -> !read(parked.event()).flatMap(this::seller).equals(Optional.of(name)))
            .isEmpty();
  }

  private static boolean is(Optional<String> wanted, String... values) {
    return wanted.map(text -> Stream.of(values).anyMatch(text::equals)).orElse(true);
  }

  /** Empty where the record holds no event that can be read. */
  Optional<OrderEvent> read(EventRecord record) {
    try {
      return Optional.of(events.parse(record.key(), record.value(), record.headers()));
    } catch (InvalidEventException e) {
      return Optional.empty();
    }
  }

  /** Whom the service asks for; where that is nobody configured, whom the event names. */
  Optional<String> seller(OrderEvent event) {
    try {
      return event.seller().isPresent() ? event.seller() : Optional.of(sellers.of(event).name());
    } catch (UnknownSellerException e) {
      return Optional.empty();
    }
  }

  @Override
  public void process(Exchange exchange) {
    EventRecord event = exchange.getMessage().getBody(ParkedRecord.class).event();
    String origin = event.retry().topic();
    exchange.setVariable("eventsTopic", further.contains(origin) ? origin : topic);
    exchange.getMessage().removeHeaders("*");
    exchange.getMessage().setHeader(KafkaConstants.KEY, event.key());
    exchange.getMessage().setBody(new ParkedRecord(event, Map.of()));
  }
}
