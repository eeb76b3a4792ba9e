package io.orderroutes.mappings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.orderroutes.json.JacksonTree;
import io.orderroutes.json.JsonOut;
import io.orderroutes.json.JsonPayload;
import io.orderroutes.sellers.Configured;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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

  /**
   * What is written of views of the answers is what JSLT makes of their trees, to the last byte,
   * and as much is odd in them.
   */
  public void assertWrittenAsMapped(String flow, JsonNode answers) {
    byte[] json = answers.toString().getBytes(UTF_8);
    try {
      double before = oddities();
      byte[] tree = JacksonTree.bytes(mappings.map(flow, JacksonTree.of(json)));
      double odd = oddities() - before;
      JsonOut out = new JsonOut(json.length);
      out.bracket('{');
      mappings.write(flow, JsonPayload.of(json).node(), (name, begin) -> true, out);
      out.bracket('}');
      assertThat(new String(out.toByteArray(), UTF_8))
          .as("%s of %s", flow, answers)
          .isEqualTo(new String(tree, UTF_8));
      assertThat(oddities() - before - odd).as("what is odd in %s", answers).isEqualTo(odd);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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

  static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
