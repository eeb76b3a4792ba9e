package io.orderroutes.sellers;

import static io.orderroutes.config.ConfigurationError.known;
import static io.orderroutes.config.ConfigurationError.required;

import io.orderroutes.config.ConfigurationError;
import io.orderroutes.config.OrdersConfig;
import io.orderroutes.config.OrdersConfig.PlatformKeys;
import io.orderroutes.config.OrdersConfig.SellerKeys;
import io.orderroutes.events.OrderEvent;
import io.orderroutes.signing.App;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** The configured sellers, by their names in the configuration and by the platforms' ids. */
@Singleton
public class Sellers {
  private static final Logger LOG = Logger.getLogger(Sellers.class);

  private final Map<String, Seller> byName = new LinkedHashMap<>();
  private final Map<String, Seller> byPlatformId = new LinkedHashMap<>();
  private final Map<String, PlatformKeys> platforms;
  private final Optional<Seller> defaultSeller;

  public Sellers(OrdersConfig config) {
    Map<String, App> apps = new LinkedHashMap<>();
    config.apps().forEach((name, keys) -> apps.put(name, Apps.read(name, keys)));
    config.sellers().forEach((name, keys) -> add(name, keys, apps));
    platforms = config.platforms();
    defaultSeller =
        config
            .defaultSeller()
            .map(name -> byName.get(known("orders.default-seller", name, byName.keySet())));
    if (byName.isEmpty()) {
      LOG.warn(
          "orders.sellers has no seller: every event will be parked as seller-unknown; write"
              + " orders.sellers.<seller>.app, .platform and .session");
    }
  }

  private void add(String name, SellerKeys keys, Map<String, App> apps) {
    String prefix = "orders.sellers." + name + ".";
    String app = required(prefix + "app", keys.app(), "one of the names under orders.apps");
    Seller seller =
        new Seller(
            name,
            apps.get(known(prefix + "app", app, apps.keySet())),
            required(prefix + "platform", keys.platform(), "the platform, e.g. aliexpress"),
            token(prefix, keys));
    byName.put(name, seller);
    for (String id : keys.ids().orElse("").split(",")) {
      Seller other = id.isBlank() ? null : byPlatformId.putIfAbsent(id.strip(), seller);
      if (other != null && other != seller) {
        throw new ConfigurationError(
            prefix + "ids",
            "names an id that " + other.name() + " has too",
            "give each id to one seller");
      }
    }
  }

  private static Supplier<String> token(String prefix, SellerKeys keys) {
    String key = prefix + "session-file";
    if (keys.sessionFile().isEmpty()) {
      String session = required(prefix + "session", keys.session(), "the seller's access token");
      return () -> session;
    }
    if (keys.session().isPresent()) {
      throw new ConfigurationError(
          key, "stands beside " + prefix + "session", "write one of the two");
    }
    return new SessionFile(key, keys.sessionFile().get());
  }

  public Collection<Seller> all() {
    return byName.values();
  }

  /**
   * The seller that the event names, else the one with the message's ids, else the default seller.
   */
  public Seller of(OrderEvent event) throws UnknownSellerException {
    Optional<Seller> seller =
        event.seller().isPresent()
            ? event.seller().map(byName::get)
            : event.sellerIds().stream()
                .map(byPlatformId::get)
                .filter(Objects::nonNull)
                .findFirst()
                .or(() -> defaultSeller);
    return seller.orElseThrow(
        () ->
            new UnknownSellerException(
                "seller-unknown",
                event
                    .seller()
                    .map(
                        name ->
                            "no seller '" + name + "' is configured: add orders.sellers." + name)
                    .orElse(
                        "the event names no configured seller: name one in it, add the platform's"
                            + " id to orders.sellers.<seller>.ids, or set orders.default-seller")));
  }

  /**
   * The flow of an event: the seller's platform, or a flow of that platform which the event names
   * ({@code aliexpress-trade} belongs to {@code aliexpress}).
   */
  public String flowOf(Optional<String> asked, Seller seller, Collection<String> flows)
      throws UnknownSellerException {
    String platform = seller.platform();
    String flow = asked.orElse(platform);
    if (!flow.equals(platform) && !flow.startsWith(platform + "-")) {
      String sells = "', its seller " + seller.name() + " sells on '" + platform + "'";
      throw new UnknownSellerException(
          "platform-unknown", "the event is for platform '" + flow + sells);
    }
    if (!flows.contains(flow)) {
      throw new UnknownSellerException(
          "platform-unknown",
          "no route serves platform '" + flow + "': the routes are " + List.copyOf(flows));
    }
    return flow;
  }

  /** Stops the start when a seller's platform has no route. */
  public void check(Collection<String> flows) {
    byName.forEach(
        (name, seller) -> known("orders.sellers." + name + ".platform", seller.platform(), flows));
  }

  public Platform platform(String name) {
    return Optional.ofNullable(platforms.get(name))
        .map(keys -> new Platform(keys.params(), keys.logisticsIds(), keys.batchSize()))
        .orElse(new Platform(Map.of(), Optional.empty(), 1));
  }
}
