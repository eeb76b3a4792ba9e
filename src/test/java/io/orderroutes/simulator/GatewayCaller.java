package io.orderroutes.simulator;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A client of the simulated gateway for its tests: correct calls, and ways to spoil them. */
final class GatewayCaller {
  static final String ORDER_INFO = "aliexpress.solution.order.info.get";
  static final String TRADE_ORDERS = "aliexpress.trade.order.open.query";
  static final String SELLER_ORDER = "alibaba.seller.order.get";
  static final String LOGISTICS = "aliexpress.local.logistics.order.info.query";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final GatewaySimulator gateway;

  GatewayCaller(GatewaySimulator gateway) {
    this.gateway = gateway;
  }

  static Map<String, String> top(String api, Map<String, String> arguments) {
    Map<String, String> params = new TreeMap<>(arguments);
    params.put("method", api);
    params.put("app_key", SimulatedAccounts.TOP_KEY);
    params.put("session", SimulatedAccounts.SESSION_SHOP_1);
    params.put("timestamp", chinaTime(0));
    params.put("v", "2.0");
    params.put("format", "json");
    params.put("sign_method", "hmac-sha256");
    params.put("simplify", "true");
    return params;
  }

  static Map<String, String> iop(String api, Map<String, String> arguments) {
    Map<String, String> params = top(api, arguments);
    params.put("app_key", SimulatedAccounts.IOP_KEY);
    params.put("session", SimulatedAccounts.SESSION_SHOP_3);
    params.put("timestamp", Long.toString(System.currentTimeMillis()));
    params.put("sign_method", "sha256");
    return params;
  }

  static String chinaTime(int minutesFromNow) {
    return LocalDateTime.now(ZoneOffset.ofHours(8))
        .plusMinutes(minutesFromNow)
        .format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss"));
  }

  static Map<String, String> arguments(String api, String id) {
    return switch (api) {
      case ORDER_INFO -> Map.of("param1", "{\"order_id\":" + id + "}");
      case LOGISTICS -> Map.of("param1", "{\"logistics_order_id\":\"" + id + "\"}");
      case SELLER_ORDER -> Map.of("e_trade_id", id);
      default -> Map.of("order_ids", id);
    };
  }

  /** The answer to a correct call on TOP. */
  JsonNode top(String api, String id) {
    return json(topResponse(api, id, params -> {}));
  }

  JsonNode top(String api, String id, Spoil spoil) {
    return json(topResponse(api, id, spoil));
  }

  HttpResponse<String> topResponse(String api, String id, Spoil spoil) {
    return post(
        gateway.topUrl(), "", top(api, arguments(api, id)), SimulatedAccounts.TOP_SECRET, spoil);
  }

  JsonNode iop(String api, String id, Spoil spoil) {
    return json(
        post(
            gateway.iopUrl(),
            "",
            iop(api, arguments(api, id)),
            SimulatedAccounts.IOP_SECRET,
            spoil));
  }

  JsonNode rest(String path, String api, String id, Spoil spoil) {
    Map<String, String> params = iop(api, arguments(api, id));
    params.keySet().removeAll(Set.of("method", "v", "format", "simplify"));
    String url = "http://127.0.0.1:" + gateway.port() + "/rest" + path;
    return json(post(url, path, params, SimulatedAccounts.IOP_SECRET, spoil));
  }

  private HttpResponse<String> post(
      String url, String path, Map<String, String> params, String secret, Spoil spoil) {
    spoil.before(params);
    sign(path, params, secret);
    spoil.after(params);
    return send(post(url, params));
  }

  /** An order call in a form, as it goes over the wire. */
  HttpRequest signedPost(String id) {
    Map<String, String> params = top(ORDER_INFO, arguments(ORDER_INFO, id));
    return post(gateway.topUrl(), sign("", params, SimulatedAccounts.TOP_SECRET));
  }

  /** An order call with all parameters in the query. */
  HttpRequest.Builder signedQuery(String id) {
    Map<String, String> params = top(ORDER_INFO, arguments(ORDER_INFO, id));
    String query = form(sign("", params, SimulatedAccounts.TOP_SECRET));
    return HttpRequest.newBuilder(URI.create(gateway.topUrl() + "?" + query));
  }

  private static HttpRequest post(String url, Map<String, String> params) {
    return HttpRequest.newBuilder(URI.create(url))
        .header("Content-Type", "application/x-www-form-urlencoded;charset=UTF-8")
        .POST(BodyPublishers.ofString(form(params)))
        .build();
  }

  static Map<String, String> sign(String path, Map<String, String> params, String secret) {
    String method = params.getOrDefault("sign_method", "hmac-sha256");
    params.put("sign", GatewaySignature.of(method, path, params, secret));
    return params;
  }

  HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static String form(Map<String, String> params) {
    UnaryOperator<String> encoded = text -> URLEncoder.encode(text, StandardCharsets.UTF_8);
    return params.entrySet().stream()
        .map(param -> encoded.apply(param.getKey()) + "=" + encoded.apply(param.getValue()))
        .collect(Collectors.joining("&"));
  }

  static JsonNode json(HttpResponse<String> response) {
    return json(response.body());
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode resource(String path) {
    try (var in = GatewayCaller.class.getResourceAsStream(path)) {
      return json(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Changes the parameters before they are signed, or after. */
  interface Spoil {
    void before(Map<String, String> params);

    default void after(Map<String, String> params) {}

    static Spoil afterSigning(Consumer<Map<String, String>> change) {
      return new Spoil() {
        @Override
        public void before(Map<String, String> params) {}

        @Override
        public void after(Map<String, String> params) {
          change.accept(params);
        }
      };
    }
  }
}
