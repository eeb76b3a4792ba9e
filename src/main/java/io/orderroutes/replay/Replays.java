package io.orderroutes.replay;

import io.orderroutes.config.OrdersConfig;
import io.orderroutes.kafka.EventRecord;
import io.orderroutes.parked.ParkedEventReader;
import io.orderroutes.parked.ParkedRecord;
import io.orderroutes.retry.OutgoingRecord;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Selects parked records, and restores the event of one unchanged. */
@Singleton
@Named("replays")
public class Replays implements Processor {
  /** The exchange's variable that holds the options of its replay. */
  static final String OPTIONS = "options";

  private final ParkedEventReader events;
  private final String topic;

  public Replays(ParkedEventReader events, OrdersConfig orders) {
    this.events = events;
    this.topic = orders.topics().events();
  }

  /** Whether the replay's options select the parked record of the exchange. */
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
            .filter(
                name ->
                    !events.read(parked.event()).flatMap(events::seller).equals(Optional.of(name)))
            .isEmpty();
  }

  private static boolean is(Optional<String> wanted, String... values) {
    return wanted.map(text -> Stream.of(values).anyMatch(text::equals)).orElse(true);
  }

  @Override
  public void process(Exchange exchange) {
    EventRecord event = exchange.getMessage().getBody(ParkedRecord.class).event();
    String origin = event.retryHeaders().topic();
    String to = events.isFurtherTopic(origin) ? origin : topic;
    new OutgoingRecord(to, event, Map.of()).enter(exchange);
  }
}
