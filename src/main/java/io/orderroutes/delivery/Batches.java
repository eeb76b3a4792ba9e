package io.orderroutes.delivery;

import io.orderroutes.documents.EventOrigin;
import io.orderroutes.events.OrderEvent;
import io.orderroutes.gateway.Asked;
import io.orderroutes.gateway.Order;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;

/** What the route {@code orders-together} asks of a batch of orders. */
@Singleton
@Named("batches")
public class Batches {
  /** Enough to come down to one order of a thousand, and to its neighbour, without a success. */
  private static final int MISSES_MAX = 24;

  /** An order of a batch: its events, and what the call brought of it. */
  private record Part(Fetch fetch, Asked asked) {}

  /** Makes the exchange that of a batch of which no call was refused yet. */
  static void describe(Exchange exchange, Batch batch) {
    exchange.setVariable("misses", new AtomicInteger());
    call(exchange, batch);
  }

  private static void call(Exchange exchange, Batch batch) {
    List<Order> orders = batch.fetches().stream().map(Fetch::order).toList();
    exchange.setVariable("batch", batch);
    exchange.setVariable("refused", false);
    exchange.setVariable("record", batch.first().newest().record());
    exchange.setVariable("records", batch.records());
    OrderSpans.carry(exchange, batch.fetches());
    exchange.setVariable("asked", orders.stream().map(Asked::new).toList());
    describe(exchange, orders);
  }

  /** What the routes call things, of one order or of several. */
  private static void describe(Exchange exchange, List<Order> orders) {
    Order order = orders.get(0);
    OrderEvent event = order.event();
    exchange.setVariable("orderId", order.id());
    exchange.setVariable("orderIds", orders.stream().map(Order::id).toList());
    List<String> outIds = orders.stream().flatMap(one -> one.event().outIds().stream()).toList();
    if (!outIds.isEmpty()) {
      exchange.setVariable("outIds", outIds);
    }
    event.buyerId().ifPresent(buyer -> exchange.setVariable("buyerId", buyer));
    exchange.setVariable("platform", order.flow());
    exchange.setVariable("seller", order.seller().name());
  }

  /** Makes the exchange that of one order alone, or of an event that asks for none. */
  static void describe(Exchange exchange, Fetch fetch) {
    events(exchange, fetch);
    fetch.newest().admission().order().ifPresent(order -> asked(exchange, new Asked(order)));
  }

  private static void events(Exchange exchange, Fetch fetch) {
    EventRecord record = fetch.newest().record();
    exchange.setVariable("record", record);
    exchange.setVariable("records", fetch.records());
    OrderSpans.carry(exchange, List.of(fetch));
    exchange.setVariable("origin", origin(record.retry()));
  }

  private static EventOrigin origin(Retry event) {
    return new EventOrigin(event.topic(), event.partition(), event.offset(), event.timestamp());
  }

  private static void asked(Exchange exchange, Asked asked) {
    exchange.setVariable("order", asked.order());
    exchange.setVariable("sections", asked.sections());
    exchange.setVariable("asked", List.of(asked));
    describe(exchange, List.of(asked.order()));
  }

  /**
   * Whether the call was refused and should be made again in halves. Where nothing but refusals
   * comes back, it is no single order's fault, and more calls would be burnt in vain.
   */
  public boolean halved(Exchange exchange) {
    AtomicInteger misses = exchange.getVariable("misses", AtomicInteger.class);
    if (!exchange.getVariable("refused", Boolean.class)) {
      misses.set(0);
      return false;
    }
    return misses.incrementAndGet() <= MISSES_MAX && batch(exchange).fetches().size() > 1;
  }

  private static Batch batch(Exchange exchange) {
    return exchange.getVariable("batch", Batch.class);
  }

  public List<?> halves(Exchange exchange) {
    List<Fetch> all = batch(exchange).fetches();
    int middle = all.size() / 2;
    return List.of(new Batch(all.subList(0, middle)), new Batch(all.subList(middle, all.size())));
  }

  public List<?> orders(Exchange exchange) {
    List<Fetch> fetches = batch(exchange).fetches();
    List<?> asked = exchange.getVariable("asked", List.class);
    return IntStream.range(0, fetches.size())
        .mapToObj(i -> new Part(fetches.get(i), (Asked) asked.get(i)))
        .toList();
  }

  /** Makes the exchange that of the half, or of the order, in its body. */
  public void take(Exchange exchange) {
    // a list that Camel keeps on an exchange whose failed call was continued; copies would share it
    exchange.removeProperty(ExchangePropertyKey.FATAL_FALLBACK_ERROR_HANDLER);
    Object body = exchange.getMessage().getBody();
    if (body instanceof Batch half) {
      call(exchange, half);
    } else {
      Part part = (Part) body;
      LogFields.name(part.fetch());
      events(exchange, part.fetch());
      asked(exchange, part.asked());
    }
  }
}
