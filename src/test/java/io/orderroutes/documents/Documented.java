package io.orderroutes.documents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderroutes.gateway.Section;
import io.orderroutes.gateway.TestOrders;
import io.orderroutes.gateway.TestSections;
import io.orderroutes.mappings.Mapped;
import io.orderroutes.sellers.Order;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Documents made of answers that a test gives, by section as under sources. */
final class Documented {
  static final String AT = "2024-03-01T04:00:00Z";
  private static final EventOrigin ORIGIN = new EventOrigin("order-events", 3, 4711L, 1_709L);
  private static final Map<String, String> APIS =
      Map.of(
          "aliexpress", "aliexpress.solution.order.info.get",
          "aliexpress-trade", "aliexpress.trade.order.open.query",
          "alibaba", "alibaba.seller.order.get");

  private final Mapped mapped;
  private final DocumentWriter writer;

  Documented(DocumentWriter writer) {
    this(writer, Mapped.packaged());
  }

  Documented(DocumentWriter writer, Mapped mapped) {
    this.writer = writer;
    this.mapped = mapped;
  }

  static Documented full() {
    return new Documented(new DocumentWriter(true, List.of()));
  }

  /** The bytes of the document of an order; an answer is null where its call was refused. */
  byte[] bytes(String flow, String orderId, JsonNode sources) throws IOException {
    return document(flow, orderId, sources).json();
  }

  OrderDocument document(String flow, String orderId, JsonNode sources) throws IOException {
    List<Section> sections = new ArrayList<>();
    sections.add(
        TestSections.ok("order", APIS.get(flow), "", AT, sources.path("order").toString()));
    int parcel = 0;
    for (JsonNode answer : sources.path("logistics")) {
      String api = "aliexpress.local.logistics.order.info.query";
      String id = "BP" + parcel++;
      sections.add(
          answer.isNull()
              ? TestSections.failed("logistics", api, id, AT, TestSections.REFUSED)
              : TestSections.ok("logistics", api, id, AT, answer.toString()));
    }
    Order asked = TestOrders.order(orderId);
    Order order = new Order(asked.event(), asked.seller(), flow, asked.platform());
    return writer.write(order, ORIGIN, sections, mapped.mappings());
  }

  ObjectNode of(String flow, String orderId, JsonNode sources) throws IOException {
    return (ObjectNode) Mapped.JSON.readTree(bytes(flow, orderId, sources));
  }

  ObjectNode ofExamples(String flow) throws IOException {
    return of(flow, "31130700125804", Mapped.examples(flow));
  }
}
