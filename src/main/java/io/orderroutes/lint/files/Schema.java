package io.orderroutes.lint.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.orderroutes.config.Nearest;
import io.orderroutes.config.Packaged;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Camel's own schema of its YAML, read for names: which steps and options there are. */
public final class Schema {
  private static final String FILE = "schema/camelYamlDsl.json";
  private static final String MODEL = "org.apache.camel.model.";
  private static final String STEP = "ProcessorDefinition";

  private JsonNode items;

  /** Read when it is first asked for. */
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

  /** What can stand in one place, all alternatives together. */
  private static final class Shape {
    final Map<String, JsonNode> members = new TreeMap<>();
    final Set<String> types = new HashSet<>();
    final Set<String> words = new TreeSet<>();
    final Set<String> required = new TreeSet<>();
    JsonNode items = MissingNode.getInstance();
    boolean closed;
    String name = "";
  }

  /** The problems of a file of routes. */
  public Stream<Problem> ofRoutes(Value file) {
    if (!file.isList()) {
      return file.isNull()
          ? Stream.empty()
          : Stream.of(file.problem("the file is no list: begin it with - route:"));
    }
    return file.items().stream().flatMap(item -> problems(item, items(), "a file of routes"));
  }

  /** The problems of a Kamelet's template. */
  public Stream<Problem> ofKamelet(Value file) {
    return file.at("spec", "template").stream()
        .flatMap(template -> template.members().stream())
        .flatMap(
            member ->
                switch (member.name().text()) {
                  case "from" -> problems(member.value(), definition("FromDefinition"), "from");
                  case "route" -> problems(member.value(), definition("RouteDefinition"), "route");
                  case "beans" ->
                      member.value().items().stream()
                          .flatMap(
                              bean -> problems(bean, definition("BeanFactoryDefinition"), "beans"));
                  default ->
                      unknown(member, Set.of("from", "route", "beans"), "part of a template");
                });
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

  private Stream<Problem> problems(Value value, JsonNode schema, String where) {
    Shape shape = new Shape();
    collect(schema, shape, true);
    if (value.isMap()) {
      return ofMap(value, shape, where);
    }
    if (value.isList()) {
      return shape.types.contains("array") || shape.types.isEmpty()
          ? value.items().stream().flatMap(item -> problems(item, shape.items, where))
          : Stream.of(value.problem("%s holds a list: write %s", where, expected(shape)));
    }
    return ofText(value, shape, where);
  }

  private Stream<Problem> ofMap(Value map, Shape shape, String where) {
    if (!shape.types.isEmpty() && !shape.types.contains("object")) {
      return Stream.of(map.problem("%s holds names with values: write %s", where, expected(shape)));
    }
    String kind = shape.name.endsWith(STEP) ? "step" : "option of " + where;
    Stream<Problem> missing =
        shape.required.stream()
            .filter(name -> map.at(name).isEmpty())
            .filter(name -> !Nearest.isMeant(name, map.names(), shape.members.keySet()))
            .map(name -> map.problem("%s has no %s: write %s:", where, name, name));
    Stream<Problem> inside =
        map.members().stream()
            .flatMap(
                member -> {
                  String name = member.name().text();
                  if (shape.members.containsKey(name)) {
                    return problems(member.value(), shape.members.get(name), name);
                  }
                  return shape.closed
                      ? unknown(member, shape.members.keySet(), kind)
                      : Stream.empty();
                });
    return Stream.concat(missing, inside);
  }

  private static Stream<Problem> unknown(Value.Member member, Set<String> known, String kind) {
    String name = member.name().text();
    return Stream.of(
        member
            .name()
            .problem(
                "%s is no %s: %s",
                name,
                kind,
                Nearest.remedy(name, known, "take it out, or indent it below what it belongs to")));
  }

  private static Stream<Problem> ofText(Value value, Shape shape, String where) {
    String text = value.text();
    if (value.isNull() || text.contains("{{") || shape.types.isEmpty()) {
      return Stream.empty();
    }
    if (!shape.types.contains("string")
        && !(shape.types.contains("boolean") && text.matches("true|false"))
        && !(shape.types.contains("number") && text.matches("-?\\d+(\\.\\d+)?"))) {
      return Stream.of(value.problem("%s is '%s': write %s", where, text, expected(shape)));
    }
    return shape.words.isEmpty() || shape.words.contains(text)
        ? Stream.empty()
        : Stream.of(
            value.problem(
                "%s is '%s': %s",
                where, text, Nearest.remedy(text, shape.words, "write one of " + shape.words)));
  }

  private static String expected(Shape shape) {
    if (shape.types.contains("array")) {
      return "a list, each item after - ";
    }
    return shape.types.contains("object")
        ? "its options below it, one a line"
        : shape.types.contains("boolean") ? "true or false" : "one value";
  }

  /**
   * An alternative says what it needs only where it is a whole one, and no mere choice of names.
   */
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
