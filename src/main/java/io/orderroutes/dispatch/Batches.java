package io.orderroutes.dispatch;

import io.orderroutes.documents.EventOrigin;
import io.orderroutes.events.OrderEvent;
import io.orderroutes.gateway.RequestedOrder;
import io.orderroutes.retry.EventRecord;
import io.orderroutes.retry.RetryHeaders;
import io.orderroutes.sellers.Order;
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
  private record Part(CoalescedRequest request, RequestedOrder requestedOrder) {}

  /** Makes the exchange that of a batch of which no call was refused yet. */
  static void describe(Exchange exchange, Batch batch) {
    exchange.setVariable("misses", new AtomicInteger());
    call(exchange, batch);
  }

  private static void call(Exchange exchange, Batch batch) {
    List<Order> orders = batch.requests().stream().map(CoalescedRequest::order).toList();
    exchange.setVariable("batch", batch);
    exchange.setVariable("refused", false);
    exchange.setVariable("record", batch.first().newest().record());
    exchange.setVariable("records", batch.records());
    OrderSpans.carry(exchange, batch.requests());
    exchange.setVariable("asked", orders.stream().map(RequestedOrder::new).toList());
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
  static void describe(Exchange exchange, CoalescedRequest request) {
    events(exchange, request);
    request
        .newest()
        .resolved()
        .order()
        .ifPresent(order -> asked(exchange, new RequestedOrder(order)));
  }

  private static void events(Exchange exchange, CoalescedRequest request) {
    EventRecord record = request.newest().record();
    exchange.setVariable("record", record);
    exchange.setVariable("records", request.records());
    OrderSpans.carry(exchange, List.of(request));
    exchange.setVariable("origin", origin(record.retryHeaders()));
  }

  private static EventOrigin origin(RetryHeaders event) {
    return new EventOrigin(event.topic(), event.partition(), event.offset(), event.timestamp());
  }

  private static void asked(Exchange exchange, RequestedOrder requestedOrder) {
    exchange.setVariable("order", requestedOrder.order());
    exchange.setVariable("sections", requestedOrder.sections());
    exchange.setVariable("asked", List.of(requestedOrder));
    describe(exchange, List.of(requestedOrder.order()));
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
    return misses.incrementAndGet() <= MISSES_MAX && batch(exchange).requests().size() > 1;
  }

  private static Batch batch(Exchange exchange) {
    return exchange.getVariable("batch", Batch.class);
  }

  public List<?> halves(Exchange exchange) {
    List<CoalescedRequest> all = batch(exchange).requests();
    int middle = all.size() / 2;
    return List.of(new Batch(all.subList(0, middle)), new Batch(all.subList(middle, all.size())));
  }

  public List<?> orders(Exchange exchange) {
    List<CoalescedRequest> requests = batch(exchange).requests();
    List<?> asked = exchange.getVariable("asked", List.class);
    return IntStream.range(0, requests.size())
        .mapToObj(i -> new Part(requests.get(i), (RequestedOrder) asked.get(i)))
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
      LogFields.name(part.request());
      events(exchange, part.request());
      asked(exchange, part.requestedOrder());
    }
  }
}
