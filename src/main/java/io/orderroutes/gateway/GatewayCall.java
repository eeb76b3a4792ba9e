package io.orderroutes.gateway;

import io.orderroutes.gateway.AnswerPaths.Want;
import io.orderroutes.sellers.Platform;
import io.orderroutes.signing.ApiCall;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.Processor;

/**
 * One use of the Kamelet {@code gateway-call-action}: turns the route's order into the {@link
 * ApiCall} to sign, and remembers how to read its answer. The properties are the Kamelet's.
 */
public class GatewayCall implements Processor, CamelContextAware {
  /** The exchange property that holds the call an answer belongs to. */
  static final String PENDING = "gatewayCall";

  private final Map<String, AnswerPaths> pathsByFlow = new ConcurrentHashMap<>();
  private CamelContext camel;
  private CallParams params;
  private Expression about;
  private String section = "";
  private String api = "";
  private String paramsText = "";
  private String payload = "";
  private String items = "";
  private String orderId = "";
  private String success = "";
  private String errorCode = "";
  private String errorMessage = "";
  private String logisticsOrderId = "";

  /** The call in flight on an exchange; {@code attempt} counts from 1. */
  record Pending(
      GatewayCall call, String logisticsOrderId, Order order, AnswerPaths paths, int attempt) {

    String section() {
      return call.section;
    }

    String api() {
      return call.api;
    }

    boolean asksForPayload() {
      return !call.payload.isBlank() || !call.items.isBlank();
    }
  }

  @Override
  public void process(Exchange exchange) {
    prepare();
    Order order = exchange.getVariable("order", Order.class);
    boolean main = section.equals(Sections.MAIN);
    SortedMap<String, String> values = params.of(exchange);
    if (main) {
      order.platform().params().forEach(values::putIfAbsent);
    }
    String link = about.evaluate(exchange, String.class);
    exchange.setProperty(PENDING, pending(exchange, order, link == null ? "" : link, main));
    exchange
        .getMessage()
        .setBody(new ApiCall(order.seller().app(), order.seller().session(), api, values));
  }

  private Pending pending(Exchange exchange, Order order, String link, boolean main) {
    Pending before = exchange.getProperty(PENDING, Pending.class);
    boolean again = before != null && before.call == this && before.logisticsOrderId.equals(link);
    AnswerPaths paths =
        pathsByFlow.computeIfAbsent(order.flow(), flow -> paths(order.platform(), main));
    return new Pending(this, link, order, paths, again ? before.attempt + 1 : 1);
  }

  private AnswerPaths paths(Platform platform, boolean main) {
    AnswerPaths paths =
        new AnswerPaths()
            .add(Want.PAYLOAD, payload)
            .add(Want.ITEMS, items)
            .add(Want.ORDER_ID, orderId)
            .add(Want.SUCCESS, success)
            .add(Want.ERROR_CODE, errorCode)
            .add(Want.ERROR_MESSAGE, errorMessage);
    if (main && platform.logisticsIds().isPresent()) {
      paths.add(Want.LINKS, payload + "." + platform.logisticsIds().get());
    }
    return paths;
  }

  /** Once, when the first order comes: the templates can be compiled only in a running context. */
  private synchronized void prepare() {
    if (params == null) {
      params = new CallParams(camel, paramsText);
      about = CallParams.template(camel, logisticsOrderId);
    }
  }

  @Override
  public CamelContext getCamelContext() {
    return camel;
  }

  @Override
  public void setCamelContext(CamelContext camelContext) {
    this.camel = camelContext;
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

  public void setPayload(String payload) {
    this.payload = payload;
  }

  public void setItems(String items) {
    this.items = items;
  }

  public void setOrderId(String orderId) {
    this.orderId = orderId;
  }

  public void setSuccess(String success) {
    this.success = success;
  }

  public void setErrorCode(String errorCode) {
    this.errorCode = errorCode;
  }

  public void setLogisticsOrderId(String logisticsOrderId) {
    this.logisticsOrderId = logisticsOrderId;
  }

  public void setErrorMessage(String errorMessage) {
    this.errorMessage = errorMessage;
  }
}
