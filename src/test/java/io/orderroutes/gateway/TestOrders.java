package io.orderroutes.gateway;

import io.orderroutes.events.OrderEvent;
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
          Timeouts.DEFAULT);
  public static final Seller SELLER = new Seller("shop-1", APP, "aliexpress", "tok-6100a1b2");

  private TestOrders() {}

  public static Order order(String id) {
    return order(id, Map.of(), List.of());
  }

  /** One of a seller whose app has this name, and he too. */
  public static Order ofApp(String name, String id) {
    Order order = order(id);
    App app =
        new App(name, APP.protocol(), "http://o/", "1", "s", APP.signMethod(), Timeouts.DEFAULT);
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

  public static Order withLogisticsIds(Order order, String place) {
    Platform platform = new Platform(order.platform().params(), Optional.of(place), 1);
    return new Order(order.event(), order.seller(), order.flow(), platform);
  }
}
