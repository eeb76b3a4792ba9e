package io.orderroutes.documents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.orderroutes.gateway.OrderContext;
import io.orderroutes.json.JsonPayload;
import io.orderroutes.kafka.EventRecord;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.camel.Exchange;

/**
 * Values of the event and of the responses so far, for routes. A path of dotted names begins with
 * {@code event} or with the name of a section, as under {@code sources}; it passes through lists.
 */
@Singleton
@Named("responses")
public class ResponseValues {
  private static final String EVENT = "event";

  /** The bean's earlier name, which routes of operators may use. */
  @Produces
  @Singleton
  @Named("answers")
  static ResponseValues answers() {
    return new ResponseValues();
  }

  /** Whether the call of the section {@code order} was successful; else there is no document. */
  public boolean hasOrder(Exchange exchange) {
    return OrderContext.of(exchange).sections().stream()
        .anyMatch(section -> section.isMain() && section.fault().isEmpty());
  }

  /** The first text or number at the path; empty if there is none. */
  public String text(String path, Exchange exchange) throws IOException {
    return all(path, exchange).stream().findFirst().orElse("");
  }

  /** All texts and numbers at the path. */
  public List<String> all(String path, Exchange exchange) throws IOException {
    List<String> names = List.of(path.strip().replace("[]", "").split("\\."));
    Stream<JsonNode> places = trees(names.get(0), exchange);
    for (String name : names.subList(1, names.size())) {
      places = places.flatMap(ResponseValues::elements).map(node -> node.path(name));
    }
    return places
        .flatMap(ResponseValues::elements)
        .filter(node -> node.isTextual() || node.isNumber())
        .map(JsonNode::asText)
        .toList();
  }

  private static Stream<JsonNode> trees(String name, Exchange exchange) throws IOException {
    if (name.equals(EVENT)) {
      return Stream.of(event(OrderContext.of(exchange).newest()));
    }
    Stream.Builder<JsonNode> trees = Stream.builder();
    for (var section : OrderContext.of(exchange).sections()) {
      if (section.name().equals(name)) {
        trees.add(section.payload().node());
      }
    }
    return trees.build();
  }

  private static JsonNode event(EventRecord record) {
    try {
      return JsonPayload.of(record.value()).node();
    } catch (IOException e) {
      return MissingNode.getInstance(); // a bare id
    }
  }

  private static Stream<JsonNode> elements(JsonNode node) {
    return node.isArray()
        ? StreamSupport.stream(node.spliterator(), false).flatMap(ResponseValues::elements)
        : Stream.of(node);
  }
}
