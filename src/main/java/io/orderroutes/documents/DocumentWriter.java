package io.orderroutes.documents;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderroutes.events.OrderEvent;
import io.orderroutes.gateway.Fault;
import io.orderroutes.gateway.Section;
import io.orderroutes.json.JsonOut;
import io.orderroutes.mappings.Mappings;
import io.orderroutes.sellers.Order;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Writes the document once; the platforms' answers go in as the bytes they came as. */
final class DocumentWriter {
  private static final int BYTES = 1 << 15;

  /** What a buffer may hold that is kept for the next document. */
  private static final int BYTES_MAX = 1 << 20;

  private static final Comparator<Section> MAIN_FIRST =
      Comparator.comparing((Section section) -> !section.isMain())
          .thenComparing(Section::name)
          .thenComparing(Section::logisticsOrderId);

  private final DocumentContent content;
  private final Queue<JsonOut> outs = new ConcurrentLinkedQueue<>();

  DocumentWriter(boolean full, List<List<String>> dropped) {
    this.content = new DocumentContent(full, dropped);
  }

  OrderDocument write(Order order, EventOrigin origin, List<Section> sections, Mappings mappings) {
    List<Section> ordered = sections.stream().sorted(MAIN_FIRST).toList();
    Map<String, List<Section>> answered =
        ordered.stream()
            .filter(section -> section.fault().isEmpty())
            .collect(groupingBy(Section::name, LinkedHashMap::new, toList()));
    ObjectNode sources = DocumentContent.tree(answered);
    JsonOut idle = outs.poll();
    JsonOut out = idle == null ? new JsonOut(BYTES) : idle;
    out.cut(0);
    out.bracket('{');
    writeFrame(out, order, origin, ordered);
    String phase = content.write(out, order.flow(), sources, mappings);
    if (content.verbatim()) {
      writeSources(out, answered);
    }
    out.bracket('}');
    byte[] json = out.toByteArray();
    if (json.length <= BYTES_MAX) {
      outs.add(out);
    }
    return new OrderDocument(json, phase, isComplete(sections));
  }

  private static void writeFrame(
      JsonOut out, Order order, EventOrigin origin, List<Section> sections) {
    out.member("schema", "order-document/1");
    out.member("order_id", order.id());
    out.member("platform", order.flow());
    out.member("seller", order.seller().name());
    out.member("enriched_at", Instant.now().toString());
    out.name("complete");
    out.ascii(Boolean.toString(isComplete(sections)));
    writeEvent(out, order.event(), origin);
    out.name("sections");
    out.bracket('[');
    for (Section section : sections) {
      out.comma();
      writeSection(out, section);
    }
    out.bracket(']');
  }

  private static boolean isComplete(List<Section> sections) {
    return sections.stream().allMatch(section -> section.fault().isEmpty());
  }

  private static void writeEvent(JsonOut out, OrderEvent event, EventOrigin origin) {
    out.name("event");
    out.bracket('{');
    writeText(out, "id", event.eventId().orElse(""));
    writeText(out, "type", event.eventType().orElse(""));
    out.member("time", event.eventTime().orElseGet(() -> origin.time().toString()));
    out.member("topic", origin.topic());
    out.name("partition");
    out.ascii(Integer.toString(origin.partition()));
    out.name("offset");
    out.ascii(Long.toString(origin.offset()));
    out.bracket('}');
  }

  private static void writeSection(JsonOut out, Section section) {
    out.bracket('{');
    out.member("name", section.name());
    out.member("api", section.api());
    writeText(out, "logistics_order_id", section.logisticsOrderId());
    out.member("status", section.status());
    writeText(out, "request_id", section.requestId());
    out.member("fetched_at", section.fetchedAt().toString());
    if (section.fault().isPresent()) {
      Fault fault = section.fault().get();
      writeText(out, "code", fault.code());
      writeText(out, "sub_code", fault.subCode());
      writeText(out, "message", fault.message());
    }
    out.bracket('}');
  }

  private static void writeText(JsonOut out, String name, String text) {
    if (!text.isEmpty()) {
      out.member(name, text);
    }
  }

  /** The same as {@link DocumentContent#tree}, in the platforms' own bytes. */
  private static void writeSources(JsonOut out, Map<String, List<Section>> answered) {
    out.name(DocumentContent.SOURCES);
    out.bracket('{');
    for (Map.Entry<String, List<Section>> named : answered.entrySet()) {
      boolean alone = named.getKey().equals(Section.MAIN);
      out.name(named.getKey());
      if (!alone) {
        out.bracket('[');
      }
      for (Section section : named.getValue()) {
        byte[] payload = section.payload().bytes();
        if (!alone) {
          out.comma();
        }
        out.raw(payload, 0, payload.length);
      }
      if (!alone) {
        out.bracket(']');
      }
    }
    out.bracket('}');
  }
}
