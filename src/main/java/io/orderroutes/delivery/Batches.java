package io.orderroutes.delivery;

import io.orderroutes.documents.EventOrigin;
import io.orderroutes.events.OrderEvent;
import io.orderroutes.gateway.Asked;
import io.orderroutes.gateway.Order;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;

/** What the route {@code orders-together} asks of a batch of orders. */
@Singleton
@Named("batches")
public class Batches {
  /** Enough to come down to one order of a thousand, and to its neighbour, without a success. */
  private static final int MISSES_MAX = 24;

  /** An order of a batch: its events, and what the call brings of it. */
  private record Part(Fetch fetch, Asked asked) {}

  /**
   * A batch of which a call was refused, or a half of it; {@code misses} are the refusals in a row.
   */
  private record Call(List<Part> parts, AtomicInteger misses) {
    List<EventRecord> records() {
      return parts.stream().flatMap(part -> part.fetch().records().stream()).toList();
    }
  }

  static void describe(Exchange exchange, Batch batch) {
    describe(exchange, new Call(parts(batch.fetches()), new AtomicInteger()));
  }

  private static List<Part> parts(List<Fetch> fetches) {
    return fetches.stream()
        .map(fetch -> new Part(fetch, new Asked(fetch.newest().admission().order().orElseThrow())))
        .toList();
  }

  private static void describe(Exchange exchange, Call call) {
    List<Order> orders = call.parts().stream().map(part -> part.asked().order()).toList();
    exchange.setVariable("batch", call);
    exchange.setVariable("refused", false);
    exchange.setVariable("record", call.parts().get(0).fetch().newest().record());
    exchange.setVariable("records", call.records());
    exchange.setVariable("asked", call.parts().stream().map(Part::asked).toList());
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

  /** Makes the exchange that of one order alone. */
  static void describe(Exchange exchange, Fetch fetch) {
    events(exchange, fetch);
    fetch
        .newest()
        .admission()
        .order()
        .ifPresent(
            order -> {
              describe(exchange, List.of(order));
              asked(exchange, new Asked(order));
            });
  }

  private static void events(Exchange exchange, Fetch fetch) {
    EventRecord record = fetch.newest().record();
    exchange.setVariable("record", record);
    exchange.setVariable("records", fetch.records());
    exchange.setVariable("origin", origin(record.retry()));
  }

  private static EventOrigin origin(Retry event) {
    return new EventOrigin(event.topic(), event.partition(), event.offset(), event.timestamp());
  }

  private static void asked(Exchange exchange, Asked asked) {
    exchange.setVariable("order", asked.order());
    exchange.setVariable("sections", asked.sections());
    exchange.setVariable("asked", List.of(asked));
  }

  /**
   * Whether the call was refused and should be made again in halves. Where nothing but refusals
   * comes back, it is no single order's fault, and more calls would be burnt in vain.
   */
  public boolean halved(Exchange exchange) {
    Call call = exchange.getVariable("batch", Call.class);
    if (!exchange.getVariable("refused", Boolean.class)) {
      call.misses().set(0);
      return false;
    }
    return call.misses().incrementAndGet() <= MISSES_MAX && call.parts().size() > 1;
  }

  public List<Object> halves(Exchange exchange) {
    Call call = exchange.getVariable("batch", Call.class);
    List<Fetch> fetches = call.parts().stream().map(Part::fetch).toList();
    int middle = fetches.size() / 2;
    return List.of(
        new Call(parts(fetches.subList(0, middle)), call.misses()),
        new Call(parts(fetches.subList(middle, fetches.size())), call.misses()));
  }

  public List<?> orders(Exchange exchange) {
    return exchange.getVariable("batch", Call.class).parts();
  }

  /** Makes the exchange that of the half, or of the order, in its body. */
  public void take(Exchange exchange) {
    // a list that Camel keeps on an exchange whose failed call was continued; copies would share it
    exchange.removeProperty(ExchangePropertyKey.FATAL_FALLBACK_ERROR_HANDLER);
    Object body = exchange.getMessage().getBody();
    if (body instanceof Call half) {
      describe(exchange, half);
    } else {
      Part part = (Part) body;
      events(exchange, part.fetch());
      describe(exchange, List.of(part.asked().order()));
      asked(exchange, part.asked());
    }
  }
}
