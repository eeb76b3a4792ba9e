package io.orderroutes.documents;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderroutes.events.OrderEvent;
import io.orderroutes.gateway.Fault;
import io.orderroutes.gateway.Section;
import io.orderroutes.gateway.response.Json;
import io.orderroutes.mappings.Mappings;
import io.orderroutes.sellers.Order;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the document once; the platforms' answers go in as the bytes they came as. */
final class DocumentWriter {
  /** What a document holds beside the answers and the common shape, roughly. */
  private static final int FRAME_BYTES = 2048;

  private static final Comparator<Section> MAIN_FIRST =
      Comparator.comparing((Section section) -> !section.isMain())
          .thenComparing(Section::name)
          .thenComparing(Section::logisticsOrderId);

  private final DocumentContent content;

  DocumentWriter(boolean full, List<List<String>> dropped) {
    this.content = new DocumentContent(full, dropped);
  }

  OrderDocument write(Order order, EventOrigin origin, List<Section> sections, Mappings mappings)
      throws IOException {
    List<Section> ordered = sections.stream().sorted(MAIN_FIRST).toList();
    Map<String, List<Section>> answered =
        ordered.stream()
            .filter(section -> section.fault().isEmpty())
            .collect(groupingBy(Section::name, LinkedHashMap::new, toList()));
    ObjectNode sources = DocumentContent.tree(answered);
    ObjectNode common = content.of(mappings.map(order.flow(), sources), sources);
    int answers = sections.stream().mapToInt(section -> section.payload().length).sum();
    // the common shape is about half as long as the answers
    int size = answers / 2 + (content.verbatim() ? answers : 0);
    ByteArrayOutputStream out = new ByteArrayOutputStream(FRAME_BYTES + size);
    try (JsonGenerator json = Json.FACTORY.createGenerator(out)) {
      json.writeStartObject();
      writeFrame(json, order, origin, ordered);
      for (Map.Entry<String, JsonNode> field : common.properties()) {
        json.writeFieldName(field.getKey());
        json.writeTree(field.getValue());
      }
      if (content.verbatim()) {
        writeSources(json, out, answered);
      }
      json.writeEndObject();
    }
    String phase = common.path("status").path("phase").asText("unknown");
    return new OrderDocument(out.toByteArray(), phase, isComplete(sections));
  }

  private static void writeFrame(
      JsonGenerator json, Order order, EventOrigin origin, List<Section> sections)
      throws IOException {
    json.writeStringField("schema", "order-document/1");
    json.writeStringField("order_id", order.id());
    json.writeStringField("platform", order.flow());
    json.writeStringField("seller", order.seller().name());
    json.writeStringField("enriched_at", Instant.now().toString());
    json.writeBooleanField("complete", isComplete(sections));
    writeEvent(json, order.event(), origin);
    json.writeArrayFieldStart("sections");
    for (Section section : sections) {
      writeSection(json, section);
    }
    json.writeEndArray();
  }

  private static boolean isComplete(List<Section> sections) {
    return sections.stream().allMatch(section -> section.fault().isEmpty());
  }

  private static void writeEvent(JsonGenerator json, OrderEvent event, EventOrigin origin)
      throws IOException {
    json.writeObjectFieldStart("event");
    writeText(json, "id", event.eventId().orElse(""));
    writeText(json, "type", event.eventType().orElse(""));
    json.writeStringField("time", event.eventTime().orElseGet(() -> origin.time().toString()));
    json.writeStringField("topic", origin.topic());
    json.writeNumberField("partition", origin.partition());
    json.writeNumberField("offset", origin.offset());
    json.writeEndObject();
  }

  private static void writeSection(JsonGenerator json, Section section) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", section.name());
    json.writeStringField("api", section.api());
    writeText(json, "logistics_order_id", section.logisticsOrderId());
    json.writeStringField("status", section.status());
    writeText(json, "request_id", section.requestId());
    json.writeStringField("fetched_at", section.fetchedAt().toString());
    if (section.fault().isPresent()) {
      Fault fault = section.fault().get();
      writeText(json, "code", fault.code());
      writeText(json, "sub_code", fault.subCode());
      writeText(json, "message", fault.message());
    }
    json.writeEndObject();
  }

  private static void writeText(JsonGenerator json, String name, String text) throws IOException {
    if (!text.isEmpty()) {
      json.writeStringField(name, text);
    }
  }

  /** The same as {@link DocumentContent#tree}, in the platforms' own bytes. */
  private static void writeSources(
      JsonGenerator json, OutputStream out, Map<String, List<Section>> answered)
      throws IOException {
    json.writeObjectFieldStart(DocumentContent.SOURCES);
    for (Map.Entry<String, List<Section>> named : answered.entrySet()) {
      boolean alone = named.getKey().equals(Section.MAIN);
      json.writeFieldName(named.getKey());
      if (!alone) {
        json.writeStartArray();
      }
      for (Section section : named.getValue()) {
        // all that is before the payload goes out, then the payload itself
        json.writeRawValue("");
        json.flush();
        out.write(section.payload());
      }
      if (!alone) {
        json.writeEndArray();
      }
    }
    json.writeEndObject();
  }
}
