package io.orderroutes.delivery;

import io.orderroutes.events.InvalidEventException;
import io.orderroutes.events.OrderEvent;
import io.orderroutes.events.OrderEvents;
import io.orderroutes.sellers.Sellers;
import io.orderroutes.sellers.UnknownSellerException;
import io.quarkus.runtime.annotations.CommandLineArguments;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.kafka.KafkaConstants;

/** Selects parked records, and makes the event of one again, as it came. */
@Singleton
@Named("replays")
public class Replays implements Processor {
  private final ReplayOptions options;
  private final Sellers sellers;
  private final OrderEvents events = new OrderEvents();

  public Replays(@CommandLineArguments String[] args, Sellers sellers) {
    this.options = ReplayOptions.of(args);
    this.sellers = sellers;
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
    exchange.getMessage().removeHeaders("*");
    exchange.getMessage().setHeader(KafkaConstants.KEY, event.key());
    exchange.getMessage().setBody(new ParkedRecord(event, Map.of()));
  }
}
