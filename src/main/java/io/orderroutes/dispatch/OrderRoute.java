package io.orderroutes.dispatch;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.orderroutes.gateway.OrderContext;
import io.orderroutes.limits.CallNotPermittedException;
import io.orderroutes.limits.Scope;
import io.orderroutes.retry.RetryRecordFactory;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.spi.Synchronization;
import org.jboss.logging.Logger;

/** Sends orders through the route {@code order}, the only one that Java calls. */
@Singleton
public class OrderRoute {
  private static final Logger LOG = Logger.getLogger(OrderRoute.class);
  private static final String ROUTE = "direct:order";

  private final CamelContext camel;
  private final ProducerTemplate template;
  private final RetryRecordFactory retryRecordFactory;
  private final OrderSpans spans;
  private final Synchronization outcomes;
  private final DistributionSummary eventsPerOrder;

  /**
   * Whether events have ended, else what they wait for; if that is empty, they start again soon.
   */
  record Outcome(boolean ended, Optional<Scope> waitsFor) {
    static final Outcome ENDED = new Outcome(true, Optional.empty());
    static final Outcome FAILED = new Outcome(false, Optional.empty());

    static Outcome waitingFor(Scope scope) {
      return new Outcome(false, Optional.of(scope));
    }
  }

  /** {@code outcomes} is notified when the exchange of an order is complete. */
  public OrderRoute(
      CamelContext camel,
      ProducerTemplate template,
      RetryRecordFactory retryRecordFactory,
      OrderSpans spans,
      Synchronization outcomes,
      MeterRegistry meters) {
    this.spans = spans;
    this.eventsPerOrder = meters.summary("orders.events.per.order");
    this.camel = camel;
    this.template = template;
    this.retryRecordFactory = retryRecordFactory;
    this.outcomes = outcomes;
  }

  /**
   * Runs the route. Events have ended if the broker has acknowledged a document, retry or parked
   * record of each.
   */
  Outcome end(Batch batch) {
    Exception failure = send(batch, batch.first().newest().refusal());
    if (failure instanceof CallNotPermittedException closed) {
      if (!retryRecordFactory.outlasts(closed)) {
        return Outcome.waitingFor(closed.scope());
      }
      failure = send(batch, Optional.of(closed));
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

  /** With a {@code cause}, the route parks the events or sends them to a retry topic. */
  private Exception send(Batch batch, Optional<Exception> cause) {
    Endpoint route = camel.getEndpoint(ROUTE);
    Exchange exchange = route.createExchange();
    OrderContext context = batch.context();
    context.enter(exchange);
    Batch.log(context);
    exchange.getExchangeExtension().addOnCompletion(outcomes);
    cause.ifPresent(reason -> exchange.setProperty(Exchange.EXCEPTION_CAUGHT, reason));
    template.send(route, exchange);
    return exchange.getException();
  }
}
