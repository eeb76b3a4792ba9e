package io.orderroutes.dispatch;

import io.orderroutes.gateway.OrderContext;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.spi.Synchronization;

/** The steps of the route {@code order-batch}. */
@Singleton
@Named("batches")
public class Batches {
  private final Synchronization outcomes;

  /** {@code outcomes} is notified of each order's end. */
  public Batches(Synchronization outcomes) {
    this.outcomes = outcomes;
  }

  /** Whether the call was refused and is to be made for each half. */
  public boolean halved(Exchange exchange) {
    return OrderContext.of(exchange).isToBeHalved();
  }

  public List<OrderContext> halves(Exchange exchange) {
    return OrderContext.of(exchange).halves();
  }

  public List<OrderContext> orders(Exchange exchange) {
    return OrderContext.of(exchange).singles();
  }

  /** Makes the exchange that of the half, or of the order, in its body. */
  public void take(@Body OrderContext part, Exchange exchange) {
    // Camel keeps this list on an exchange after an onException with continued; copies of the
    // exchange would share it
    exchange.removeProperty(ExchangePropertyKey.FATAL_FALLBACK_ERROR_HANDLER);
    part.enter(exchange);
    Batch.log(part);
    exchange.getExchangeExtension().addOnCompletion(outcomes);
  }
}
