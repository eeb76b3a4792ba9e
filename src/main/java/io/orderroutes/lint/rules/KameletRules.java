package io.orderroutes.lint.rules;

import io.orderroutes.config.Nearest;
import io.orderroutes.lint.files.Bundle;
import io.orderroutes.lint.files.Instance;
import io.orderroutes.lint.files.KameletUse;
import io.orderroutes.lint.files.Part;
import io.orderroutes.lint.files.Part.Kind;
import io.orderroutes.lint.files.Property;
import io.orderroutes.lint.files.Report;
import io.orderroutes.lint.files.Value;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A Kamelet or template that is used exists and gets what it takes; a Kamelet explains itself. */
public final class KameletRules {
  /** What the component itself takes beside a Kamelet's properties. */
  private static final Set<String> OF_COMPONENT =
      Set.of(
          "location",
          "noErrorHandler",
          "block",
          "timeout",
          "failIfNoConsumers",
          "bridgeErrorHandler",
          "exceptionHandler",
          "exchangePattern",
          "lazyStartProducer");

  private KameletRules() {}

  public static void check(Bundle bundle, Report report) {
    for (Part part : bundle.parts()) {
      KameletUse.in(part.value())
          .filter(use -> !use.isDynamic())
          .forEach(use -> checkUse(use, bundle, report));
    }
    bundle.parts(Kind.KAMELET).forEach(kamelet -> checkKamelet(kamelet, report));
  }

  private static void checkUse(KameletUse use, Bundle bundle, Report report) {
    // the component takes a route template for a Kamelet too
    Optional<Part> used =
        bundle.part(Kind.KAMELET, use.name()).or(() -> bundle.part(Kind.TEMPLATE, use.name()));
    if (used.isEmpty()) {
      Set<String> known = bundle.ids(Kind.KAMELET);
      report.known(use.at(), "Kamelet", use.name(), known, "write one of " + known);
      return;
    }
    use.given().keySet().removeAll(OF_COMPONENT);
    String configured = "camel.kamelet." + use.name() + ".";
    for (Property property : bundle.properties()) {
      if (property.key().startsWith(configured)) {
        use.given().put(property.key().replaceFirst(".*\\.", ""), use.at());
      }
    }
    String remedy = "write %s: under parameters";
    checkParameters(used.get(), use.given(), use.at(), remedy, UnaryOperator.identity(), report);
  }

  /** A route that properties create from a template. */
  public static void checkTemplates(Bundle bundle, Report report) {
    for (Instance instance : Instance.of(bundle.properties())) {
      String key = "camel.route-template[" + instance.name() + "].";
      Optional<Property> named = instance.given("templateId");
      Optional<Part> template = instance.template(bundle);
      if (named.isEmpty()) {
        report.add("no template is named: write %stemplate-id=", instance.given().get(0), key);
      } else if (template.isEmpty()) {
        Set<String> known = bundle.ids(Kind.TEMPLATE);
        String otherwise = "write one of " + known;
        report.known(named.get(), "route template", named.get().value(), known, otherwise);
      } else {
        checkParameters(
            template.get(),
            instance.parameters(),
            named.get(),
            "write " + key + "%s=",
            Instance::plain,
            report);
      }
    }
  }

  /** {@code plain} makes names comparable that are the same to Camel. */
  private static void checkParameters(
      Part part,
      Map<String, ? extends Report.Place> given,
      Report.Place at,
      String remedy,
      UnaryOperator<String> plain,
      Report report) {
    String what = (part.is(Kind.KAMELET) ? "Kamelet " : "route template ") + part.id();
    Map<String, Part.Parameter> known =
        part.parameters().stream()
            .collect(Collectors.toMap(one -> plain.apply(one.name()), one -> one, (a, b) -> a));
    List<String> names = part.parameters().stream().map(Part.Parameter::name).toList();
    given.forEach(
        (name, place) -> {
          if (!known.containsKey(name)) {
            String written = place instanceof Property one ? Instance.parameter(one) : name;
            report.known(
                place, "parameter of the " + what, written, names, "write one of " + names);
          }
        });
    known.forEach(
        (name, parameter) -> {
          if (parameter.required()
              && !given.containsKey(name)
              && !Nearest.isMeant(name, given.keySet(), known.keySet())) {
            String write = remedy.formatted(parameter.name());
            report.add("the %s needs %s: %s", at, what, parameter.name(), write);
          }
        });
  }

  private static void checkKamelet(Part kamelet, Report report) {
    Value file = kamelet.value();
    String stem = String.valueOf(Path.of(file.file()).getFileName()).split("\\.")[0];
    if (!kamelet.id().equals(stem)) {
      report.add(
          "the name of the Kamelet is '%s', the name of its file %s: write name: %s",
          file.at("metadata", "name").orElse(file), kamelet.id(), stem, stem);
    }
    Value definition = file.at("spec", "definition").orElse(file);
    checkExplained(definition, definition, "the Kamelet", report);
    for (Value.Member one : definition.at("properties").map(Value::members).orElse(List.of())) {
      checkExplained(one.name(), one.value(), one.name().text(), report);
    }
  }

  private static void checkExplained(Value at, Value explained, String what, Report report) {
    for (String name : List.of("title", "description", "type")) {
      if (explained.textAt(name).isBlank()) {
        report.add("%s has no %s: write %s:", at, what, name, name);
      }
    }
  }
}
