package io.orderroutes.sellers;

import io.orderroutes.events.OrderEvent;
import io.orderroutes.sellers.OrdersConfig.SellerKeys;
import io.orderroutes.signing.App;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The configured sellers, found by our name for them or by what the platforms call them. */
@Singleton
public class Sellers {
  private static final Logger LOG = Logger.getLogger(Sellers.class);

  private final Map<String, Seller> byName = new LinkedHashMap<>();
  private final Map<String, Seller> byPlatformId = new LinkedHashMap<>();
  private final Map<String, Platform> platforms = new LinkedHashMap<>();
  private final Optional<Seller> defaultSeller;

  public Sellers(OrdersConfig config) {
    Map<String, App> apps = Apps.read(config.apps());
    config.sellers().forEach((name, keys) -> add(name, keys, apps));
    config
        .platforms()
        .forEach(
            (name, keys) ->
                platforms.put(name, new Platform(Map.copyOf(keys.params()), keys.logisticsIds())));
    defaultSeller = config.defaultSeller().map(this::configuredDefault);
    if (byName.isEmpty()) {
      LOG.warn(
          "orders.sellers names no seller: every event will be parked as seller-unknown; write"
              + " orders.sellers.<seller>.app, .platform and .session");
    }
  }

  private void add(String name, SellerKeys keys, Map<String, App> apps) {
    String prefix = "orders.sellers." + name + ".";
    String app = Apps.required(prefix + "app", keys.app(), "one of the names under orders.apps");
    if (!apps.containsKey(app)) {
      throw new ConfigurationError(
          prefix + "app",
          "is '" + app + "', which is not configured",
          "write one of " + apps.keySet());
    }
    Seller seller =
        new Seller(
            name,
            apps.get(app),
            Apps.required(prefix + "platform", keys.platform(), "the platform, e.g. aliexpress"),
            Apps.required(prefix + "session", keys.session(), "the seller's access token"));
    byName.put(name, seller);
    keys.ids().stream()
        .flatMap(ids -> Arrays.stream(ids.split(",")))
        .map(String::strip)
        .filter(id -> !id.isEmpty())
        .forEach(id -> identify(prefix + "ids", id, seller));
  }

  private void identify(String key, String id, Seller seller) {
    Seller other = byPlatformId.putIfAbsent(id, seller);
    if (other != null && other != seller) {
      throw new ConfigurationError(
          key, "names an id that " + other.name() + " has too", "give each id to one seller");
    }
  }

  private Seller configuredDefault(String name) {
    if (!byName.containsKey(name)) {
      throw new ConfigurationError(
          "orders.default-seller",
          "is '" + name + "', which is not configured",
          "write one of " + byName.keySet());
    }
    return byName.get(name);
  }

  /** The event's own seller, else the one whose ids the message names, else the default one. */
  public Seller of(OrderEvent event) throws UnknownSellerException {
    if (event.seller().isPresent()) {
      String name = event.seller().get();
      if (!byName.containsKey(name)) {
        throw new UnknownSellerException(
            "seller-unknown",
            "the event's seller '"
                + name
                + "' is not configured: add orders.sellers."
                + name
                + ".*");
      }
      return byName.get(name);
    }
    return event.sellerIds().stream()
        .map(byPlatformId::get)
        .filter(seller -> seller != null)
        .findFirst()
        .or(() -> defaultSeller)
        .orElseThrow(
            () ->
                new UnknownSellerException(
                    "seller-unknown",
                    "the event names no configured seller: name one in it, add the platform's id to"
                        + " orders.sellers.<seller>.ids, or set orders.default-seller"));
  }

  /**
   * The flow that answers the event: the seller's platform, or the flow of that platform which the
   * event asks for ({@code aliexpress-trade} belongs to {@code aliexpress}).
   */
  public String flowOf(OrderEvent event, Seller seller, Collection<String> flows)
      throws UnknownSellerException {
    String flow = event.platform().orElse(seller.platform());
    boolean sellers = flow.equals(seller.platform()) || flow.startsWith(seller.platform() + "-");
    if (!sellers) {
      throw new UnknownSellerException(
          "platform-unknown",
          "the event is for platform '"
              + flow
              + "', its seller "
              + seller.name()
              + " sells on '"
              + seller.platform()
              + "'");
    }
    if (!flows.contains(flow)) {
      throw new UnknownSellerException(
          "platform-unknown",
          "no route answers platform '" + flow + "': the routes are " + List.copyOf(flows));
    }
    return flow;
  }

  /** Stops the start when a seller's platform has no route. */
  public void check(Collection<String> flows) {
    for (Seller seller : byName.values()) {
      if (!flows.contains(seller.platform())) {
        throw new ConfigurationError(
            "orders.sellers." + seller.name() + ".platform",
            "is '" + seller.platform() + "', which no route answers",
            "write one of " + List.copyOf(flows));
      }
    }
  }

  public Platform platform(String name) {
    return platforms.getOrDefault(name, Platform.PLAIN);
  }
}
