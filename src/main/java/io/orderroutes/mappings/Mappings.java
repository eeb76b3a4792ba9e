package io.orderroutes.mappings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.schibsted.spt.data.jslt.Expression;
import com.schibsted.spt.data.jslt.JsltException;
import com.schibsted.spt.data.jslt.Parser;
import io.micrometer.core.instrument.MeterRegistry;
import io.orderroutes.config.ConfigurationError;
import io.orderroutes.config.OrdersConfig;
import io.orderroutes.config.OrdersConfig.PlatformKeys;
import io.orderroutes.json.DirectMapping;
import io.orderroutes.json.DirectMapping.Kept;
import io.orderroutes.json.JsonOut;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Maps the responses of an order to the common shape, with the mapping file of its platform, {@code
 * routes/mappings/<platform>.jslt}. Files are compiled once, at the start, and in dev after each
 * change.
 */
@Singleton
public class Mappings {
  private static final Logger LOG = Logger.getLogger(Mappings.class);
  private static final String ZONE = "America/Los_Angeles";

  private static final ObjectNode UNKNOWN =
      JsonNodeFactory.instance.objectNode().put("phase", "unknown");

  private final OrdersConfig config;
  private final MeterRegistry meters;
  private volatile MappingFiles files;
  private volatile List<String> flows = List.of();
  private final Map<String, Mapping> byFlow = new ConcurrentHashMap<>();

  public Mappings(OrdersConfig config, MeterRegistry meters) {
    this.config = config;
    this.meters = meters;
    this.files = new MappingFiles(config.routes().dir().map(dir -> Path.of(dir, "mappings")));
  }

  /** Compiles the mappings of these platforms; a mistake stops the start. */
  public void compile(Collection<String> flows) {
    config.routes().dir().filter(dir -> !Files.isDirectory(Path.of(dir))).ifPresent(Mappings::warn);
    this.flows = List.copyOf(flows);
    flows.forEach(this::compile);
  }

  /** The operator's directory, whose files replace packaged ones. */
  void readFrom(Path directory) {
    files = new MappingFiles(Optional.of(directory));
  }

  /** Compiles all of them; if one is wrong, none is replaced. */
  void compileAgain() {
    Map<String, Mapping> again = new HashMap<>();
    flows.stream()
        .filter(flow -> files.has(file(flow)))
        .forEach(flow -> again.put(flow, compiled(flow, file(flow))));
    byFlow.putAll(again);
    LOG.infof("the mappings of %s were compiled again", again.keySet());
  }

  private void compile(String flow) {
    String name = file(flow);
    if (files.has(name)) {
      byFlow.put(flow, compiled(flow, name));
    } else {
      LOG.warnf(
          "platform %s has no mapping file %s.jslt: its documents have no common shape",
          flow, flow);
    }
  }

  /** One mapping, as JSLT's parser made it and as it writes. */
  private record Mapping(Expression tree, DirectMapping direct) {}

  private Mapping compiled(String flow, String name) {
    try {
      Expression tree = compiled(files, name, zone(flow), odd -> odd(flow, odd));
      return new Mapping(tree, new DirectMapping(tree));
    } catch (IOException | JsltException | IllegalArgumentException e) {
      throw new ConfigurationError("mapping " + files.place(name), "is wrong", oneLine(e));
    }
  }

  static Expression compiled(MappingFiles files, String name, ZoneId zone, Consumer<String> odd)
      throws IOException {
    try (Reader source = files.resolve(name)) {
      Expression mapping =
          new Parser(source)
              .withSource(files.place(name))
              .withResourceResolver(files)
              .withFunctions(new MappingFunctions(files, zone, odd).all())
              .compile();
      mapping.apply(JsonNodeFactory.instance.objectNode());
      return mapping;
    }
  }

  /**
   * The name of the mapping: the configured one, the platform's own, or that of the platform whose
   * name this one extends.
   */
  private String file(String flow) {
    Optional<String> named =
        Optional.ofNullable(config.platforms().get(flow)).flatMap(PlatformKeys::mapping);
    String name = named.orElse(flow) + ".jslt";
    int dash = flow.lastIndexOf('-');
    if (named.isPresent() && !files.has(name)) {
      throw new ConfigurationError(
          "orders.platforms." + flow + ".mapping",
          "is '" + named.get() + "'",
          "there is no file " + files.place(name));
    }
    return files.has(name) || dash < 0 ? name : file(flow.substring(0, dash));
  }

  /** Compiles a file in the same way as an import of it does. */
  static void imported(MappingFiles files, String name) {
    MappingFunctions functions = new MappingFunctions(files, ZoneOffset.UTC, odd -> {});
    new Parser(new StringReader("import \"" + name + "\" as functions null"))
        .withResourceResolver(files)
        .withFunctions(functions.all())
        .compile();
  }

  /** Shortens JSLT's message: what is wrong, and where. */
  private static String oneLine(Exception e) {
    String[] lines = e.getMessage().strip().split("\\R");
    String last = lines[lines.length - 1].strip();
    return lines.length > 1 ? lines[0] + " (" + last + ")" : lines[0];
  }

  private static void warn(String dir) {
    LOG.warnf("orders.routes.dir: there is no directory %s; the packaged files are used", dir);
  }

  /**
   * The time zone of the platform, or of the platform whose name this one extends: aliexpress-trade
   * has that of aliexpress.
   */
  private ZoneId zone(String flow) {
    PlatformKeys keys = config.platforms().get(flow);
    int dash = flow.lastIndexOf('-');
    if (keys == null || keys.zone().isEmpty()) {
      return dash > 0 ? zone(flow.substring(0, dash)) : ZoneId.of(ZONE);
    }
    try {
      return ZoneId.of(keys.zone().get());
    } catch (DateTimeException e) {
      throw new ConfigurationError(
          "orders.platforms." + flow + ".zone",
          "is '" + keys.zone().get() + "'",
          "write a zone, e.g. " + ZONE);
    }
  }

  /**
   * Maps {@code sources}, which holds the responses by section. Invalid details are left out. If
   * the mapping fails, only the phase {@code unknown} is left.
   */
  public ObjectNode map(String flow, JsonNode sources) {
    try {
      Mapping mapping = byFlow.get(flow);
      if (mapping != null && mapping.tree.apply(sources) instanceof ObjectNode common) {
        return common;
      }
      odd(flow, "mapping");
    } catch (JsltException e) {
      failed(flow, e);
    }
    return JsonNodeFactory.instance.objectNode().set("status", UNKNOWN.deepCopy());
  }

  /**
   * Writes the members of what {@link #map} makes into the object that is open.
   *
   * @param kept which of them stay
   * @return whether the mapping made them
   */
  public boolean write(String flow, JsonNode sources, Kept kept, JsonOut out) {
    int before = out.size();
    try {
      Mapping mapping = byFlow.get(flow);
      if (mapping != null && mapping.direct.writeMembers(sources, kept, out)) {
        return true;
      }
      odd(flow, "mapping");
    } catch (JsltException e) {
      failed(flow, e);
    }
    out.cut(before);
    out.name("status");
    out.node(UNKNOWN);
    return false;
  }

  private void failed(String flow, JsltException e) {
    odd(flow, "mapping");
    LOG.warnf("the mapping of %s failed: %s", flow, e.getClass().getSimpleName());
  }

  private void odd(String flow, String kind) {
    meters.counter("orders.mapping.oddities", "platform", flow, "kind", kind).increment();
  }
}
