package io.orderroutes.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SampleOrdersTest {
  private static final String LONGEST = "9223372036854775807";

  private final SampleOrders orders = new SampleOrders();

  @ParameterizedTest
  @EnumSource(Api.class)
  void haveEveryFieldOfThePublishedExample(Api api) {
    JsonNode example =
        GatewayCaller.resource("/api/" + api.wireName() + ".simplified.response.json");
    JsonNode document = ((ObjectNode) sample(api)).put("request_id", "any");
    assertThat(leafPaths(document)).containsAll(leafPaths(example));
  }

  @ParameterizedTest
  @EnumSource(Api.class)
  void haveTheTypesOfThePublishedExample(Api api) {
    JsonNode example =
        GatewayCaller.resource("/api/" + api.wireName() + ".simplified.response.json");
    Map<String, JsonNode> samples = leaves(((ObjectNode) sample(api)).put("request_id", "any"));
    Map<String, JsonNode> published = leaves(example);
    // the page's table says text, its example shows a number
    published.remove("/result/data/child_order_list/[]/child_order_id");
    published.forEach(
        (path, leaf) ->
            assertThat(samples.get(path).getNodeType()).as(path).isEqualTo(leaf.getNodeType()));
  }

  @Test
  void areTheSameForTheSameId() {
    SampleOrders others = new SampleOrders();
    for (String id : List.of("1", "1100040120015434", LONGEST)) {
      assertThat(orders.orderInfo(id).toString()).isEqualTo(others.orderInfo(id).toString());
      assertThat(orders.sellerOrder(id).toString()).isEqualTo(others.sellerOrder(id).toString());
    }
    assertThat(orders.orderInfo("2").toString()).isNotEqualTo(orders.orderInfo("1").toString());
  }

  @Test
  void haveEveryStatusCurrencyAndNumberOfLinesAndParcels() {
    Set<String> statuses = new TreeSet<>();
    Set<String> tradeStatuses = new TreeSet<>();
    Set<String> currencies = new TreeSet<>();
    Set<Integer> lines = new TreeSet<>();
    Set<Integer> parcels = new TreeSet<>();
    for (int number = 0; number < 300; number++) {
      JsonNode data = orders.orderInfo(Long.toString(81_000_000L + number)).at("/result/data");
      statuses.add(data.path("order_status").asText());
      currencies.add(data.path("settlement_currency").asText());
      lines.add(data.path("child_order_list").size());
      parcels.add(data.path("logistic_info_list").size());
      tradeStatuses.add(orders.sellerOrder("T-" + number).at("/value/trade_status").asText());
    }
    JsonNode choices = GatewayCaller.resource("/sandbox/variety.json");
    assertThat(statuses).hasSize(choices.path("statuses").size());
    assertThat(tradeStatuses).hasSize(choices.path("trade_statuses").size());
    assertThat(currencies).containsExactly("BRL", "EUR", "JPY", "RUB", "USD");
    assertThat(lines).containsExactly(1, 2, 3, 4);
    assertThat(parcels).containsExactly(1, 2, 3);
  }

  @Test
  void addUp() {
    for (int number = 0; number < 50; number++) {
      JsonNode data = orders.orderInfo(Long.toString(82_000_000L + number)).at("/result/data");
      long lines =
          StreamSupport.stream(data.path("child_order_list").spliterator(), false)
              .mapToLong(line -> line.at("/init_order_amt/cent").asLong())
              .sum();
      assertThat(lines).isEqualTo(data.at("/init_oder_amount/cent").asLong());
      assertThat(data.at("/order_amount/cent").asLong())
          .isEqualTo(
              lines
                  - data.at("/order_discount_info/cent").asLong()
                  + data.at("/logistics_amount/cent").asLong());
    }
  }

  @Test
  void writeMoneyAsThePagesDo() {
    JsonNode line = orders.orderInfo("1").at("/result/data/child_order_list/0");
    for (String place :
        List.of(
            "/logistics_amount",
            "/refund_info/refund_coupon_amt",
            "/refund_info/refund_cash_amt",
            "/loan_info/loan_amount")) {
      assertThat(line.at(place).has("amount_str")).as(place).isTrue();
      assertThat(line.at(place).has("amount")).as(place).isFalse();
    }
    assertThat(SampleCurrency.JPY.money(1250, "amount").toString())
        .startsWith(
            "{\"cent\":1250,\"currency_code\":\"JPY\",\"amount\":\"1250\",\"cent_factor\":1");
    assertThat(SampleCurrency.BRL.money(5, "amount").path("amount").asText()).isEqualTo("0.05");
  }

  @Test
  void holdJsonInTheTextOfALine() {
    JsonNode line = orders.orderInfo("1").at("/result/data/child_order_list/0");
    JsonNode sku = GatewayCaller.json(line.path("product_attributes").textValue());
    assertThat(sku.at("/sku/0/pName").asText()).isEqualTo("Color");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "8",
        "1100040120015434",
        "922337203685477580",
        LONGEST,
        "9999999999999999999"
      })
  void leadFromAParcelBackToItsOrder(String orderId) {
    ParcelIds ids = new ParcelIds();
    JsonNode data = new SampleOrders(ids).orderInfo(orderId).at("/result/data");
    assertThat(data.path("id").asText()).isEqualTo(orderId);
    int count = 0;
    for (JsonNode parcel : data.path("logistic_info_list")) {
      String number = parcel.path("ship_order_id").asText();
      assertThat(Long.parseLong(number)).isPositive();
      assertThat(ids.parcel(number)).contains(new ParcelIds.Parcel(orderId, ++count, false));
    }
  }

  @Test
  void leadFromANamedParcelBackToItsOrder() {
    ParcelIds ids = new ParcelIds();
    assertThat(ids.parcel("BP12").orElseThrow()).isEqualTo(new ParcelIds.Parcel("12", 1, false));
    assertThat(ids.parcel("BP12-3").orElseThrow()).isEqualTo(new ParcelIds.Parcel("12", 3, false));
    assertThat(ids.parcel("BPOTHER12").orElseThrow())
        .isEqualTo(new ParcelIds.Parcel("12", 1, true));
    assertThat(ids.parcel("BPT-1").orElseThrow()).isEqualTo(new ParcelIds.Parcel("T-1", 1, false));
    assertThat(ids.parcel("12")).contains(new ParcelIds.Parcel("1", 2, false));
    assertThat(ids.parcel("nothing")).isEmpty();
  }

  private JsonNode sample(Api api) {
    return switch (api) {
      case ORDER_INFO -> orders.orderInfo("1100040120015434");
      case TRADE_ORDERS -> orders.tradeOrders(List.of("1100040120015434"));
      case SELLER_ORDER -> orders.sellerOrder("1100040120015434");
      case LOGISTICS -> orders.logistics("BP1100040120015434", "1100040120015434", 1);
    };
  }

  static Set<String> leafPaths(JsonNode node) {
    return leaves(node).keySet();
  }

  private static Map<String, JsonNode> leaves(JsonNode node) {
    Map<String, JsonNode> leaves = new TreeMap<>();
    collect("", node, leaves);
    return leaves;
  }

  private static void collect(String path, JsonNode node, Map<String, JsonNode> leaves) {
    if (node.isValueNode()) {
      leaves.put(path, node);
    }
    node.properties()
        .forEach(child -> collect(path + "/" + child.getKey(), child.getValue(), leaves));
    if (node.isArray()) {
      node.forEach(element -> collect(path + "/[]", element, leaves));
    }
  }
}
