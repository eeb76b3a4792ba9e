package io.orderroutes.documents;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.orderroutes.events.OrderEvent;
import io.orderroutes.gateway.Fault;
import io.orderroutes.gateway.Order;
import io.orderroutes.gateway.Section;
import io.orderroutes.gateway.Section.Status;
import io.orderroutes.gateway.Sections;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes the document once; the platforms' answers go in as the bytes they came as. */
final class DocumentWriter {
  private static final JsonFactory JSON = new JsonFactory();

  /** What a document holds beside the answers, roughly. */
  private static final int FRAME_BYTES = 2048;

  private final ByteArrayOutputStream out;

  private DocumentWriter(int size) {
    out = new ByteArrayOutputStream(size);
  }

  static byte[] write(Order order, EventOrigin origin, List<Section> sections) throws IOException {
    List<Section> ordered = sections.stream().sorted(MAIN_FIRST).toList();
    DocumentWriter writer =
        new DocumentWriter(FRAME_BYTES + sections.stream().mapToInt(Section::payloadSize).sum());
    try (JsonGenerator json = JSON.createGenerator(writer.out)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
      json.writeStartObject();
      writeIdentity(json, order, ordered);
      writeEvent(json, order.event(), origin);
      writeSections(json, ordered);
    }
    writer.sources(ordered);
    return writer.out.toByteArray();
  }

  private static final Comparator<Section> MAIN_FIRST =
      Comparator.comparing((Section section) -> !section.name().equals(Sections.MAIN))
          .thenComparing(Section::name)
          .thenComparing(Section::logisticsOrderId);

  private static void writeIdentity(JsonGenerator json, Order order, List<Section> sections)
      throws IOException {
    json.writeStringField("schema", Documents.SCHEMA);
    json.writeStringField("order_id", order.id());
    json.writeStringField("platform", order.flow());
    json.writeStringField("seller", order.seller().name());
    json.writeStringField("enriched_at", Instant.now().toString());
    json.writeBooleanField(
        "complete", sections.stream().allMatch(section -> section.status() == Status.OK));
  }

  private static void writeEvent(JsonGenerator json, OrderEvent event, EventOrigin origin)
      throws IOException {
    json.writeObjectFieldStart("event");
    writeText(json, "id", event.eventId().orElse(""));
    writeText(json, "type", event.eventType().orElse(""));
    json.writeStringField(
        "time", event.eventTime().orElse(Instant.ofEpochMilli(origin.timestamp()).toString()));
    json.writeStringField("topic", origin.topic());
    json.writeNumberField("partition", origin.partition());
    json.writeNumberField("offset", origin.offset());
    json.writeEndObject();
  }

  private static void writeSections(JsonGenerator json, List<Section> sections) throws IOException {
    json.writeArrayFieldStart("sections");
    for (Section section : sections) {
      json.writeStartObject();
      json.writeStringField("name", section.name());
      json.writeStringField("api", section.api());
      writeText(json, "logistics_order_id", section.logisticsOrderId());
      json.writeStringField("status", section.status().word());
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
    json.writeEndArray();
  }

  private static void writeText(JsonGenerator json, String name, String text) throws IOException {
    if (!text.isEmpty()) {
      json.writeStringField(name, text);
    }
  }

  /** The order's answer stands alone, every other section's answers in a list. */
  private void sources(List<Section> sections) throws IOException {
    Map<String, List<Section>> byName =
        sections.stream()
            .filter(section -> section.status() == Status.OK)
            .collect(Collectors.groupingBy(Section::name, LinkedHashMap::new, Collectors.toList()));
    String separator = ",\"sources\":{";
    for (Map.Entry<String, List<Section>> entry : byName.entrySet()) {
      boolean single = entry.getKey().equals(Sections.MAIN);
      raw(separator + '"' + entry.getKey() + "\":" + (single ? "" : "["));
      String comma = "";
      for (Section section : entry.getValue()) {
        raw(comma);
        section.writePayload(out);
        comma = ",";
      }
      raw(single ? "" : "]");
      separator = ",";
    }
    raw("}}");
  }

  private void raw(String json) {
    out.writeBytes(json.getBytes(StandardCharsets.UTF_8));
  }
}
