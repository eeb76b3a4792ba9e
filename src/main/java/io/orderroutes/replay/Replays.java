package io.orderroutes.replay;

import static java.util.stream.Collectors.toMap;

import io.orderroutes.config.OrdersConfig;
import io.orderroutes.events.EventSource;
import io.orderroutes.events.OrderEvent;
import io.orderroutes.events.OrderEvents;
import io.orderroutes.events.json.InvalidEventException;
import io.orderroutes.retry.EventRecord;
import io.orderroutes.retry.OutgoingRecord;
import io.orderroutes.retry.RetryHeaders;
import io.orderroutes.sellers.Sellers;
import io.orderroutes.sellers.UnknownSellerException;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
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
  private final Map<String, Optional<String>> further;
  private final OrderEvents events;

  public Replays(Sellers sellers, OrdersConfig orders, Config config, OrderEvents events) {
    this.events = events;
    this.sellers = sellers;
    this.topic = orders.topics().events();
    this.further = further(config);
  }

  /** The topics that further routes read, and their form; the command does not load the routes. */
  private static Map<String, Optional<String>> further(Config config) {
    return StreamSupport.stream(config.getConfigSources().spliterator(), false)
        .flatMap(source -> source.getPropertyNames().stream())
        .map(TEMPLATE::matcher)
        .filter(Matcher::matches)
        .filter(key -> config.getValue(key.group(), String.class).equals("events-topic"))
        .map(key -> key.group(1))
        .distinct()
        .collect(
            toMap(
                key -> config.getValue(key + "topic", String.class),
                key -> config.getOptionalValue(key + "form", String.class),
                (one, other) -> one));
  }

  /** Whether the options of the replay select the parked record of the exchange. */
  public boolean selected(Exchange exchange) {
    return selected(
        exchange.getVariable(OPTIONS, ReplayOptions.class),
        exchange.getMessage().getBody(OutgoingRecord.class));
  }

  boolean selected(ReplayOptions options, OutgoingRecord parked) {
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
  public Optional<OrderEvent> read(EventRecord record) {
    try {
      RetryHeaders origin = record.retryHeaders();
      Optional<String> form = further.getOrDefault(origin.topic(), Optional.empty());
      return events
          .read(
              new EventSource(
                  origin.topic(), form, record.value(), record.headers(), origin.element() > 0))
          .event();
    } catch (InvalidEventException e) {
      return Optional.empty();
    }
  }

  /** Whom the service asks for; where that is nobody configured, whom the event names. */
  public Optional<String> seller(OrderEvent event) {
    try {
      return event.seller().isPresent() ? event.seller() : Optional.of(sellers.of(event).name());
    } catch (UnknownSellerException e) {
      return Optional.empty();
    }
  }

  @Override
  public void process(Exchange exchange) {
    EventRecord event = exchange.getMessage().getBody(OutgoingRecord.class).event();
    String origin = event.retryHeaders().topic();
    exchange.setVariable("eventsTopic", further.containsKey(origin) ? origin : topic);
    exchange.getMessage().removeHeaders("*");
    exchange.getMessage().setHeader(KafkaConstants.KEY, event.key());
    exchange.getMessage().setBody(new OutgoingRecord(event, Map.of()));
  }
}
