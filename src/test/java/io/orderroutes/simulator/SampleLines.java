package io.orderroutes.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.orderroutes.support.Values;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Draws the lines of an order; its amounts are what the lines add up to. */
final class SampleLines {
  private static final int MOST_LINES = 4;

  private final Variety variety;
  private final Values facts;
  private final SampleCurrency currency;
  private final List<Values> lines = new ArrayList<>();
  private long goods;
  private long discount;
  private long products;

  SampleLines(Variety variety, Values facts, SampleCurrency currency) {
    this.variety = variety;
    this.facts = facts;
    this.currency = currency;
  }

  void draw(String orderId) {
    int count = variety.between(1, MOST_LINES);
    long share = variety.between(0, 499);
    for (int number = 1; number <= count; number++) {
      lines.add(line(orderId, number, count == 1, share));
    }
    long freight = share * count;
    long total = goods - discount + freight;
    facts.put("lines", lines).put("product_count", products);
    currency.put(facts, "goods", goods);
    currency.put(facts, "discount", discount);
    currency.put(facts, "coupon", discount);
    currency.put(facts, "freight", freight);
    currency.put(facts, "total", total);
    currency.put(facts, "escrow", total * 8 / 100);
    currency.put(facts, "nothing", 0);
    currency.put(facts, "cash", facts.text("status").equals("IN_CANCEL") ? total : 0);
  }

  private Values line(String orderId, int number, boolean only, long freightShare) {
    JsonNode product = variety.pick("products");
    long price = variety.between(99, 29_999);
    long items = variety.between(1, 5);
    long reduced = variety.oneIn(3) ? price * items / 10 : 0;
    goods += price * items;
    discount += reduced;
    products += items;
    JsonNode lineId = lineId(orderId, only ? 0 : number);
    long productId = Long.parseLong("10050" + variety.digits(11));
    Values line =
        new Values(facts)
            .putAll(product)
            .put("line_number", number)
            .put("line_id", lineId)
            .put("line_id_text", lineId.asText())
            .put("count", items)
            .put("product_id", productId)
            .put("product_id_text", Long.toString(productId))
            .put("category_id", variety.digits(7))
            .put("sku_id", "12000" + variety.digits(12))
            .put("sku_code", "SKU-" + variety.digits(4) + "#" + number)
            .put("promotion_owner", variety.pickText("promotion_owners"))
            .put("sku", sku(product));
    currency.put(line, "price", price);
    currency.put(line, "line_total", price * items);
    currency.put(line, "line_discount", reduced);
    currency.put(line, "freight_share", freightShare);
    return line.put("discounts", List.of(new Values(line))).put("attributes", attributes(line));
  }

  /** The only line of an order has the order's own number. */
  private static JsonNode lineId(String orderId, int number) {
    return SampleFacts.number(orderId) instanceof BigIntegerNode order
        ? BigIntegerNode.valueOf(order.bigIntegerValue().add(BigInteger.valueOf(number)))
        : TextNode.valueOf(orderId + "-" + number);
  }

  private static List<Values> attributes(Values line) {
    return List.of(
        new Values(line).put("attribute", "color").put("attribute_value", line.node("colour")),
        new Values(line).put("attribute", "size").put("attribute_value", line.node("size")));
  }

  /** The properties of a line are JSON inside a text. */
  private String sku(JsonNode product) {
    ObjectNode sku = JsonNodeFactory.instance.objectNode();
    ArrayNode properties = sku.putArray("sku");
    property(properties, 14, "Color", product.path("colour").asText())
        .put("selfDefineValue", product.path("own_colour").asText())
        .put("skuImg", "HTB" + variety.digits(12) + ".jpg")
        .put("order", 1);
    property(properties, 5, "Size", product.path("size").asText())
        .put("selfDefineValue", "")
        .put("skuImg", "")
        .put("order", 2);
    return sku.toString();
  }

  private ObjectNode property(ArrayNode properties, int id, String name, String value) {
    return properties
        .addObject()
        .put("pName", name)
        .put("pValue", value)
        .put("pId", id)
        .put("pValueId", variety.between(1, 100_015_000))
        .put("showType", "none");
  }
}
