package io.orderroutes.sellers;

import io.orderroutes.config.OrdersConfig;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;

/** A configuration written out by a test: two apps, each with one seller, then what differs. */
public final class Configured {
  private static final Pattern OF_SHOPS = Pattern.compile("orders\\.(apps|sellers|platforms)\\..*");

  private final Map<String, String> keys = new LinkedHashMap<>();

  private Configured() {}

  /** The defaults of the manual, without its platforms. */
  public static PropertiesConfigSource defaults() {
    Properties manual = new Properties();
    try (Reader reader = Files.newBufferedReader(Path.of("application.properties"))) {
      manual.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> defaults = new HashMap<>();
    for (String key : manual.stringPropertyNames()) {
      if (key.startsWith("orders.") && !OF_SHOPS.matcher(key).matches()) {
        defaults.put(key, manual.getProperty(key));
      }
    }
    return new PropertiesConfigSource(defaults, "manual", 50);
  }

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
        .withSources(defaults(), new PropertiesConfigSource(keys, "test", 100))
        .build()
        .getConfigMapping(OrdersConfig.class);
  }

  public Sellers sellers() {
    return new Sellers(config());
  }
}
