package io.orderroutes.mappings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderroutes.sellers.Configured;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MappingsTest {
  private final Mapped mapped = Mapped.packaged();

  @Test
  void theExamplesHoldNothingOdd() {
    Mapped.FLOWS.forEach(flow -> mapped.of(flow, Mapped.examples(flow)));
    assertThat(mapped.oddities()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "/order/result/data/id, 9223372036854775807, /lines/0/status/phase, awaiting_payment",
    "/order/result/data/child_order_list/0/product_id, 9223372036854775807, /lines/0/product/id,"
        + " 9223372036854775807",
    "/order/result/data/child_order_list/0/product_id, 12345678901234567890, /lines/0/product/id,"
        + " 12345678901234567890",
    "/order/result/data/child_order_list/0/product_count, \"2\", /lines/0/quantity, 2",
    "/order/result/data/child_order_list/0/product_count, 2.50, /lines/0/quantity, 2.5",
    "/order/result/data/order_amount/amount, 12.30, /money/total/amount, 12.30",
    "/order/result/data/buyer_info/login_id, \"😀 \\u0639\\u200f\", /buyer/login_id, 😀 ع\u200f",
    "/order/result/data/gmt_create, \"2019-02-30 12:00\", /dates/created/text, 2019-02-30 12:00",
    "/logistics/0/data/tracking_code, \"1\", /shipments/0/dates/sent/text, 2018-03-01 12:12",
  })
  void keepsEveryDigitAndEveryText(String place, String value, String common, String expected)
      throws Exception {
    ObjectNode sources = Mapped.examples("aliexpress");
    set(sources, place, Mapped.JSON.readTree(value));
    assertThat(mapped.of("aliexpress", sources).at(common).textValue()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1699176600000", "\"1699176600000\""})
  void takesMillisecondsBeforeTheTextBesideThem(String millis) throws Exception {
    ObjectNode sources = Mapped.examples("alibaba");
    set(sources, "/order/value/create_date/timestamp", Mapped.JSON.readTree(millis));
    // an hour that the clocks repeat, and a text that does not tell which
    set(
        sources,
        "/order/value/create_date/format_date",
        Mapped.JSON.readTree("\"2023-11-05 01:30:00\""));
    JsonNode created = mapped.of("alibaba", sources).at("/dates/created");
    assertThat(created.path("utc").textValue()).isEqualTo("2023-11-05T09:30:00Z");
    assertThat(created.path("text").textValue()).isEqualTo("2023-11-05 01:30:00");
  }

  @Test
  void findsAnOrderOneLevelDeeper() {
    ObjectNode sources = Mapped.examples("alibaba");
    JsonNode usual = mapped.of("alibaba", sources);
    ObjectNode order = (ObjectNode) sources.get("order");
    order.putObject("result").put("success", true).set("value", order.remove("value"));
    assertThat(mapped.of("alibaba", sources)).isEqualTo(usual);
    assertThat(usual.path("lines")).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/order/result/data/receipt_address, \"Agustin\", part, /ship_to/name",
    "/order/result/data/receipt_address/city, [1], text, /ship_to/city",
    "/order/result/data/child_order_list, \"none\", list, /lines",
    "/order/result/data/child_order_list/0/product_count, \"many\", decimal, /lines/0/quantity_",
    "/order/result/data/order_amount, \"0.01\", money, /money/total",
    "/order/result/data/gmt_create, \"2019-02-30 12:00\", time, /dates/created/utc",
    "/order/result/data/order_status, \"ON_THE_MOON\", phase, /nothing",
    "/order/result/data/child_order_list/0/product_attributes, \"{\", json, /nothing",
  })
  void leavesOutWhatIsOddAndCountsIt(String place, String value, String kind, String common)
      throws Exception {
    ObjectNode sources = Mapped.examples("aliexpress");
    set(sources, place, Mapped.JSON.readTree(value));
    JsonNode made = mapped.of("aliexpress", sources);
    assertThat(made.at(common).isMissingNode()).isTrue();
    assertThat(made.at("/buyer/login_id").textValue()).isEqualTo("aliqatest07");
    assertThat(mapped.oddities("aliexpress", kind)).isPositive();
  }

  @Test
  void anUnknownStatusKeepsItsValue() {
    ObjectNode sources = Mapped.examples("alibaba");
    set(sources, "/order/value/trade_status", Mapped.JSON.getNodeFactory().textNode("teleported"));
    JsonNode status = mapped.of("alibaba", sources).get("status");
    assertThat(status.get("value").textValue()).isEqualTo("teleported");
    assertThat(status.get("phase").textValue()).isEqualTo("unknown");
    assertThat(mapped.oddities("alibaba", "phase")).isEqualTo(1);
  }

  @Test
  void joinsAParcelWithWhatTheOrderSaysOfIt() {
    ObjectNode sources = Mapped.examples("aliexpress");
    set(sources, "/logistics/0/data/tracking_code", Mapped.JSON.getNodeFactory().textNode("1"));
    JsonNode shipments = mapped.of("aliexpress", sources).get("shipments");
    assertThat(shipments).hasSize(1);
    assertThat(shipments.at("/0/id").textValue()).isEqualTo("BP10000000018002");
    assertThat(shipments.at("/0/carrier/code").textValue()).isEqualTo("EMS_ZX_ZX_US");
    assertThat(shipments.at("/0/receipt/status").textValue()).isEqualTo("default");
  }

  @Test
  void readsTextsWithoutOffsetInTheConfiguredZone() {
    Configured zoned = Configured.shops().with("orders.platforms.aliexpress.zone", "Asia/Shanghai");
    Mapped shanghai = new Mapped(zoned);
    shanghai.mappings().compile(Mapped.FLOWS);
    JsonNode made = shanghai.of("aliexpress", Mapped.examples("aliexpress"));
    assertThat(made.at("/dates/created/utc").textValue()).isEqualTo("2019-03-06T04:01:17Z");
  }

  @Test
  void mapsTwoThousandLines() {
    ObjectNode sources = Mapped.examples("aliexpress");
    JsonNode line = sources.at("/order/result/data/child_order_list/0");
    ArrayNode lines = ((ObjectNode) sources.at("/order/result/data")).putArray("child_order_list");
    IntStream.range(0, 2000).forEach(i -> lines.add(line.deepCopy()));
    assertThat(mapped.of("aliexpress", sources).get("lines")).hasSize(2000);
    assertThat(mapped.oddities()).isZero();
  }

  @Test
  void anOperatorsFileReplacesThePackagedOneOrAddsAPlatform(@TempDir Path dir) throws Exception {
    Files.createDirectories(dir.resolve("mappings/phases"));
    Files.writeString(
        dir.resolve("mappings/taobao.jslt"),
        "{\"status\": {\"value\": text(.order.s), \"phase\": phase(.order.s, \"taobao\")}}");
    Files.writeString(
        dir.resolve("mappings/phases/taobao.json"), "{\"TRADE_FINISHED\": \"completed\"}");
    Files.writeString(dir.resolve("mappings/alibaba.jslt"), "{\"status\": {\"phase\": \"paid\"}}");
    Mapped own = new Mapped(Configured.shops().with("orders.routes.dir", dir.toString()));
    own.mappings().compile(Set.of("taobao", "alibaba", "aliexpress"));
    JsonNode order = Mapped.JSON.readTree("{\"order\": {\"s\": \"TRADE_FINISHED\"}}");
    assertThat(own.of("taobao", order).at("/status/phase").textValue()).isEqualTo("completed");
    assertThat(own.of("alibaba", order).at("/status/phase").textValue()).isEqualTo("paid");
    assertThat(own.of("aliexpress", Mapped.examples("aliexpress")).has("lines")).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"status\": | alibaba.jslt",
        "{\"status\": colour(.a)} | colour",
        "import \"nowhere.jslt\" as n {} | nowhere.jslt",
        "{\"p\": phase(.a, \"mars\")} | phases/mars.json",
      })
  void aWrongMappingStopsTheStartAndNamesTheFile(String text, String named, @TempDir Path dir)
      throws Exception {
    Files.createDirectories(dir.resolve("mappings"));
    Files.writeString(dir.resolve("mappings/alibaba.jslt"), text);
    Mapped own = new Mapped(Configured.shops().with("orders.routes.dir", dir.toString()));
    assertThatThrownBy(() -> own.mappings().compile(Mapped.FLOWS))
        .hasMessageContaining(dir.resolve("mappings/alibaba.jslt").toString())
        .hasMessageContaining(named);
  }

  @Test
  void aWrongZoneStopsTheStartAndNamesTheKey() {
    Configured zoned = Configured.shops().with("orders.platforms.aliexpress.zone", "Mars/Olympus");
    assertThatThrownBy(() -> new Mapped(zoned).mappings().compile(Mapped.FLOWS))
        .hasMessageStartingWith("orders.platforms.aliexpress.zone is 'Mars/Olympus'");
  }

  @Test
  void aMappingThatFailsLeavesTheOrderAnUnknownStatus(@TempDir Path dir) throws Exception {
    Files.createDirectories(dir.resolve("mappings"));
    Files.writeString(dir.resolve("mappings/alibaba.jslt"), "{\"n\": if (.order) error(\"no\")}");
    Mapped own = new Mapped(Configured.shops().with("orders.routes.dir", dir.toString()));
    own.mappings().compile(Set.of("alibaba"));
    assertThat(own.of("alibaba", Mapped.examples("alibaba")))
        .isEqualTo(Mapped.JSON.readTree("{\"status\": {\"phase\": \"unknown\"}}"));
    assertThat(own.oddities("alibaba", "mapping")).isEqualTo(1);
  }

  private static void set(ObjectNode sources, String place, JsonNode value) {
    int slash = place.lastIndexOf('/');
    ((ObjectNode) sources.at(place.substring(0, slash))).set(place.substring(slash + 1), value);
  }
}
