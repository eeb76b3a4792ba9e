package io.orderroutes.dispatch;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.orderroutes.limits.CallNotPermittedException;
import io.orderroutes.retry.RetryRecordFactory;
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
  private final RetryRecordFactory retryRecordFactory;
  private final OrderSpans spans;
  private final DistributionSummary eventsPerOrder;

  public OrderRoute(
      CamelContext camel,
      ProducerTemplate template,
      RetryRecordFactory retryRecordFactory,
      OrderSpans spans,
      MeterRegistry meters) {
    this.spans = spans;
    this.eventsPerOrder = meters.summary("orders.events.per.order");
    this.camel = camel;
    this.template = template;
    this.retryRecordFactory = retryRecordFactory;
  }

  /**
   * Ended are events that have become a document, or a retry record or a parked record each, that
   * the broker acknowledged.
   */
  Outcome end(Batch batch) {
    ResolvedEvent resolved = batch.first().newest().resolved();
    String refused = resolved.waits() ? "retry" : "park";
    String alone = resolved.order().isPresent() ? "order-event" : refused;
    String route = batch.requests().size() > 1 ? "orders-together" : alone;
    Exception failure = send(route, batch, resolved.refusal());
    if (failure instanceof CallNotPermittedException closed) {
      if (!retryRecordFactory.outlasts(closed)) {
        return Outcome.waitingFor(closed.scope());
      }
      failure = send("retry", batch, Optional.of(closed));
    }
    if (failure != null) {
      LOG.warnf(
          "event %s could be neither published nor parked, it is tried again: %s",
          batch.first().first().record(), failure.getClass().getName());
      return Outcome.FAILED;
    }
    batch.requests().forEach(request -> eventsPerOrder.record(request.tasks().size()));
    spans.ended(batch);
    return Outcome.ENDED;
  }

  private Exception send(String route, Batch batch, Optional<Exception> cause) {
    Endpoint start = camel.getEndpoint("direct:" + route);
    Exchange exchange = start.createExchange();
    if (batch.requests().size() > 1) {
      Batches.describe(exchange, batch);
    } else {
      Batches.describe(exchange, batch.first());
    }
    cause.ifPresent(reason -> exchange.setProperty(Exchange.EXCEPTION_CAUGHT, reason));
    template.send(start, exchange);
    return exchange.getException();
  }
}
