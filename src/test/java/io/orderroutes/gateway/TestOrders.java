package io.orderroutes.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.orderroutes.config.OrdersConfig;
import io.orderroutes.events.OrderEvent;
import io.orderroutes.gateway.OrderContext.Request;
import io.orderroutes.kafka.EventRecord;
import io.orderroutes.kafka.RetryHeaders;
import io.orderroutes.limits.CircuitBreakers;
import io.orderroutes.limits.Limits;
import io.orderroutes.sellers.Configured;
import io.orderroutes.sellers.Order;
import io.orderroutes.sellers.Platform;
import io.orderroutes.sellers.Seller;
import io.orderroutes.signing.App;
import io.orderroutes.signing.Protocol;
import io.orderroutes.signing.SignMethod;
import io.orderroutes.signing.Timeouts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Orders as the intake would hand them to a route. */
public final class TestOrders {
  public static final App APP =
      new App(
          "main",
          Protocol.TOP,
          "http://h/",
          "12345678",
          "s3cr3t",
          SignMethod.MD5,
          new Timeouts(Optional.empty(), Optional.empty()));
  public static final Seller SELLER = new Seller("shop-1", APP, "aliexpress", "tok-6100a1b2");

  private TestOrders() {}

  public static Order order(String id) {
    return order(id, Map.of(), List.of());
  }

  /** One of a seller whose app has this name, and he too. */
  public static Order ofApp(String name, String id) {
    Order order = order(id);
    App app =
        new App(name, APP.protocol(), "http://o/", "1", "s", APP.signMethod(), APP.timeouts());
    Seller seller = new Seller(name, app, "aliexpress", "tok-2");
    return new Order(order.event(), seller, order.flow(), order.platform());
  }

  public static Order order(String id, Map<String, String> params, List<String> parcels) {
    OrderEvent event =
        new OrderEvent(
            id,
            Optional.empty(),
            Optional.of("shop-1"),
            List.of(),
            parcels,
            List.of(),
            Optional.empty(),
            Optional.of("event-1"),
            Optional.of("aliexpress_order_Finish"),
            Optional.of("2017-06-25 17:02:12"));
    return new Order(event, SELLER, "aliexpress", new Platform(params, Optional.empty(), 1));
  }

  /** An order as a call asks for it, with an event that says nothing. */
  public static Request request(Order order) {
    EventRecord event = event(order.id());
    return new Request(order, event, List.of(event));
  }

  /** Lets every call go. */
  static CallLimit noLimit() {
    OrdersConfig config = Configured.shops().config();
    CircuitBreakers breakers = new CircuitBreakers(config);
    CallMeters meters = new CallMeters(new SimpleMeterRegistry(), null);
    return new CallLimit(Limits.of(config, breakers), breakers, meters);
  }

  /** An event of the topic with this value. */
  public static EventRecord event(String value) {
    return new EventRecord(
        new TopicPartition("order-events", 0),
        0,
        null,
        value.getBytes(UTF_8),
        new RecordHeaders(),
        RetryHeaders.first("order-events", 0, 0, 0));
  }

  public static Order withLogisticsIds(Order order, String place) {
    Platform platform = new Platform(order.platform().params(), Optional.of(place), 1);
    return new Order(order.event(), order.seller(), order.flow(), platform);
  }
}
