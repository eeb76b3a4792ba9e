package io.orderroutes.lint.files;

import io.orderroutes.lint.files.Part.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A route that properties ask a template for: {@code camel.route-template[name].… = …}. */
public record Instance(String name, List<Property> given) {
  private static final Pattern KEY =
      Pattern.compile("camel\\.(?:route-template|routeTemplate)\\[([^]]+)]\\.(.+)");
  private static final List<String> OF_EVERY_TEMPLATE =
      List.of("templateid", "routeid", "prefixid", "group", "uuid");

  public static List<Instance> of(List<Property> properties) {
    Map<String, Instance> found = new LinkedHashMap<>();
    for (Property property : properties) {
      Matcher key = KEY.matcher(property.key());
      if (key.matches()) {
        found
            .computeIfAbsent(key.group(1), name -> new Instance(name, new ArrayList<>()))
            .given
            .add(property);
      }
    }
    return List.copyOf(found.values());
  }

  /** Camel takes a name with dashes for one with capitals. */
  public static String plain(String name) {
    return name.replace("-", "").toLowerCase(Locale.ROOT);
  }

  public static String parameter(Property property) {
    Matcher key = KEY.matcher(property.key());
    return key.matches() ? key.group(2) : "";
  }

  public Optional<Property> given(String parameter) {
    return given.stream()
        .filter(property -> plain(parameter(property)).equals(plain(parameter)))
        .findFirst();
  }

  /** What is given beside the names of the template and of the route. */
  public Stream<Property> parameters() {
    return given.stream()
        .filter(property -> !OF_EVERY_TEMPLATE.contains(plain(parameter(property))));
  }

  public Optional<Part> template(Bundle bundle) {
    return given("templateId").flatMap(id -> bundle.part(Kind.TEMPLATE, id.value()));
  }

  /** The route that the template makes of it. */
  Stream<Part> route(Bundle bundle) {
    return template(bundle).stream()
        .flatMap(
            template -> {
              Property at = given.get(0);
              Part filled =
                  new Part(
                      Kind.TEMPLATE,
                      template.id(),
                      template.value().with(text -> fill(template, text), at.file(), at.line()),
                      true);
              Value route = filled.value().at("route").orElse(filled.value());
              String id = given("routeId").map(Property::value).orElse(name);
              return Stream.of(new Part(Kind.ROUTE, id, route, true));
            });
  }

  private String fill(Part template, String text) {
    String filled = text;
    for (Part.Parameter parameter : template.parameters()) {
      String value = given(parameter.name()).map(Property::value).orElse(parameter.byDefault());
      filled = filled.replace("{{" + parameter.name() + "}}", value);
    }
    return filled;
  }
}
