package io.orderroutes.mappings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.schibsted.spt.data.jslt.Function;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The functions that mapping files can call besides JSLT's own. None of them fails: the result of
 * an invalid value is null, so the field is left out, and it is reported with the name of the
 * function.
 */
final class MappingFunctions {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final JsonNode NOTHING = NullNode.instance;

  private final MappingFiles files;
  private final ZoneId zone;
  private final Consumer<String> odd;
  private final Map<String, JsonNode> phases = new ConcurrentHashMap<>();

  MappingFunctions(MappingFiles files, ZoneId zone, Consumer<String> odd) {
    this.files = files;
    this.zone = zone;
    this.odd = odd;
  }

  /** The body of a function. Arguments that the mapping leaves out are null. */
  private interface Body {
    JsonNode of(JsonNode first, JsonNode second);
  }

  List<Function> all() {
    return List.of(
        named("text", 1, (value, none) -> text(value)),
        named("decimal", 1, (value, none) -> decimal(value)),
        named("part", 1, (value, none) -> value.isObject() ? value : NOTHING),
        named("list", 1, (value, none) -> list(value)),
        named("json", 1, (value, none) -> json(value)),
        named("money", 2, (value, currency) -> Money.of(value, currency).orElse(NOTHING)),
        named("time", 2, this::time),
        named("phase", 2, this::phase));
  }

  /** Whether a value is absent, null, blank or empty; such a value is not reported. */
  private static boolean isNothing(JsonNode value) {
    return value.isNull()
        || value.isMissingNode()
        || (value.isContainerNode() && value.isEmpty())
        || (value.isTextual() && value.textValue().isBlank());
  }

  private static JsonNode text(JsonNode value) {
    String given = value.textValue();
    String text = given == null ? Texts.of(value).orElse("") : given.strip();
    if (text.isEmpty()) {
      return NOTHING;
    }
    return text.equals(given) ? value : TextNode.valueOf(text);
  }

  /** The objects of a list. */
  private JsonNode list(JsonNode value) {
    ArrayNode objects = NODES.arrayNode(value.size());
    for (JsonNode element : value) {
      if (element.isObject()) {
        objects.add(element);
      } else if (value.isArray() && !element.isNull()) {
        odd.accept("list");
      }
    }
    return value.isArray() ? objects : NOTHING;
  }

  private static JsonNode json(JsonNode text) {
    try {
      Optional<String> json = Texts.of(text);
      JsonNode value = json.isEmpty() ? NOTHING : JSON.readTree(json.get());
      return value.isContainerNode() ? value : NOTHING;
    } catch (JsonProcessingException e) {
      return NOTHING;
    }
  }

  private static JsonNode decimal(JsonNode value) {
    return Money.amount(value)
        .<JsonNode>map(amount -> TextNode.valueOf(Money.shortest(amount)))
        .orElse(NOTHING);
  }

  /** {@code {"utc": …, "text": …}} of a text, or of milliseconds since the epoch beside one. */
  private JsonNode time(JsonNode text, JsonNode millis) {
    Optional<String> source = Texts.of(text);
    Optional<Instant> utc =
        Texts.of(millis)
            .flatMap(SourceTime::ofMillis)
            .or(() -> source.flatMap(found -> SourceTime.utc(found, zone)));
    ObjectNode time = NODES.objectNode();
    utc.ifPresent(found -> time.put("utc", SourceTime.text(found)));
    source.ifPresent(found -> time.put("text", found));
    if (utc.isEmpty() && source.isPresent()) {
      odd.accept("time");
    }
    return time.isEmpty() ? NOTHING : time;
  }

  /** The phase of a platform's status, by the table {@code phases/<name>.json}. */
  private JsonNode phase(JsonNode status, JsonNode table) {
    JsonNode phase =
        phases.computeIfAbsent(table.asText(), this::read).path(Texts.of(status).orElse(""));
    if (phase.isMissingNode() && !isNothing(status)) {
      odd.accept("phase");
    }
    return phase.isTextual() ? phase : TextNode.valueOf("unknown");
  }

  private JsonNode read(String table) {
    String name = "phases/" + table + ".json";
    try (InputStream in = files.open(name)) {
      return JSON.readTree(in);
    } catch (IOException e) {
      throw new IllegalArgumentException(files.place(name) + " is no JSON object", e);
    }
  }

  private Function named(String name, int arguments, Body body) {
    return new Function() {
      @Override
      public String getName() {
        return name;
      }

      @Override
      public int getMinArguments() {
        return 1;
      }

      @Override
      public int getMaxArguments() {
        return arguments;
      }

      @Override
      public JsonNode call(JsonNode input, JsonNode[] given) {
        JsonNode result = body.of(given[0], given.length > 1 ? given[1] : NOTHING);
        if (result == NOTHING && !isNothing(given[0])) {
          odd.accept(name);
        }
        return result;
      }
    };
  }
}
