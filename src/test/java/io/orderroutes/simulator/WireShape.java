package io.orderroutes.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.orderroutes.simulator.Refusal.Form;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** How an answer looks on the wire: with or without envelope and list wrappers, and as an error. */
final class WireShape {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Map<String, String> INNER_NAMES =
      Map.ofEntries(
          Map.entry("orders", "order"),
          Map.entry("order_lines", "order_line"),
          Map.entry("child_order_list", "global_aeop_tp_child_order_dto"),
          Map.entry("logistic_info_list", "global_aeop_tp_logistic_info_dto"),
          Map.entry("child_order_ext_info_list", "global_aeop_tp_order_product_info_dto"),
          Map.entry("opr_log_dto_list", "global_aeop_tp_operation_log_dto"),
          Map.entry("order_msg_list", "global_aeop_tp_order_msg_dto"),
          Map.entry("child_order_discount_detail_list", "global_aeop_tp_sale_discount_info"),
          Map.entry("order_products", "trade_ecology_order_product"),
          Map.entry("sku_attributes", "sku_attribute"),
          Map.entry("actions", "action"),
          Map.entry("products", "product_d_t_o"));

  private final AtomicLong answers = new AtomicLong(System.currentTimeMillis());

  /** An answer in the shape that a special order gets, or in the usual one. */
  String answer(
      Api api,
      GatewayProtocol gatewayProtocol,
      ObjectNode simple,
      boolean simplify,
      SpecialOrder special) {
    if (gatewayProtocol == GatewayProtocol.IOP_REST
        || special != SpecialOrder.MEMBERS_BESIDE && special != SpecialOrder.CODE_FIRST) {
      return answer(api, gatewayProtocol, simple, simplify);
    }
    boolean beside = special == SpecialOrder.MEMBERS_BESIDE;
    ObjectNode root = beside ? NODES.objectNode() : NODES.objectNode().put("code", "0");
    root.set(api.envelope(), wrap(simple));
    return (beside ? signed(root, gatewayProtocol) : root).toString();
  }

  String answer(Api api, GatewayProtocol gatewayProtocol, ObjectNode simple, boolean simplify) {
    if (gatewayProtocol == GatewayProtocol.IOP_REST) {
      ObjectNode rest = NODES.objectNode().put("code", "0");
      rest.setAll(withTextTimestamp(simple));
      return signed(rest, gatewayProtocol).toString();
    }
    if (simplify) {
      return signed(simple, gatewayProtocol).toString();
    }
    ObjectNode inside = signed((ObjectNode) wrap(simple), gatewayProtocol);
    return NODES.objectNode().<ObjectNode>set(api.envelope(), inside).toString();
  }

  String refusal(GatewayProtocol gatewayProtocol, Refusal refusal) {
    ObjectNode error = NODES.objectNode();
    Form form = gatewayProtocol == GatewayProtocol.IOP_REST ? Form.ROOT : refusal.form();
    if (form == Form.ROOT_ERROR_CODE) {
      error.put("error_code", refusal.iopCode).put("error_message", refusal.iopText);
    } else if (gatewayProtocol.iop() || refusal.code == 0) {
      error.put("type", refusal.iopType).put("code", refusal.iopCode);
      error.put(form == Form.ROOT ? "message" : "msg", refusal.iopText);
    } else {
      error.put("code", refusal.code).put("msg", refusal.text);
      if (!refusal.subCode.isEmpty()) {
        error.put("sub_code", refusal.subCode).put("sub_msg", refusal.subText);
      }
    }
    signed(error, gatewayProtocol);
    return switch (form) {
      case ENVELOPE -> NODES.objectNode().<ObjectNode>set("error_response", error).toString();
      case XML -> xml(error);
      default -> error.toString();
    };
  }

  private static String xml(ObjectNode error) {
    StringBuilder xml =
        new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\" ?>\n<error_response>");
    error
        .properties()
        .forEach(
            member -> {
              String text = member.getValue().asText().replace("&", "&amp;").replace("<", "&lt;");
              xml.append("<%1$s>%2$s</%1$s>".formatted(member.getKey(), text));
            });
    return xml.append("</error_response>\n<!--top-->").toString();
  }

  private ObjectNode signed(ObjectNode answer, GatewayProtocol gatewayProtocol) {
    long number = answers.incrementAndGet();
    answer.put("request_id", Long.toString(number, Character.MAX_RADIX));
    if (gatewayProtocol.iop()) {
      answer.put("_trace_id_", "7f000001" + number);
    }
    return answer;
  }

  /** An empty list loses its inner name too, which is one of the forms clients must accept. */
  private static JsonNode wrap(JsonNode node) {
    if (!node.isObject()) {
      return node;
    }
    ObjectNode wrapped = NODES.objectNode();
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      wrapped.set(
          member.getKey(),
          member.getValue() instanceof ArrayNode list
              ? wrap(member.getKey(), list)
              : wrap(member.getValue()));
    }
    return wrapped;
  }

  private static ObjectNode wrap(String name, ArrayNode list) {
    ObjectNode wrapper = NODES.objectNode();
    if (!list.isEmpty()) {
      String scalar = list.get(0).isNumber() ? "number" : "string";
      ArrayNode inner = wrapper.putArray(INNER_NAMES.getOrDefault(name, scalar));
      list.forEach(element -> inner.add(wrap(element)));
    }
    return wrapper;
  }

  /** The path style of the seller's order writes this one number as a text. */
  private static ObjectNode withTextTimestamp(ObjectNode simple) {
    if (simple.path("value").path("create_date") instanceof ObjectNode date) {
      date.set("timestamp", TextNode.valueOf(date.path("timestamp").asText()));
    }
    return simple;
  }
}
