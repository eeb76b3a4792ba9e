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
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.OptionalIdentifiedDefinition;

/** Decides what a record asks for: which order, whose, answered by which route. */
@Singleton
public class Intake {
  /** The {@code group} of the routes that answer a platform's orders; their id is the platform. */
  private static final String FLOWS = "platforms";

  private final Sellers sellers;
  private final Mappings mappings;
  private final CamelContext camel;
  private final OrderEvents events = new OrderEvents();
  private volatile Set<String> flows = Set.of();

  public Intake(Sellers sellers, Mappings mappings, CamelContext camel) {
    this.sellers = sellers;
    this.mappings = mappings;
    this.camel = camel;
  }

  /** Stops the start when a seller's platform has no route, or a route's mapping is wrong. */
  void start() {
    sellers.check(flows());
    mappings.compile(flows());
  }

  Admission admit(EventRecord record) {
    try {
      OrderEvent event = events.parse(record.key(), record.value(), record.headers());
      Seller seller = sellers.of(event);
      String flow = sellers.flowOf(event, seller, flows());
      OrderEvent.checkId(flow, event.orderId());
      return Admission.of(new Order(event, seller, flow, sellers.platform(flow)));
    } catch (InvalidEventException e) {
      return refused("event-invalid", e);
    } catch (UnknownSellerException e) {
      return refused(e.reason(), e);
    }
  }

  private static Admission refused(String reason, Exception cause) {
    return Admission.refused(new ParkedException(reason, cause.getMessage(), Map.of()));
  }

  private Set<String> flows() {
    if (flows.isEmpty()) {
      flows =
          ((ModelCamelContext) camel)
              .getRouteDefinitions().stream()
                  .filter(route -> FLOWS.equals(route.getGroup()))
                  .map(OptionalIdentifiedDefinition::getId)
                  .collect(Collectors.toCollection(TreeSet::new));
    }
    return flows;
  }
}
