package io.orderroutes.lint.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.orderroutes.config.Nearest;
import io.orderroutes.config.Packaged;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The names of steps and options in Camel's own schema of its YAML. */
public final class Schema {
  private static final String FILE = "schema/camelYamlDsl.json";
  private static final String MODEL = "org.apache.camel.model.";
  private static final String STEP = "ProcessorDefinition";

  /** What a Kamelet's template holds. */
  private static final Map<String, String> OF_A_TEMPLATE =
      Map.of(
          "from", "FromDefinition",
          "route", "RouteDefinition",
          "beans", "BeanFactoryDefinition");

  private JsonNode items;

  /** Read on first use. */
  private JsonNode items() {
    if (items == null) {
      try {
        items = new ObjectMapper().readTree(Packaged.bytes(FILE)).path("items");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return items;
  }

  /** What one place can have, all alternatives together. */
  private static final class Shape {
    final Map<String, JsonNode> members = new TreeMap<>();
    final Set<String> types = new HashSet<>();
    final Set<String> words = new TreeSet<>();
    final Set<String> required = new TreeSet<>();
    JsonNode items = MissingNode.getInstance();
    boolean closed;
    String name = "";
  }

  /** Checks a file of routes. */
  public void checkRoutes(Value file, Report report) {
    if (file.isList()) {
      file.items().forEach(item -> check(item, items(), "a file of routes", report));
    } else if (!file.isNull()) {
      report.add("the file is not a list: begin it with - route:", file);
    }
  }

  /** Checks a Kamelet's template. */
  public void checkKamelet(Value file, Report report) {
    for (Value.Member member : file.at("spec", "template").map(Value::members).orElse(List.of())) {
      String name = member.name().text();
      if (OF_A_TEMPLATE.containsKey(name)) {
        JsonNode schema = definition(OF_A_TEMPLATE.get(name));
        (name.equals("beans") ? member.value().items() : List.of(member.value()))
            .forEach(part -> check(part, schema, name, report));
      } else {
        unknown(member, OF_A_TEMPLATE.keySet(), "part of a template", report);
      }
    }
  }

  /** The names of the languages that Camel's YAML knows, packaged or not. */
  public Set<String> languages() {
    Set<String> names = new TreeSet<>();
    JsonNode languages = definition("language.ExpressionDefinition").path("properties");
    languages.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private JsonNode definition(String name) {
    return items().path("definitions").path(MODEL + name);
  }

  private void check(Value value, JsonNode schema, String where, Report report) {
    Shape shape = new Shape();
    collect(schema, shape, true);
    if (value.isMap()) {
      checkMap(value, shape, where, report);
    } else if (!value.isList()) {
      checkText(value, shape, where, report);
    } else if (shape.types.contains("array") || shape.types.isEmpty()) {
      value.items().forEach(item -> check(item, shape.items, where, report));
    } else {
      report.add("%s holds a list: write %s", value, where, expected(shape));
    }
  }

  private void checkMap(Value map, Shape shape, String where, Report report) {
    if (!shape.types.isEmpty() && !shape.types.contains("object")) {
      report.add("%s holds names with values: write %s", map, where, expected(shape));
      return;
    }
    String kind = shape.name.endsWith(STEP) ? "step" : "option of " + where;
    Set<String> known = shape.members.keySet();
    shape.required.stream()
        .filter(name -> map.at(name).isEmpty() && !Nearest.isMeant(name, map.names(), known))
        .forEach(name -> report.add("%s has no %s: write %s:", map, where, name, name));
    for (Value.Member member : map.members()) {
      String name = member.name().text();
      if (known.contains(name)) {
        check(member.value(), shape.members.get(name), name, report);
      } else if (shape.closed) {
        unknown(member, known, kind, report);
      }
    }
  }

  private static void unknown(Value.Member member, Set<String> known, String kind, Report report) {
    String otherwise = "remove it, or indent it below what it belongs to";
    report.known(member.name(), kind, member.name().text(), known, otherwise);
  }

  private static void checkText(Value value, Shape shape, String where, Report report) {
    String text = value.text();
    if (value.isNull() || text.contains("{{") || shape.types.isEmpty()) {
      return;
    }
    if (!shape.types.contains("string")
        && !(shape.types.contains("boolean") && text.matches("true|false"))
        && !(shape.types.contains("number") && text.matches("-?\\d+(\\.\\d+)?"))) {
      report.add("%s is '%s': write %s", value, where, text, expected(shape));
    } else if (!shape.words.isEmpty()) {
      report.known(value, where, text, shape.words, "write one of " + shape.words);
    }
  }

  private static String expected(Shape shape) {
    if (shape.types.contains("array")) {
      return "a list, each item after - ";
    }
    return shape.types.contains("object")
        ? "its options below it, one a line"
        : shape.types.contains("boolean") ? "true or false" : "one value";
  }

  /** Required members count only for a complete alternative, not for a choice between names. */
  private void collect(JsonNode schema, Shape shape, boolean whole) {
    if (schema.has("$ref")) {
      String name = schema.path("$ref").textValue().replace("#/items/definitions/", "");
      shape.name = shape.name.isEmpty() ? name : shape.name;
      collect(items().path("definitions").path(name), shape, whole);
    }
    if (schema.path("type").isTextual()) {
      shape.types.add(schema.path("type").textValue());
    }
    schema.path("enum").forEach(word -> shape.words.add(word.asText()));
    schema
        .path("properties")
        .properties()
        .forEach(member -> shape.members.putIfAbsent(member.getKey(), member.getValue()));
    shape.items = schema.has("items") ? schema.path("items") : shape.items;
    shape.closed |= isClosed(schema);
    if (whole) {
      schema.path("required").forEach(name -> shape.required.add(name.textValue()));
    }
    for (String alternatives : new String[] {"anyOf", "oneOf", "allOf"}) {
      schema.path(alternatives).forEach(one -> collect(one, shape, isClosed(one)));
    }
  }

  private static boolean isClosed(JsonNode schema) {
    return schema.path("additionalProperties").isBoolean()
        && !schema.path("additionalProperties").booleanValue();
  }
}
