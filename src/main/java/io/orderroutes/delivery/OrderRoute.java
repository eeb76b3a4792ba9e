package io.orderroutes.delivery;

import io.orderroutes.documents.EventOrigin;
import io.orderroutes.gateway.Order;
import io.orderroutes.gateway.Sections;
import io.orderroutes.limits.ClosedException;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.jboss.logging.Logger;

/** Sends an event through the routes {@code order-event}, {@code retry} or {@code park}. */
@Singleton
public class OrderRoute {
  private static final Logger LOG = Logger.getLogger(OrderRoute.class);

  private final CamelContext camel;
  private final ProducerTemplate template;
  private final Retries retries;

  public OrderRoute(CamelContext camel, ProducerTemplate template, Retries retries) {
    this.camel = camel;
    this.template = template;
    this.retries = retries;
  }

  /**
   * Ended are events that have become a document, or a retry record or a parked record each, that
   * the broker acknowledged.
   */
  Ending end(Fetch fetch) {
    Admission admission = fetch.newest().admission();
    String route = admission.order().isPresent() ? "order-event" : "park";
    Exception failure = send(route, fetch, admission.order(), admission.refusal());
    if (failure instanceof ClosedException closed) {
      if (!retries.outlasts(closed)) {
        return Ending.waitingFor(closed.scope());
      }
      failure = send("retry", fetch, Optional.empty(), Optional.of(closed));
    }
    if (failure != null) {
      LOG.warnf(
          "event %s could be neither published nor parked, it is tried again: %s",
          fetch.first().record(), failure.getClass().getName());
      return Ending.FAILED;
    }
    return Ending.ENDED;
  }

  private Exception send(
      String route, Fetch fetch, Optional<Order> order, Optional<Exception> cause) {
    EventRecord record = fetch.newest().record();
    Endpoint start = camel.getEndpoint("direct:" + route);
    Exchange exchange = start.createExchange();
    exchange.setVariable("record", record);
    exchange.setVariable("records", fetch.records());
    exchange.setVariable(
        "origin",
        new EventOrigin(
            record.retry().topic(),
            record.retry().partition(),
            record.retry().offset(),
            record.retry().timestamp()));
    order.ifPresent(found -> describe(exchange, found));
    cause.ifPresent(reason -> exchange.setProperty(Exchange.EXCEPTION_CAUGHT, reason));
    template.send(start, exchange);
    return exchange.getException();
  }

  /** What the routes call things. */
  private static void describe(Exchange exchange, Order order) {
    exchange.setVariable("order", order);
    exchange.setVariable("sections", new Sections());
    exchange.setVariable("orderId", order.id());
    exchange.setVariable("platform", order.flow());
    exchange.setVariable("seller", order.seller().name());
    exchange.setVariable("outIds", order.event().outIds());
    exchange.setVariable("buyerId", order.event().buyerId().orElse(""));
  }
}
