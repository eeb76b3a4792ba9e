package io.orderroutes.delivery;

import io.orderroutes.documents.ParkedException;
import io.orderroutes.events.InvalidEventException;
import io.orderroutes.events.OrderEvent;
import io.orderroutes.events.OrderEvents;
import io.orderroutes.gateway.Order;
import io.orderroutes.mappings.Mappings;
import io.orderroutes.sellers.Seller;
import io.orderroutes.sellers.Sellers;
import io.orderroutes.sellers.UnknownSellerException;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/** Decides what a record asks for: which order, whose, answered by which route. */
@Singleton
public class Intake {
  private static final Logger LOG = Logger.getLogger(Intake.class);

  private final Sellers sellers;
  private final Mappings mappings;
  private final RouteGroups routes;
  private final OrderEvents events = new OrderEvents();

  public Intake(Sellers sellers, Mappings mappings, RouteGroups routes) {
    this.sellers = sellers;
    this.mappings = mappings;
    this.routes = routes;
  }

  /** Stops the start when a seller's platform has no route, or a route's mapping is wrong. */
  void start() {
    Set<String> platforms = routes.platforms();
    sellers.check(platforms);
    routes.check(platforms);
    mappings.compile(platforms);
  }

  Admission admit(EventRecord record) {
    try {
      OrderEvent event = events.parse(record.key(), record.value(), record.headers());
      Seller seller = sellers.of(event);
      Optional<String> platform =
          event.platform().or(() -> routes.platformOf(record.retry().topic()));
      String flow = sellers.flowOf(platform, seller, routes.platforms());
      OrderEvent.checkId(flow, event.orderId());
      return Admission.of(new Order(event, seller, flow, sellers.platform(flow)));
    } catch (InvalidEventException e) {
      return refused("event-invalid", e);
    } catch (UnknownSellerException e) {
      return refused(e.reason(), e);
    } catch (RuntimeException | StackOverflowError e) {
      LOG.errorf(new Unforeseen(e), "event %s could not be read", record);
      return refused("event-invalid", new IllegalStateException("it could not be read", e));
    }
  }

  private static Admission refused(String reason, Exception cause) {
    return Admission.refused(new ParkedException(reason, cause.getMessage(), Map.of()));
  }
}
