package io.orderroutes.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a call asks about: the ids in its arguments, or the refusal they deserve. */
final class GatewayArguments {
  private static final int LONGEST_LIST = 999;
  private static final Pattern ORDER_NUMBER = Pattern.compile("0*[1-9]\\d{0,18}");
  private static final Pattern TRADE_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private final ObjectMapper json =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  List<String> ids(Api api, GatewayRequest request) {
    return switch (api) {
      case ORDER_INFO -> List.of(orderNumber("order_id", member(request, "order_id")));
      case LOGISTICS -> List.of(member(request, "logistics_order_id"));
      case SELLER_ORDER -> List.of(tradeId(request));
      case TRADE_ORDERS -> orderIds(request);
    };
  }

  private String tradeId(GatewayRequest request) {
    String id =
        request.value("e_trade_id").orElseThrow(() -> Refusal.missingArgument("e_trade_id"));
    if (!TRADE_ID.matcher(id).matches()) {
      throw Refusal.invalidArgument("e_trade_id", "Not a trade id");
    }
    return id;
  }

  /** Order ids in the order asked, those of out ids after them, each once. */
  private List<String> orderIds(GatewayRequest request) {
    List<String> orders = list(request, "order_ids");
    List<String> outs = list(request, "out_ids");
    if (orders.isEmpty() && outs.isEmpty()) {
      throw Refusal.missingArgument("order_ids");
    }
    return Stream.concat(
            orders.stream().map(id -> orderNumber("order_ids", id)),
            outs.stream().map(SampleOrders::orderOf).flatMap(Optional::stream))
        .distinct()
        .toList();
  }

  private List<String> list(GatewayRequest request, String name) {
    List<String> ids =
        request.value(name).stream()
            .flatMap(text -> Arrays.stream(text.split(",", -1)))
            .map(String::strip)
            .toList();
    if (ids.size() > LONGEST_LIST) {
      throw Refusal.invalidArgument(name, "More than " + LONGEST_LIST + " values");
    }
    if (ids.stream().anyMatch(String::isEmpty)) {
      throw Refusal.invalidArgument(name, "An empty value in the list");
    }
    return ids;
  }

  private String orderNumber(String name, String text) {
    if (!ORDER_NUMBER.matcher(text).matches()) {
      throw Refusal.invalidArgument(name, "Not an order number");
    }
    return new BigInteger(text).toString();
  }

  /** A member of the JSON object that both object-valued APIs take as {@code param1}. */
  private String member(GatewayRequest request, String name) {
    String text = request.value("param1").orElseThrow(() -> Refusal.missingArgument("param1"));
    JsonNode value = object(text).path(name);
    if (value.isMissingNode()
        || value.isNull()
        || (value.isTextual() && value.asText().isBlank())) {
      throw Refusal.missingArgument(name);
    }
    if (!value.isTextual() && !value.isIntegralNumber()) {
      throw Refusal.invalidArgument(name, "Neither a text nor a whole number");
    }
    return value.asText();
  }

  private JsonNode object(String text) {
    try {
      JsonNode node = json.readTree(text);
      if (node.isObject()) {
        return node;
      }
    } catch (JsonProcessingException e) {
      // told below
    }
    throw Refusal.invalidArgument("param1", "Not a JSON object");
  }
}
