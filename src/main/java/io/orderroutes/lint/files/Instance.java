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

/** A route that properties create from a template: {@code camel.route-template[name].… = …}. */
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

  /** To Camel a name with dashes and one with capitals are the same. */
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

  /** The values for the template's parameters, by {@link #plain} name. */
  public Map<String, Property> parameters() {
    Map<String, Property> found = new LinkedHashMap<>();
    given.forEach(property -> found.put(plain(parameter(property)), property));
    found.keySet().removeAll(OF_EVERY_TEMPLATE);
    return found;
  }

  public Optional<Part> template(Bundle bundle) {
    return given("templateId").flatMap(id -> bundle.part(Kind.TEMPLATE, id.value()));
  }

  /** The route that the template makes. */
  Optional<Part> route(Bundle bundle) {
    return template(bundle).map(this::route);
  }

  private Part route(Part template) {
    Property at = given.get(0);
    Value filled = template.value().with(text -> fill(template, text), at.file(), at.line());
    String id = given("routeId").map(Property::value).orElse(name);
    return new Part(Kind.ROUTE, id, filled.at("route").orElse(filled), true);
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
