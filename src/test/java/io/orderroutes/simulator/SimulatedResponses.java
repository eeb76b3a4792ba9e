package io.orderroutes.simulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderroutes.simulator.ParcelIds.Parcel;
import java.util.List;
import java.util.Map;

/** The answers of the APIs, with what special orders do to their content. */
final class SimulatedResponses {
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
    if (special.containsValue(SpecialOrder.INNER_SYSTEM_ERROR)) {
      return systemError();
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
    return special == SpecialOrder.INNER_SYSTEM_ERROR ? systemError() : answer;
  }

  private static ObjectNode systemError() {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer
        .putObject("result")
        .put("error_code", "SYSTEM_ERROR")
        .put("error_message", "the system failed");
    return answer;
  }

  ObjectNode sellerOrder(String tradeId, SpecialOrder special) {
    if (special == SpecialOrder.INNER_SYSTEM_ERROR) {
      return systemError();
    }
    ObjectNode answer =
        special == SpecialOrder.UNKNOWN
            ? JsonNodeFactory.instance.objectNode()
            : orders.sellerOrder(answered(tradeId, special));
    if (special == SpecialOrder.ONE_LEVEL_DEEPER) {
      ObjectNode deeper = JsonNodeFactory.instance.objectNode();
      deeper.putObject("result").put("success", true).setAll(answer);
      return deeper;
    }
    if (special == SpecialOrder.REPEATED_HOUR) {
      // half past one for the second time, in winter time
      ((ObjectNode) answer.at("/value/create_date"))
          .put("timestamp", "1699176600000")
          .put("format_date", "Nov. 5, 2023, 01:30:00 PST.");
    }
    return answer;
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
