package io.orderroutes.mappings;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Where an answer's fields land in the common shape, found by changing them one at a time. */
final class Landings {
  static final String NOWHERE = "sources only";

  private static final Pattern INDEX = Pattern.compile("/[0-9]+(?=/|$)");
  private static final Mapped MAPPED = Mapped.packaged();

  private final String flow;
  private final ObjectNode sources;
  private final List<JsonPointer> fields;
  private final List<JsonPointer> objects;
  private final Map<JsonPointer, String> landings = new LinkedHashMap<>();

  private Landings(String flow, JsonPointer answer) {
    this.flow = flow;
    this.sources = Mapped.examples(flow);
    Map<JsonPointer, JsonNode> nodes = Changes.nodes(sources.at(answer), answer);
    this.fields = nodes.keySet().stream().filter(at -> nodes.get(at).isValueNode()).toList();
    this.objects = nodes.keySet().stream().filter(at -> nodes.get(at).isObject()).skip(1).toList();
  }

  /** Sources that lack some fields, and their common shape. */
  private record Base(
      List<JsonPointer> missing, ObjectNode sources, Map<String, Set<JsonNode>> common) {}

  /** By field, in the answer's order; {@code answer} points to it among the flow's sources. */
  static Map<JsonPointer, String> of(String flow, JsonPointer answer) {
    Landings found = new Landings(flow, answer);
    Base whole = found.base(List.of());
    found.fields.forEach(field -> found.landings.put(field, found.landing(field, whole)));
    found.findFallbacks();
    return found.landings;
  }

  /** A dotted path whose lists end in {@code []}. */
  static String path(JsonPointer field) {
    return INDEX.matcher(field.toString().substring(1)).replaceAll("[]").replace('/', '.');
  }

  /** Where fields land only if another is missing, or that one and what stands in for it. */
  private void findFallbacks() {
    List<List<JsonPointer>> single = new ArrayList<>();
    Set<JsonPointer> idle = Set.copyOf(nowhere());
    fields.stream().filter(at -> !idle.contains(at)).forEach(at -> single.add(List.of(at)));
    objects.forEach(object -> single.add(List.of(object)));
    List<List<JsonPointer>> chains = new ArrayList<>();
    findFallbacks(single)
        .forEach((field, base) -> chains.add(List.of(base.missing().get(0), field)));
    findFallbacks(chains);
  }

  private Map<JsonPointer, Base> findFallbacks(List<List<JsonPointer>> conditions) {
    Map<JsonPointer, Base> best = new LinkedHashMap<>();
    for (List<JsonPointer> missing : conditions) {
      Base base = base(missing);
      for (JsonPointer field : revealed(base, nowhere())) {
        best.merge(
            field, base, (one, two) -> isBeside(field, two) && !isBeside(field, one) ? two : one);
      }
    }
    best.forEach((field, base) -> landings.put(field, landing(field, base)));
    return best;
  }

  private boolean isBeside(JsonPointer field, Base base) {
    return base.missing().stream()
        .filter(missing -> sources.at(missing).isValueNode())
        .anyMatch(missing -> missing.head().equals(field.head()));
  }

  private List<JsonPointer> nowhere() {
    return fields.stream().filter(field -> landings.get(field).equals(NOWHERE)).toList();
  }

  /** Those of the fields that land somewhere, found by halves. */
  private List<JsonPointer> revealed(Base base, List<JsonPointer> some) {
    if (common(Changes.in(base.sources(), some)).equals(base.common())) {
      return List.of();
    } else if (some.size() == 1) {
      return landing(some.get(0), base).equals(NOWHERE) ? List.of() : some;
    }
    int half = some.size() / 2;
    List<JsonPointer> found = new ArrayList<>(revealed(base, some.subList(0, half)));
    found.addAll(revealed(base, some.subList(half, some.size())));
    return found;
  }

  private String landing(JsonPointer field, Base base) {
    Map<String, Set<JsonNode>> after = common(Changes.in(base.sources(), List.of(field)));
    List<String> parts = new ArrayList<>();
    after.forEach(
        (path, values) -> {
          if (!base.common().getOrDefault(path, Set.of()).containsAll(values)) {
            parts.add("`" + path + "`");
          }
        });
    if (base.missing().isEmpty()) {
      base.common().keySet().stream()
          .filter(path -> !after.containsKey(path))
          .forEach(path -> parts.add("key to `" + path + "`"));
    }
    return parts.isEmpty() ? NOWHERE : String.join(", ", parts) + condition(base.missing());
  }

  private static String condition(List<JsonPointer> missing) {
    String end = missing.size() == 1 ? " is missing" : " are missing";
    return missing.isEmpty()
        ? ""
        : missing.stream()
            .map(field -> "`" + path(field) + "`")
            .collect(Collectors.joining(" and ", ", where ", end));
  }

  /** The values at each path of the common shape. */
  private Map<String, Set<JsonNode>> common(ObjectNode given) {
    Map<String, Set<JsonNode>> values = new TreeMap<>();
    Changes.nodes(MAPPED.of(flow, given), JsonPointer.empty())
        .forEach(
            (at, node) -> {
              if (node.isValueNode()) {
                values.computeIfAbsent(path(at), none -> new HashSet<>()).add(node);
              }
            });
    return values;
  }

  private Base base(List<JsonPointer> missing) {
    ObjectNode rest = sources.deepCopy();
    for (JsonPointer field : missing) {
      if (rest.at(field.head()) instanceof ObjectNode parent) {
        parent.remove(field.last().getMatchingProperty());
      }
    }
    return new Base(missing, rest, common(rest));
  }
}
