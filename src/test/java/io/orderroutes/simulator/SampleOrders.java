package io.orderroutes.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderroutes.support.Template;
import io.orderroutes.support.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Answers about orders that exist only as their ids: every documented field, in the flat shape. */
public final class SampleOrders {
  private static final String OUT_PREFIX = "22";

  private final Template orderInfo = Template.named(Api.ORDER_INFO.wireName());
  private final Template tradeOrder = Template.named(Api.TRADE_ORDERS.wireName());
  private final Template sellerOrder = Template.named(Api.SELLER_ORDER.wireName());
  private final Template logistics = Template.named(Api.LOGISTICS.wireName());
  private final ParcelIds parcelIds;

  public SampleOrders() {
    this(new ParcelIds());
  }

  SampleOrders(ParcelIds parcelIds) {
    this.parcelIds = parcelIds;
  }

  /** The id that a partner's system gave the order. */
  public static String outId(String orderId) {
    return OUT_PREFIX + orderId;
  }

  static Optional<String> orderOf(String outId) {
    return outId.matches(OUT_PREFIX + "[1-9]\\d{0,18}")
        ? Optional.of(outId.substring(OUT_PREFIX.length()))
        : Optional.empty();
  }

  /** Answer of aliexpress.solution.order.info.get. */
  public ObjectNode orderInfo(String orderId) {
    Values facts = SampleFacts.of(orderId);
    int count = 1 + facts.list("lines").size() % ParcelIds.MOST_PARCELS;
    List<Values> parcels = new ArrayList<>();
    for (int parcel = 1; parcel <= count; parcel++) {
      parcels.add(
          new Values(facts)
              .put("ship_order_id", parcelIds.number(orderId, parcel))
              .put("tracking_code", trackingCode(facts, parcel)));
    }
    return orderInfo.fill(facts.put("parcels", parcels));
  }

  /** Answer of aliexpress.trade.order.open.query. */
  public ObjectNode tradeOrders(List<String> orderIds) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ObjectNode result = answer.putObject("result").put("error_msg", "");
    ArrayNode orders = result.putArray("orders");
    for (String orderId : orderIds) {
      orders.add(tradeOrder.fill(SampleFacts.of(orderId).put("out_id", outId(orderId))));
    }
    result.put("success", true);
    return answer;
  }

  /** Answer of alibaba.seller.order.get. */
  public ObjectNode sellerOrder(String tradeId) {
    return sellerOrder.fill(SampleFacts.of(tradeId));
  }

  /** Answer of aliexpress.local.logistics.order.info.query, for a parcel of the order. */
  public ObjectNode logistics(String logisticsId, String orderId, int parcel) {
    Values facts = SampleFacts.of(orderId);
    return logistics.fill(
        facts
            .put("logistics_order_id", logisticsId)
            .put("tracking_code", trackingCode(facts, parcel)));
  }

  /** The tracking number is what an order's answer and its parcel's have in common. */
  private static String trackingCode(Values facts, int parcel) {
    return facts.text("tracking_code") + parcel;
  }
}
