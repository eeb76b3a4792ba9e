package io.orderroutes.sandbox;

import io.orderroutes.simulator.GatewaySimulator;
import io.orderroutes.simulator.SimulatedAccounts;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The configuration of the service under the sandbox: its accounts, and nothing of a real one. */
public final class SandboxService {
  private SandboxService() {}

  /** Starts the service of this build; what the command line says about orders.* comes first. */
  static ServiceProcess start(Broker broker, GatewaySimulator gateway)
      throws IOException, URISyntaxException {
    return ServiceProcess.start(build(), "service", properties(broker, gateway));
  }

  /** Writes the keys that a service of somebody else's needs; a file that Quarkus reads. */
  static Path write(Broker broker, GatewaySimulator gateway)
      throws IOException, URISyntaxException {
    Map<String, String> keys = properties(broker, gateway);
    // it listens where it always does
    keys.keySet().removeIf(key -> key.startsWith("quarkus."));
    Path file = Files.createDirectories(build().resolve("sandbox")).resolve("service.properties");
    List<String> lines =
        new ArrayList<>(List.of("# before what is packaged", "config_ordinal=275"));
    keys.forEach((key, value) -> lines.add(key + "=" + value));
    return Path.of("").toAbsolutePath().relativize(Files.write(file, lines));
  }

  private static Path build() throws URISyntaxException {
    Path classes =
        Path.of(SandboxService.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    return classes.getParent();
  }

  private static Map<String, String> properties(Broker broker, GatewaySimulator gateway) {
    Map<String, String> properties =
        properties(broker.bootstrapServers(), gateway.topUrl(), gateway.iopUrl());
    System.getProperties().stringPropertyNames().stream()
        .filter(key -> key.startsWith("orders."))
        .forEach(key -> properties.put(key, System.getProperty(key)));
    return properties;
  }

  public static Map<String, String> properties(String brokers, String topUrl, String iopUrl) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("kafka.bootstrap.servers", brokers);
    properties.put("quarkus.http.port", "0");
    properties.put("quarkus.management.port", "0");
    app(properties, "top", topUrl, SimulatedAccounts.TOP_KEY, SimulatedAccounts.TOP_SECRET);
    app(properties, "iop", iopUrl, SimulatedAccounts.IOP_KEY, SimulatedAccounts.IOP_SECRET);
    properties.put("orders.apps.iop.sign-method", "sha256");
    seller(properties, "1", "top", "aliexpress", SimulatedAccounts.SESSION_SHOP_1);
    seller(properties, "2", "top", "aliexpress", SimulatedAccounts.SESSION_SHOP_2);
    seller(properties, "3", "iop", "alibaba", SimulatedAccounts.SESSION_SHOP_3);
    properties.put("orders.default-seller", "shop-1");
    properties.put(
        "orders.platforms.aliexpress.logistics-ids", "logistic_info_list[].ship_order_id");
    // a sandbox is looked at for minutes, not for hours
    properties.put("orders.retry.waits", "250,500,1000,2000");
    return properties;
  }

  private static void app(
      Map<String, String> properties, String name, String url, String key, String secret) {
    String prefix = "orders.apps." + name + ".";
    properties.put(prefix + "protocol", name);
    properties.put(prefix + "gateway", url);
    properties.put(prefix + "key", key);
    properties.put(prefix + "secret", secret);
  }

  private static void seller(
      Map<String, String> properties, String number, String app, String platform, String session) {
    String prefix = "orders.sellers.shop-" + number + ".";
    properties.put(prefix + "app", app);
    properties.put(prefix + "platform", platform);
    properties.put(prefix + "session", session);
    properties.put(prefix + "ids", "220000000" + number + ",sandbox-login-" + number);
  }
}
