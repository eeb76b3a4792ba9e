package io.orderroutes.mappings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The statuses that the platforms' pages name, each in its table; our own words are the schema's.
 */
class PhasesTest {
  private static final Path MAPPINGS = Path.of("routes/mappings");

  @ParameterizedTest
  @CsvSource({
    "aliexpress, PLACE_ORDER_SUCCESS IN_CANCEL WAIT_SELLER_SEND_GOODS SELLER_PART_SEND_GOODS"
        + " WAIT_BUYER_ACCEPT_GOODS FUND_PROCESSING IN_ISSUE IN_FROZEN WAIT_SELLER_EXAMINE_MONEY"
        + " RISK_CONTROL PAYMENT_PROCESSING FINISH ARCHIVE RISK_CONTROL_HOLD WAIT_GROUP_SUCCESS"
        + " IN_BOOK_SALE",
    "aliexpress-trade, CLOSED PAID OrderCreated PaymentAuthorized paymentFailedEvent OrderShipped"
        + " OrderConfirmed OrderClosed",
    "alibaba, to_be_audited unpay paying paid relating captured undeliver delivering"
        + " wait_confirm_receipt intention_processing trade_close trade_success wait_confirm_modify"
        + " trade_unavailable charge_back frozen",
    "parcels, 1 2 3 4 5 6 7 8"
  })
  void holdEveryDocumentedStatus(String table, String statuses) throws IOException {
    JsonNode phases = Mapped.JSON.readTree(MAPPINGS.resolve("phases/" + table + ".json").toFile());
    List<String> names = new ArrayList<>();
    phases.fieldNames().forEachRemaining(names::add);
    assertThat(names).containsExactlyInAnyOrder(statuses.split(" "));
  }

  @Test
  void areWordsOfTheSchema() throws IOException {
    JsonNode schema = Mapped.JSON.readTree(MAPPINGS.resolve("order-document.schema.json").toFile());
    JsonNode order = schema.at("/properties/status/properties/phase/enum");
    JsonNode parcel =
        schema.at("/properties/shipments/items/properties/status/properties/phase/enum");
    assertThat(order)
        .extracting(JsonNode::textValue)
        .containsExactly(
            "created",
            "awaiting_payment",
            "paid",
            "awaiting_shipment",
            "partly_shipped",
            "shipped",
            "delivered",
            "completed",
            "cancelling",
            "cancelled",
            "disputed",
            "frozen",
            "unknown");
    for (String table : List.of("aliexpress", "aliexpress-trade", "alibaba", "parcels")) {
      JsonNode known = table.equals("parcels") ? parcel : order;
      assertThat(Mapped.JSON.readTree(MAPPINGS.resolve("phases/" + table + ".json").toFile()))
          .allSatisfy(phase -> assertThat(known).contains(phase));
    }
  }
}
