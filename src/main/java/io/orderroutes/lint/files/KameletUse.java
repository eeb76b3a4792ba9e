package io.orderroutes.lint.files;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A step, or the start of a route, that uses a Kamelet, with the properties that it sets. */
public record KameletUse(Value at, String name, Map<String, Value> given) {
  private static final String SCHEME = "kamelet:";

  /** The start and the end of a Kamelet's own template. */
  private static final List<String> INSIDE = List.of("source", "sink");

  public static Stream<KameletUse> in(Value tree) {
    return tree.all().flatMap(KameletUse::of);
  }

  private static Stream<KameletUse> of(Value map) {
    List<KameletUse> found = new ArrayList<>();
    for (Value.Member member : map.members()) {
      Value value = member.value();
      if (value.text().startsWith(SCHEME)) {
        Optional<Value> parameters = member.is("uri") ? map.at("parameters") : Optional.empty();
        found.add(of(value, value.text().substring(SCHEME.length()), parameters));
      } else if (member.is("kamelet")) {
        Value name = value.at("name").orElse(value);
        found.add(of(name, name.text(), value.at("parameters")));
      }
    }
    return found.stream().filter(use -> !INSIDE.contains(use.name()) && !use.name().isEmpty());
  }

  /** A name may be followed by a route's id, and by properties as a query. */
  private static KameletUse of(Value at, String uri, Optional<Value> parameters) {
    Map<String, Value> given = new LinkedHashMap<>();
    parameters.ifPresent(
        map -> map.members().forEach(one -> given.put(one.name().text(), one.value())));
    String[] parts = uri.split("\\?", 2);
    for (String pair : parts.length > 1 ? parts[1].split("&") : new String[0]) {
      given.put(pair.split("=", 2)[0], at);
    }
    return new KameletUse(at, parts[0].split("/", 2)[0], given);
  }

  /** Whether the name is known only when the route runs. */
  public boolean isDynamic() {
    return name.contains("{{") || name.contains("${");
  }

  public String text(String property) {
    return given.containsKey(property) ? given.get(property).text() : "";
  }
}
