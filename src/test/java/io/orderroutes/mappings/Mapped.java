package io.orderroutes.mappings;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.orderroutes.sellers.Configured;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/** The packaged mappings, applied to answers that a test gives. */
public final class Mapped {
  public static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .setNodeFactory(JsonNodeFactory.withExactBigDecimals(true));
  public static final Set<String> FLOWS = Set.of("aliexpress", "aliexpress-trade", "alibaba");

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Mappings mappings;

  Mapped(Configured configured) {
    mappings = new Mappings(configured.config(), meters);
  }

  /** The packaged mappings of all flows. */
  public static Mapped packaged() {
    return of(Configured.shops());
  }

  /** The mappings of all flows with these keys. */
  public static Mapped of(Configured configured) {
    Mapped mapped = new Mapped(configured);
    mapped.mappings.compile(FLOWS);
    return mapped;
  }

  public Mappings mappings() {
    return mappings;
  }

  public ObjectNode of(String flow, JsonNode sources) {
    return mappings.map(flow, sources);
  }

  /** How often something odd was left out so far. */
  double oddities(String flow, String kind) {
    return meters
        .find("orders.mapping.oddities")
        .tags("platform", flow, "kind", kind)
        .counters()
        .stream()
        .mapToDouble(counter -> counter.count())
        .sum();
  }

  double oddities() {
    return meters.find("orders.mapping.oddities").counters().stream()
        .mapToDouble(counter -> counter.count())
        .sum();
  }

  /** The payload of an API page's example answer, as it stands under sources. */
  public static ObjectNode example(String api) {
    try (InputStream in =
        Mapped.class.getResourceAsStream("/api/" + api + ".simplified.response.json")) {
      return ((ObjectNode) JSON.readTree(in)).without("request_id");
    } catch (IOException e) {
      throw new IllegalStateException(api, e);
    }
  }

  /** The example answers of a flow's calls, by section. */
  public static ObjectNode examples(String flow) {
    ObjectNode sources = JSON.createObjectNode();
    switch (flow) {
      case "aliexpress" -> sources.set("order", example("aliexpress.solution.order.info.get"));
      case "alibaba" -> sources.set("order", example("alibaba.seller.order.get"));
      default -> sources.set("order", example("aliexpress.trade.order.open.query"));
    }
    if (!flow.equals("aliexpress-trade")) {
      sources.putArray("logistics").add(example("aliexpress.local.logistics.order.info.query"));
    }
    return sources;
  }
}
