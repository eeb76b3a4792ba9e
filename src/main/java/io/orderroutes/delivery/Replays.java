package io.orderroutes.delivery;

import static java.util.stream.Collectors.toSet;

import io.orderroutes.events.InvalidEventException;
import io.orderroutes.events.OrderEvent;
import io.orderroutes.events.OrderEvents;
import io.orderroutes.sellers.OrdersConfig;
import io.orderroutes.sellers.Sellers;
import io.orderroutes.sellers.UnknownSellerException;
import io.quarkus.runtime.annotations.CommandLineArguments;
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
  private static final Pattern TEMPLATE =
      Pattern.compile("(camel\\.route-template\\[.*]\\.)template-id");

  private final ReplayOptions options;
  private final Sellers sellers;
  private final String topic;
  private final Set<String> further;
  private final OrderEvents events = new OrderEvents();

  public Replays(
      @CommandLineArguments String[] args, Sellers sellers, OrdersConfig orders, Config config) {
    this.options = ReplayOptions.of(args);
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

  /** Whether the options of the command select the parked record of the exchange. */
  public boolean selected(Exchange exchange) {
    return selected(exchange.getMessage().getBody(ParkedRecord.class));
  }

  boolean selected(ParkedRecord parked) {
    return is("reason", parked.why().get("parked.reason"))
        && is("code", parked.why().get("parked.code"), parked.why().get("parked.sub-code"))
        && is("api", parked.why().get("parked.api"))
        && options.from().filter(parked.at()::isBefore).isEmpty()
        && options.to().filter(to -> !parked.at().isBefore(to)).isEmpty()
        && options
            .filter("seller")
            .filter(name -> !seller(parked.event()).equals(Optional.of(name)))
            .isEmpty();
  }

  private boolean is(String filter, String... values) {
    return options
        .filter(filter)
        .map(wanted -> Stream.of(values).anyMatch(wanted::equals))
        .orElse(true);
  }

  /** Whom the service asks for; where that is nobody configured, whom the event names. */
  private Optional<String> seller(EventRecord record) {
    try {
      OrderEvent event = events.parse(record.key(), record.value(), record.headers());
      return event.seller().isPresent() ? event.seller() : Optional.of(sellers.of(event).name());
    } catch (InvalidEventException | UnknownSellerException e) {
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
