package io.orderroutes.documents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderroutes.gateway.Section;
import io.orderroutes.json.DirectMapping.Kept;
import io.orderroutes.json.JsonOut;
import io.orderroutes.mappings.Mappings;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The configured content of documents, besides the frame that every document has. */
final class DocumentContent {
  static final String SOURCES = "sources";

  /** The fields that every document has; a mapping cannot set them. */
  static final Set<String> FRAME =
      Set.of(
          "schema",
          "order_id",
          "platform",
          "seller",
          "enriched_at",
          "complete",
          "event",
          "sections");

  private static final String STATUS = "status";
  private static final String UNKNOWN = "unknown";

  private final boolean full;
  private final List<List<String>> dropped;
  private final boolean verbatim;

  DocumentContent(boolean full, List<List<String>> dropped) {
    this.full = full;
    this.dropped = dropped;
    this.verbatim = dropped.stream().noneMatch(path -> path.get(0).equals(SOURCES));
  }

  /** Whether the sources are copied as bytes. */
  boolean verbatim() {
    return full && verbatim;
  }

  /**
   * Writes what the mapping makes and, unless they go out verbatim, the sources, without what is
   * dropped.
   *
   * @return the order's phase
   */
  String write(JsonOut out, String flow, ObjectNode sources, Mappings mappings) {
    if (!dropped.isEmpty()) {
      ObjectNode common = of(mappings.map(flow, sources), sources);
      common.properties().forEach(field -> write(out, field));
      return phase(common.path(STATUS));
    }
    Phase phase = new Phase(out);
    return mappings.write(flow, sources, phase, out) ? phase.name : UNKNOWN;
  }

  /** Keeps what is not reserved, and reads the phase of the status that is written. */
  private static final class Phase implements Kept {
    private final JsonOut out;
    private String name = UNKNOWN;

    Phase(JsonOut out) {
      this.out = out;
    }

    @Override
    public boolean test(String member, int begin) {
      if (member.equals(STATUS)) {
        name = phase(out.valueSince(begin));
      }
      return !FRAME.contains(member) && !member.equals(SOURCES);
    }
  }

  private static void write(JsonOut out, Map.Entry<String, JsonNode> field) {
    out.name(field.getKey());
    out.node(field.getValue());
  }

  private static String phase(JsonNode status) {
    return status.path("phase").asText(UNKNOWN);
  }

  private ObjectNode of(ObjectNode mapped, ObjectNode sources) {
    // a mapping's constant parts are shared by all documents
    ObjectNode common = mapped.deepCopy();
    common.remove(FRAME);
    common.remove(SOURCES);
    if (full && !verbatim) {
      common.set(SOURCES, sources.deepCopy());
    }
    dropped.forEach(path -> drop(common, path));
    return common;
  }

  /** The answers by section: the order's stands alone, every other section's in a list. */
  static ObjectNode tree(Map<String, List<Section>> answered) {
    ObjectNode sources = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, List<Section>> named : answered.entrySet()) {
      ArrayNode answers = JsonNodeFactory.instance.arrayNode();
      for (Section section : named.getValue()) {
        answers.add(section.payload().node());
      }
      boolean alone = named.getKey().equals(Section.MAIN);
      sources.set(named.getKey(), alone ? answers.get(0) : answers);
    }
    return sources;
  }

  private static void drop(JsonNode node, List<String> path) {
    if (node.isArray()) {
      node.forEach(element -> drop(element, path));
    } else if (path.size() > 1) {
      drop(node.path(path.get(0)), path.subList(1, path.size()));
    } else if (node instanceof ObjectNode object) {
      object.remove(path.get(0));
    }
  }
}
