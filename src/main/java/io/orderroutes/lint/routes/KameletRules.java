package io.orderroutes.lint.routes;

import io.orderroutes.config.Nearest;
import io.orderroutes.lint.files.Bundle;
import io.orderroutes.lint.files.KameletUse;
import io.orderroutes.lint.files.Part;
import io.orderroutes.lint.files.Part.Kind;
import io.orderroutes.lint.files.Problem;
import io.orderroutes.lint.files.Value;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Kamelet that is used exists and is given what it takes; each explains itself. */
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

  public static Stream<Problem> of(Bundle bundle) {
    return Stream.concat(
        bundle
            .parts()
            .flatMap(part -> KameletUse.in(part.value()))
            .filter(use -> !use.isDynamic())
            .flatMap(use -> of(use, bundle)),
        bundle.parts(Kind.KAMELET).flatMap(KameletRules::itself));
  }

  private static Stream<Problem> of(KameletUse use, Bundle bundle) {
    // the component takes a route template for a Kamelet too
    Optional<Part> used =
        bundle.part(Kind.KAMELET, use.name()).or(() -> bundle.part(Kind.TEMPLATE, use.name()));
    if (used.isEmpty()) {
      Set<String> known = bundle.ids(Kind.KAMELET);
      return Stream.of(
          use.at()
              .problem(
                  "there is no Kamelet %s: %s",
                  use.name(), Nearest.remedy(use.name(), known, "write one of " + known)));
    }
    return Stream.concat(unknown(use, used.get()), missing(use, used.get(), bundle));
  }

  private static Stream<Problem> unknown(KameletUse use, Part kamelet) {
    Set<String> known = names(kamelet);
    return use.given().entrySet().stream()
        .filter(one -> !known.contains(one.getKey()) && !OF_COMPONENT.contains(one.getKey()))
        .map(
            one ->
                one.getValue()
                    .problem(
                        "%s is no property of the Kamelet %s: %s",
                        one.getKey(),
                        use.name(),
                        Nearest.remedy(one.getKey(), known, "write one of " + known)));
  }

  private static Set<String> names(Part kamelet) {
    return kamelet.parameters().stream()
        .map(Part.Parameter::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<Problem> missing(KameletUse use, Part kamelet, Bundle bundle) {
    return kamelet.parameters().stream()
        .filter(Part.Parameter::required)
        .map(Part.Parameter::name)
        .filter(name -> !use.given().containsKey(name) && !isConfigured(use, name, bundle))
        .filter(name -> !Nearest.isMeant(name, use.given().keySet(), names(kamelet)))
        .map(
            name ->
                use.at()
                    .problem(
                        "the Kamelet %s needs %s: write %s: under parameters",
                        use.name(), name, name));
  }

  private static boolean isConfigured(KameletUse use, String name, Bundle bundle) {
    return bundle.properties().stream()
        .anyMatch(
            property ->
                property.key().startsWith("camel.kamelet." + use.name() + ".")
                    && property.key().endsWith("." + name));
  }

  private static Stream<Problem> itself(Part kamelet) {
    Value file = kamelet.value();
    String stem = String.valueOf(Path.of(file.file()).getFileName()).split("\\.")[0];
    Value name = file.at("metadata", "name").orElse(file);
    Stream<Problem> named =
        Stream.of(name)
            .filter(one -> !kamelet.id().equals(stem))
            .map(
                one ->
                    one.problem(
                        "the Kamelet is named '%s', its file %s: write name: %s",
                        kamelet.id(), stem, stem));
    Value definition = file.at("spec", "definition").orElse(file);
    Stream<Problem> explained =
        definition.at("properties").stream()
            .flatMap(properties -> properties.members().stream())
            .flatMap(one -> unexplained(one.name(), one.value(), one.name().text()));
    return Stream.of(named, unexplained(definition, definition, "the Kamelet"), explained)
        .flatMap(problems -> problems);
  }

  private static Stream<Problem> unexplained(Value at, Value explained, String what) {
    return Stream.of("title", "description", "type")
        .filter(name -> explained.textAt(name).isBlank())
        .map(name -> at.problem("%s has no %s: write %s:", what, name, name));
  }
}
