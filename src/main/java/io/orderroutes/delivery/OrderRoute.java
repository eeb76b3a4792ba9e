package io.orderroutes.delivery;

import io.orderroutes.documents.EventOrigin;
import io.orderroutes.gateway.Order;
import io.orderroutes.gateway.Sections;
import jakarta.inject.Singleton;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.jboss.logging.Logger;

/** Sends an event through the routes {@code order-event} or {@code park}, to its end. */
@Singleton
public class OrderRoute {
  private static final Logger LOG = Logger.getLogger(OrderRoute.class);

  private final CamelContext camel;
  private final ProducerTemplate template;

  public OrderRoute(CamelContext camel, ProducerTemplate template) {
    this.camel = camel;
    this.template = template;
  }

  /** True when the event has become a document or a parked record that the broker acknowledged. */
  boolean end(EventRecord record, Admission admission) {
    Endpoint start =
        camel.getEndpoint(admission.order().isPresent() ? "direct:order-event" : "direct:park");
    Exchange exchange = start.createExchange();
    exchange.setVariable("record", record);
    exchange.setVariable(
        "origin",
        new EventOrigin(
            record.retry().topic(),
            record.retry().partition(),
            record.retry().offset(),
            record.retry().timestamp()));
    admission.order().ifPresent(order -> describe(exchange, order));
    admission
        .refusal()
        .ifPresent(reason -> exchange.setProperty(Exchange.EXCEPTION_CAUGHT, reason));
    template.send(start, exchange);
    if (exchange.getException() != null) {
      LOG.warnf(
          "event %s could be neither published nor parked, it is tried again: %s",
          record.place(), exchange.getException().getClass().getName());
      return false;
    }
    return true;
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
