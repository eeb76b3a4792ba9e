package io.orderroutes.sellers;

import io.orderroutes.config.OrdersConfig;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.LinkedHashMap;
import java.util.Map;

/** A configuration written out by a test: two apps, each with one seller, then what differs. */
public final class Configured {
  private final Map<String, String> keys = new LinkedHashMap<>();

  private Configured() {}

  public static Configured nothing() {
    return new Configured();
  }

  public static Configured shops() {
    return nothing()
        .with("orders.apps.main.gateway", "https://eco.taobao.com/router/rest")
        .with("orders.apps.main.key", "12345678")
        .with("orders.apps.main.secret", "main-secret")
        .with("orders.apps.new.protocol", "iop")
        .with("orders.apps.new.gateway", "https://api-sg.aliexpress.com/sync")
        .with("orders.apps.new.key", "500123")
        .with("orders.apps.new.secret", "new-secret")
        .with("orders.sellers.shop-1.app", "new")
        .with("orders.sellers.shop-1.platform", "aliexpress")
        .with("orders.sellers.shop-1.session", "session-1")
        .with("orders.sellers.shop-1.ids", "aeseller, 2200001")
        .with("orders.sellers.shop-2.app", "main")
        .with("orders.sellers.shop-2.platform", "alibaba")
        .with("orders.sellers.shop-2.session", "session-2")
        .with("orders.sellers.shop-2.ids", "icbu-nick");
  }

  public Configured with(String key, String value) {
    keys.put(key, value);
    return this;
  }

  public Configured without(String key) {
    keys.remove(key);
    return this;
  }

  public OrdersConfig config() {
    return new SmallRyeConfigBuilder()
        .withMapping(OrdersConfig.class)
        .withSources(new PropertiesConfigSource(keys, "test", 100))
        .build()
        .getConfigMapping(OrdersConfig.class);
  }

  public Sellers sellers() {
    return new Sellers(config());
  }
}
