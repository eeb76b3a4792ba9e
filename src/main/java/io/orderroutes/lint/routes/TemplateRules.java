package io.orderroutes.lint.routes;

import io.orderroutes.config.Nearest;
import io.orderroutes.lint.files.Bundle;
import io.orderroutes.lint.files.Instance;
import io.orderroutes.lint.files.Part;
import io.orderroutes.lint.files.Part.Kind;
import io.orderroutes.lint.files.Problem;
import io.orderroutes.lint.files.Property;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A route that properties ask a template for names one that exists, and gives what it takes. */
public final class TemplateRules {
  private TemplateRules() {}

  public static Stream<Problem> of(Bundle bundle) {
    return Instance.of(bundle.properties()).stream().flatMap(one -> of(one, bundle));
  }

  private static Stream<Problem> of(Instance instance, Bundle bundle) {
    Optional<Property> named = instance.given("templateId");
    if (named.isEmpty()) {
      return Stream.of(
          instance
              .given()
              .get(0)
              .problem(
                  "camel.route-template[%s] names no template: write camel.route-template[%s].template-id=",
                  instance.name(), instance.name()));
    }
    return instance
        .template(bundle)
        .map(template -> parameters(instance, named.get(), template))
        .orElseGet(() -> unknown(named.get(), bundle.ids(Kind.TEMPLATE)));
  }

  private static Stream<Problem> unknown(Property named, Set<String> templates) {
    return Stream.of(
        named.problem(
            "there is no route template %s: %s",
            named.value(), Nearest.remedy(named.value(), templates, "write one of " + templates)));
  }

  private static Stream<Problem> parameters(Instance instance, Property named, Part template) {
    Map<String, Property> given = new LinkedHashMap<>();
    instance.parameters().forEach(one -> given.put(Instance.plain(Instance.parameter(one)), one));
    Map<String, Part.Parameter> known = new LinkedHashMap<>();
    template.parameters().forEach(one -> known.put(Instance.plain(one.name()), one));
    Stream<Problem> unknown =
        given.entrySet().stream()
            .filter(one -> !known.containsKey(one.getKey()))
            .map(one -> unknown(one.getValue(), template));
    Stream<Problem> missing =
        known.entrySet().stream()
            .filter(one -> one.getValue().required() && !given.containsKey(one.getKey()))
            .filter(one -> !Nearest.isMeant(one.getKey(), given.keySet(), known.keySet()))
            .map(one -> one.getValue().name())
            .map(
                name ->
                    named.problem(
                        "the route template %s needs %s: write camel.route-template[%s].%s=",
                        template.id(), name, instance.name(), name));
    return Stream.concat(unknown, missing);
  }

  private static Problem unknown(Property given, Part template) {
    String name = Instance.parameter(given);
    List<String> known = template.parameters().stream().map(Part.Parameter::name).toList();
    return given.problem(
        "%s is no parameter of the route template %s: %s",
        name, template.id(), Nearest.remedy(name, known, "write one of " + known));
  }
}
