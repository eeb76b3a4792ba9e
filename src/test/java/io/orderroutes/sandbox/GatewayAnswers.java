package io.orderroutes.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderroutes.sandbox.ParcelIds.Parcel;
import java.util.List;
import java.util.Map;

/** The answers of the APIs, with what special orders do to their content. */
final class GatewayAnswers {
  private final ParcelIds parcelIds = new ParcelIds();
  private final SampleOrders orders = new SampleOrders(parcelIds);

  Parcel parcel(String logisticsId) {
    return parcelIds
        .parcel(logisticsId)
        .orElseThrow(
            () -> Refusal.service("isv.logistics-order-not-exist", "No such logistics order"));
  }

  ObjectNode tradeOrders(List<String> orderIds, Map<String, SpecialOrder> special) {
    if (special.containsValue(SpecialOrder.QUERY_UNSUCCESSFUL)) {
      ObjectNode answer = JsonNodeFactory.instance.objectNode();
      answer.putObject("result").put("error_msg", "参数缺失").put("success", false);
      return answer;
    }
    return orders.tradeOrders(
        orderIds.stream()
            .filter(orderId -> special.get(orderId) != SpecialOrder.UNKNOWN)
            .map(orderId -> answered(orderId, special.get(orderId)))
            .toList());
  }

  ObjectNode orderInfo(String orderId, SpecialOrder special) {
    ObjectNode answer = orders.orderInfo(answered(orderId, special));
    if (special == SpecialOrder.UNKNOWN) {
      ((ObjectNode) answer.path("result"))
          .put("error_code", "F00-10-10000-001")
          .put("error_message", "order not found")
          .remove("data");
    }
    return answer;
  }

  ObjectNode sellerOrder(String tradeId, SpecialOrder special) {
    return special == SpecialOrder.UNKNOWN
        ? JsonNodeFactory.instance.objectNode()
        : orders.sellerOrder(answered(tradeId, special));
  }

  ObjectNode logistics(String logisticsId, Parcel parcel, SpecialOrder special) {
    if (special == SpecialOrder.LOGISTICS_UNSUCCESSFUL) {
      return JsonNodeFactory.instance
          .objectNode()
          .put("is_success", false)
          .put("error_result_message", "the logistics order cannot be read")
          .put("error_result_code", "S01-20-30000-002");
    }
    boolean foreign = parcel.foreign() || special == SpecialOrder.FOREIGN_LOGISTICS;
    String orderId = foreign ? other(parcel.orderId()) : parcel.orderId();
    return orders.logistics(logisticsId, orderId, parcel.number());
  }

  private static String answered(String orderId, SpecialOrder special) {
    return special == SpecialOrder.FOREIGN_ANSWER ? other(orderId) : orderId;
  }

  /** An id of the same length and kind that differs in its last character. */
  private static String other(String orderId) {
    String start = orderId.substring(0, orderId.length() - 1);
    return start + (orderId.endsWith("7") ? '8' : '7');
  }
}
