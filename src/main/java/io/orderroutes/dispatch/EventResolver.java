package io.orderroutes.dispatch;

import io.micrometer.core.instrument.MeterRegistry;
import io.orderroutes.config.ConfigurationError;
import io.orderroutes.config.OrdersConfig;
import io.orderroutes.config.OrdersConfig.Tombstones;
import io.orderroutes.events.EventContent;
import io.orderroutes.events.EventForms;
import io.orderroutes.events.EventSource;
import io.orderroutes.events.OrderEvent;
import io.orderroutes.events.OrderEvents;
import io.orderroutes.events.ParkedException;
import io.orderroutes.events.json.InvalidEventException;
import io.orderroutes.events.registry.SchemaRegistry;
import io.orderroutes.events.registry.SchemaUnavailableException;
import io.orderroutes.kafka.EventRecord;
import io.orderroutes.kafka.RetryHeaders;
import io.orderroutes.mappings.Mappings;
import io.orderroutes.privacy.RedactedThrowable;
import io.orderroutes.sellers.Order;
import io.orderroutes.sellers.Seller;
import io.orderroutes.sellers.Sellers;
import io.orderroutes.sellers.UnknownSellerException;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/** Finds the orders that a record asks for, and the seller and the platform of each. */
@Singleton
public class EventResolver {
  private static final Logger LOG = Logger.getLogger(EventResolver.class);

  private static final String TOMBSTONE =
      "the record is a tombstone, it says only that something was deleted;"
          + " orders.events.tombstones=skip leaves such records out";

  private final OrdersConfig config;
  private final OrderEvents events;
  private final Sellers sellers;
  private final Mappings mappings;
  private final RouteGroups routes;
  private final MeterRegistry meters;

  public EventResolver(
      OrdersConfig config,
      OrderEvents events,
      Sellers sellers,
      Mappings mappings,
      RouteGroups routes,
      MeterRegistry meters) {
    this.config = config;
    this.events = events;
    this.sellers = sellers;
    this.mappings = mappings;
    this.routes = routes;
    this.meters = meters;
  }

  /** Reads events of the packaged forms and of the forms in the operator's directory. */
  @Produces
  @Singleton
  static OrderEvents events(OrdersConfig config) {
    OrdersConfig.Registry registry = config.events().registry();
    if (registry.url().isPresent() && config.retry().topics().isEmpty()) {
      throw new ConfigurationError(
          "orders.retry.topics",
          "is empty",
          "with orders.events.registry.url events wait there while the registry is away");
    }
    try {
      return new OrderEvents(
          EventForms.of(config.routes().dir().map(Path::of)),
          registry.url().map(url -> new SchemaRegistry(registry)));
    } catch (IllegalArgumentException e) {
      throw new ConfigurationError(
          "orders.routes.dir", "has a mistake, " + e.getMessage(), "see docs/EVENTS.md");
    }
  }

  /** Stops the start if a seller's platform has no route, or if a mapping is wrong. */
  void start() {
    Set<String> platforms = routes.platforms();
    sellers.check(platforms);
    routes.check(platforms, events.forms().names());
    mappings.compile(platforms);
  }

  /** A task for each event in the record; none if the record is a tombstone that is skipped. */
  List<Task> tasks(EventRecord record) {
    return tasks(record, true);
  }

  /** The same of a record that had to wait; its tombstones have been counted. */
  List<Task> tasksAgain(EventRecord record) {
    return tasks(record, false);
  }

  private List<Task> tasks(EventRecord record, boolean counts) {
    try {
      EventContent content = events.read(source(record));
      if (content.isTombstone()) {
        return tombstone(record, counts);
      }
      return content.event().isPresent()
          ? List.of(resolve(record, content.event().get()))
          : record.elements(content.batch()).stream()
              .flatMap(element -> tasks(element, counts).stream())
              .toList();
    } catch (InvalidEventException e) {
      return List.of(refused(record, "event-invalid", e.getMessage()));
    } catch (SchemaUnavailableException e) {
      return List.of(Task.waiting(record, e.getMessage()));
    } catch (RuntimeException | StackOverflowError e) {
      LOG.errorf(new RedactedThrowable(e), "event %s could not be read", record);
      return List.of(refused(record, "event-invalid", "it could not be read"));
    }
  }

  private EventSource source(EventRecord record) {
    RetryHeaders origin = record.retryHeaders();
    return new EventSource(
        origin.topic(),
        routes.formOf(origin.topic()),
        record.value(),
        record.headers(),
        origin.element() > 0);
  }

  private List<Task> tombstone(EventRecord record, boolean counts) {
    if (config.events().tombstones() == Tombstones.PARK) {
      return List.of(refused(record, "event-invalid", TOMBSTONE));
    }
    if (counts) {
      meters.counter("orders.tombstones", "topic", record.retryHeaders().topic()).increment();
    }
    record.ended();
    return List.of();
  }

  private Task resolve(EventRecord record, OrderEvent event) throws InvalidEventException {
    try {
      Seller seller = sellers.of(event);
      Optional<String> platform =
          event.platform().or(() -> routes.platformOf(record.retryHeaders().topic()));
      String flow = sellers.flowOf(platform, seller, routes.platforms());
      OrderEvent.checkId(flow, event.orderId());
      return Task.of(record, new Order(event, seller, flow, sellers.platform(flow)));
    } catch (UnknownSellerException e) {
      return refused(record, e.reason(), e.getMessage());
    }
  }

  private static Task refused(EventRecord record, String reason, String message) {
    return Task.refused(record, new ParkedException(reason, message, Map.of()));
  }
}
