package io.orderroutes.delivery;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.orderroutes.limits.ClosedException;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.jboss.logging.Logger;

/**
 * Sends events through the routes {@code order-event}, {@code orders-together}, {@code retry} or
 * {@code park}.
 */
@Singleton
public class OrderRoute {
  private static final Logger LOG = Logger.getLogger(OrderRoute.class);

  private final CamelContext camel;
  private final ProducerTemplate template;
  private final Retries retries;
  private final OrderSpans spans;
  private final DistributionSummary eventsPerOrder;

  public OrderRoute(
      CamelContext camel,
      ProducerTemplate template,
      Retries retries,
      OrderSpans spans,
      MeterRegistry meters) {
    this.spans = spans;
    this.eventsPerOrder = meters.summary("orders.events.per.order");
    this.camel = camel;
    this.template = template;
    this.retries = retries;
  }

  /**
   * Ended are events that have become a document, or a retry record or a parked record each, that
   * the broker acknowledged.
   */
  Ending end(Batch batch) {
    Admission admission = batch.first().newest().admission();
    String alone = admission.order().isPresent() ? "order-event" : "park";
    String route = batch.fetches().size() > 1 ? "orders-together" : alone;
    Exception failure = send(route, batch, admission.refusal());
    if (failure instanceof ClosedException closed) {
      if (!retries.outlasts(closed)) {
        return Ending.waitingFor(closed.scope());
      }
      failure = send("retry", batch, Optional.of(closed));
    }
    if (failure != null) {
      LOG.warnf(
          "event %s could be neither published nor parked, it is tried again: %s",
          batch.first().first().record(), failure.getClass().getName());
      return Ending.FAILED;
    }
    batch.fetches().forEach(fetch -> eventsPerOrder.record(fetch.tasks().size()));
    spans.ended(batch);
    return Ending.ENDED;
  }

  private Exception send(String route, Batch batch, Optional<Exception> cause) {
    Endpoint start = camel.getEndpoint("direct:" + route);
    Exchange exchange = start.createExchange();
    if (batch.fetches().size() > 1) {
      Batches.describe(exchange, batch);
    } else {
      Batches.describe(exchange, batch.first());
    }
    cause.ifPresent(reason -> exchange.setProperty(Exchange.EXCEPTION_CAUGHT, reason));
    template.send(start, exchange);
    return exchange.getException();
  }
}
