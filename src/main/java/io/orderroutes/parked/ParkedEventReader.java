package io.orderroutes.parked;

import static java.util.stream.Collectors.toMap;

import io.orderroutes.events.EventSource;
import io.orderroutes.events.OrderEvent;
import io.orderroutes.events.OrderEvents;
import io.orderroutes.events.json.InvalidEventException;
import io.orderroutes.events.registry.SchemaUnavailableException;
import io.orderroutes.kafka.EventRecord;
import io.orderroutes.kafka.RetryHeaders;
import io.orderroutes.sellers.Sellers;
import io.orderroutes.sellers.UnknownSellerException;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;

/** Reads the event of a parked record, and finds its seller in the way of the service. */
@Singleton
public class ParkedEventReader {
  private static final Pattern TEMPLATE =
      Pattern.compile("(camel\\.route-template\\[.*]\\.)template-id");

  private final Sellers sellers;
  private final OrderEvents events;
  private final Map<String, Optional<String>> further;

  public ParkedEventReader(Sellers sellers, OrderEvents events, Config config) {
    this.sellers = sellers;
    this.events = events;
    this.further = further(config);
  }

  /** The topics of further routes, and their forms. The command replay does not load the routes. */
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

  /** Whether a further route consumes the topic. */
  public boolean isFurtherTopic(String topic) {
    return further.containsKey(topic);
  }

  /** Empty where the record has no readable event. */
  public Optional<OrderEvent> read(EventRecord record) {
    try {
      RetryHeaders origin = record.retryHeaders();
      Optional<String> form = further.getOrDefault(origin.topic(), Optional.empty());
      return events
          .read(
              new EventSource(
                  origin.topic(), form, record.value(), record.headers(), origin.element() > 0))
          .event();
    } catch (InvalidEventException | SchemaUnavailableException e) {
      return Optional.empty();
    }
  }

  /** The seller that the event names, else the configured one that it belongs to. */
  public Optional<String> seller(OrderEvent event) {
    try {
      return event.seller().isPresent() ? event.seller() : Optional.of(sellers.of(event).name());
    } catch (UnknownSellerException e) {
      return Optional.empty();
    }
  }
}
