package io.orderroutes.gateway;

import io.orderroutes.kafka.EventRecord;
import io.orderroutes.sellers.Order;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.camel.Exchange;

/**
 * What an exchange carries beside the variables that routes use: the events of one order, or of all
 * orders that one call asks for, and the sections that calls have added. The copies of an exchange
 * that Camel makes for parallel calls share it.
 */
public final class OrderContext {
  private static final String PROPERTY = "orderContext";

  /** Enough for one invalid order in a thousand, and its neighbour, without a successful call. */
  private static final int REFUSALS_MAX = 24;

  private final EventRecord newest;
  private final List<EventRecord> records;
  private final List<Request> requests;
  private final AtomicInteger refusals;
  private volatile boolean refused;
  private volatile Outcome outcome = new Outcome(End.NONE, "");

  /**
   * One order of a call, its events, and the sections of its document; calls that run in parallel
   * add to them. The document names the {@code newest} event.
   */
  public record Request(
      Order order, EventRecord newest, List<EventRecord> records, List<Section> sections) {
    public Request(Order order, EventRecord newest, List<EventRecord> records) {
      this(order, newest, records, Collections.synchronizedList(new ArrayList<>()));
    }

    @Override
    public String toString() {
      return "Request[" + order + "]";
    }
  }

  /** What the events became. */
  public enum End {
    NONE,
    DOCUMENT,
    RETRY,
    PARKED
  }

  /** What the events became; {@code detail} is "true" if complete, the retry topic, the reason. */
  public record Outcome(End end, String detail) {}

  /** An event without an order: it is invalid, or its seller is unknown. */
  public OrderContext(EventRecord event) {
    this(event, List.of(event), List.of(), new AtomicInteger());
  }

  /** The orders of one call, at least one. */
  public OrderContext(List<Request> requests) {
    this(requests, new AtomicInteger());
  }

  private OrderContext(List<Request> requests, AtomicInteger refusals) {
    this(
        requests.get(0).newest(),
        requests.stream().flatMap(request -> request.records().stream()).toList(),
        requests,
        refusals);
  }

  private OrderContext(
      EventRecord newest,
      List<EventRecord> records,
      List<Request> requests,
      AtomicInteger refusals) {
    this.newest = newest;
    this.records = records;
    this.requests = requests;
    this.refusals = refusals;
  }

  /** The context that the exchange carries. */
  public static OrderContext of(Exchange exchange) {
    return exchange.getProperty(PROPERTY, OrderContext.class);
  }

  /** Makes the exchange carry this context, and sets the variables that routes use. */
  public void enter(Exchange exchange) {
    exchange.setProperty(PROPERTY, this);
    String traceparent = newest.traceparent();
    if (!traceparent.isEmpty()) {
      exchange.setVariable("traceparent", traceparent);
    }
    if (!requests.isEmpty()) {
      setVariables(exchange);
    }
  }

  private void setVariables(Exchange exchange) {
    Order order = order();
    exchange.setVariable("orderId", requests.size() == 1 ? order.id() : null);
    exchange.setVariable("orderIds", orders().map(Order::id).toList());
    List<String> outIds = orders().flatMap(one -> one.event().outIds().stream()).toList();
    exchange.setVariable("outIds", outIds.isEmpty() ? null : outIds);
    exchange.setVariable("buyerId", order.event().buyerId().orElse(null));
    exchange.setVariable("platform", order.flow());
    exchange.setVariable("seller", order.seller().name());
  }

  /** The first order; all orders of one call are of one seller and one platform. */
  public Order order() {
    return requests.get(0).order();
  }

  private Stream<Order> orders() {
    return requests.stream().map(Request::order);
  }

  public List<Request> requests() {
    return requests;
  }

  /** The newest event of the first order. */
  public EventRecord newest() {
    return newest;
  }

  /** All events. */
  public List<EventRecord> records() {
    return records;
  }

  /** The sections of the first order so far. */
  public List<Section> sections() {
    return List.copyOf(requests.get(0).sections());
  }

  public void ends(End end, String detail) {
    outcome = new Outcome(end, detail);
  }

  public Outcome outcome() {
    return outcome;
  }

  /** A call was refused, and one of its orders may be the reason. */
  void refused() {
    refused = true;
  }

  /**
   * Whether the orders should be fetched again in halves, because their call was refused. If no
   * call succeeds at all, no single order is the reason, and further calls would be wasted.
   */
  public boolean isToBeHalved() {
    if (!refused) {
      refusals.set(0);
      return false;
    }
    return refusals.incrementAndGet() <= REFUSALS_MAX && requests.size() > 1;
  }

  /** The same orders in two halves, without sections. */
  public List<OrderContext> halves() {
    List<Request> all =
        requests.stream()
            .map(one -> new Request(one.order(), one.newest(), one.records()))
            .toList();
    int middle = all.size() / 2;
    return Stream.of(all.subList(0, middle), all.subList(middle, all.size()))
        .map(half -> new OrderContext(half, refusals))
        .toList();
  }

  /** Each order alone, with its sections. */
  public List<OrderContext> singles() {
    return requests.stream().map(request -> new OrderContext(List.of(request))).toList();
  }

  @Override
  public String toString() {
    return "OrderContext" + records;
  }
}
