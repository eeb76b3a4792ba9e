package io.orderroutes.gateway;

import io.orderroutes.gateway.OrderContext.Request;
import io.orderroutes.gateway.response.Response;
import io.orderroutes.gateway.response.ResponsePaths;
import io.orderroutes.gateway.response.ResponsePaths.Want;
import io.orderroutes.limits.CallLimits.Entry;
import io.orderroutes.limits.CallNotPermittedException;
import io.orderroutes.sellers.Order;
import io.orderroutes.sellers.Platform;
import io.orderroutes.sellers.Seller;
import io.orderroutes.signing.ApiCall;
import io.orderroutes.signing.Protocol;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.Processor;

/**
 * One use of the Kamelet {@code gateway-call-action}: creates the {@link ApiCall} of the exchange's
 * orders and waits until it may be sent. Its properties are those of the Kamelet.
 */
public class GatewayCall implements Processor {
  /** The exchange property of the call that a response belongs to. */
  static final String PENDING = "gatewayCall";

  private final Map<String, ResponsePaths> pathsByFlow = new ConcurrentHashMap<>();
  private final Map<String, String> response = new HashMap<>();
  private CallParams params;
  private Expression about;
  private String section = "";
  private String api = "";
  private String paramsText = "";
  private String logisticsOrderId = "";
  private CallLimit limit;

  /** The call of an exchange; {@code attempt} counts from 1. */
  record Pending(
      GatewayCall call,
      String logisticsOrderId,
      List<Request> asked,
      String session,
      ResponsePaths paths,
      int attempt) {

    /** The first order; all orders of a call are of one seller and one platform. */
    Order order() {
      return asked.get(0).order();
    }

    Entry entry() {
      Seller seller = order().seller();
      boolean main = call.section.equals(Section.MAIN);
      return new Entry(seller.app(), seller.name(), call.api, order().flow(), main);
    }

    String api() {
      return call.api;
    }

    Protocol protocol() {
      return order().seller().app().protocol();
    }

    @Override
    public String toString() {
      return "Pending[" + call.api + " " + logisticsOrderId + " of " + order() + "]";
    }

    /** The ids of the orders and of the parcel that it asks for. */
    Set<String> ids() {
      Set<String> ids = new HashSet<>(List.of(logisticsOrderId));
      asked.forEach(one -> ids.add(one.order().id()));
      return ids;
    }

    Section section(Optional<Fault> fault, Optional<Response> answer) {
      return new Section(
          call.section, call.api, logisticsOrderId, Instant.now(), fault, answer, attempt);
    }
  }

  @Override
  public void process(Exchange exchange) throws CallNotPermittedException, InterruptedException {
    prepare(exchange.getContext());
    List<Request> asked = asked(exchange);
    Order order = asked.get(0).order();
    SortedMap<String, String> values = params.of(exchange);
    boolean main = section.equals(Section.MAIN);
    if (main) {
      values.values().removeIf(String::isBlank);
      order.platform().params().forEach(values::putIfAbsent);
    }
    String evaluated = about.evaluate(exchange, String.class);
    String link = evaluated == null ? "" : evaluated;
    ResponsePaths paths =
        pathsByFlow.computeIfAbsent(order.flow(), flow -> paths(order.platform(), main));
    Pending before = exchange.getProperty(PENDING, Pending.class);
    boolean again = before != null && before.call == this && before.logisticsOrderId.equals(link);
    int attempt = again ? before.attempt + 1 : 1;
    String session = order.seller().session();
    Pending call = new Pending(this, link, asked, session, paths, attempt);
    exchange.setProperty(PENDING, call);
    exchange.getMessage().setBody(new ApiCall(order.seller().app(), session, api, values));
    limit.enter(exchange, call);
  }

  private List<Request> asked(Exchange exchange) {
    List<Request> asked = OrderContext.of(exchange).requests();
    if (asked.size() > 1 && place(Want.ITEMS).isBlank()) {
      throw new IllegalStateException(
          api + " returns one order: its call has no items, so remove batch-size");
    }
    return asked;
  }

  private ResponsePaths paths(Platform platform, boolean main) {
    ResponsePaths paths = new ResponsePaths();
    response.forEach((want, place) -> paths.add(Want.valueOf(want), place));
    if (main && platform.logisticsIds().isPresent()) {
      ResponsePaths.alternatives(place(Want.PAYLOAD))
          .forEach(order -> paths.add(Want.LINKS, order + "." + platform.logisticsIds().get()));
    }
    return paths;
  }

  private String place(Want want) {
    return response.getOrDefault(want.name(), "");
  }

  /** Compiles the templates, once: that needs a running Camel context. */
  private synchronized void prepare(CamelContext camel) {
    if (params == null) {
      params = new CallParams(camel, paramsText);
      about = CallParams.template(camel, logisticsOrderId);
    }
  }

  public void setSection(String section) {
    this.section = section;
  }

  public void setApi(String api) {
    this.api = api;
  }

  public void setParams(String params) {
    this.paramsText = params;
  }

  public void setLogisticsOrderId(String logisticsOrderId) {
    this.logisticsOrderId = logisticsOrderId;
  }

  public void setLimit(CallLimit limit) {
    this.limit = limit;
  }

  /** The places of values in the response, by the names of {@link Want}. */
  public Map<String, String> getResponse() {
    return response;
  }
}
