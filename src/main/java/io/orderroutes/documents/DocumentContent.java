package io.orderroutes.documents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderroutes.gateway.Section;
import java.io.IOException;
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
   * The result of the mapping and, unless they are copied as bytes, the sources, without dropped
   * fields.
   */
  ObjectNode of(ObjectNode mapped, ObjectNode sources) {
    ObjectNode common = JsonNodeFactory.instance.objectNode();
    // constant parts of a mapping are shared by all documents
    common.setAll(dropped.isEmpty() ? mapped : mapped.deepCopy());
    common.remove(FRAME);
    common.remove(SOURCES);
    if (full && !verbatim) {
      common.set(SOURCES, sources);
    }
    dropped.forEach(path -> drop(common, path));
    return common;
  }

  /**
   * The responses by section: the response of the order alone, those of every other section in a
   * list.
   */
  static ObjectNode tree(Map<String, List<Section>> answered) throws IOException {
    ObjectNode sources = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, List<Section>> named : answered.entrySet()) {
      ArrayNode answers = JsonNodeFactory.instance.arrayNode();
      for (Section section : named.getValue()) {
        answers.add(PayloadTree.of(section.payload()));
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
