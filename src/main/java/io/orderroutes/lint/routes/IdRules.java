package io.orderroutes.lint.routes;

import io.orderroutes.config.Nearest;
import io.orderroutes.lint.files.Bundle;
import io.orderroutes.lint.files.Part;
import io.orderroutes.lint.files.Part.Kind;
import io.orderroutes.lint.files.Problem;
import io.orderroutes.lint.files.Value;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Whatever is declared has an id of its own, and a route's configuration exists where it must. */
public final class IdRules {
  private IdRules() {}

  public static Stream<Problem> of(Bundle bundle) {
    Set<String> configurations = bundle.ids(Kind.CONFIGURATION);
    Stream<Problem> unknown =
        bundle
            .parts(Kind.ROUTE)
            .flatMap(route -> route.value().at("routeConfigurationId").stream())
            .filter(named -> !named.text().isEmpty() && !named.text().contains("{{"))
            .filter(named -> !configurations.contains(named.text()))
            .map(
                named ->
                    named.problem(
                        "there is no routeConfiguration %s: %s",
                        named.text(),
                        Nearest.remedy(
                            named.text(), configurations, "write one of " + configurations)));
    return Stream.of(unnamed(bundle), twice(bundle), unknown).flatMap(problems -> problems);
  }

  /** A platform's route says what becomes of a call that fails, or leaves it to another's. */
  public static Stream<Problem> unconfigured(Bundle bundle) {
    return bundle
        .parts(Kind.ROUTE)
        .filter(route -> route.value().textAt("group").equals("platforms"))
        .filter(route -> route.value().at("routeConfigurationId").isEmpty())
        .filter(route -> route.value().at("errorHandler").isEmpty())
        .map(
            route ->
                route
                    .value()
                    .problem(
                        "platform route %s says nothing of failed calls, whose events would be"
                            + " tried again without end: write routeConfigurationId: gateway-calls",
                        route.id()));
  }

  private static Stream<Problem> unnamed(Bundle bundle) {
    return bundle
        .parts()
        .filter(part -> part.id().isEmpty() && !part.is(Kind.KAMELET) && !part.is(Kind.TEMPLATE))
        .map(
            part ->
                part.value()
                    .problem(
                        "the %s has no %s: write one",
                        part.kind().word, part.is(Kind.BEAN) ? "name" : "id"));
  }

  private static Stream<Problem> twice(Bundle bundle) {
    Map<String, Value> first = new HashMap<>();
    return bundle.parts().filter(part -> part.own() && !part.id().isEmpty()).toList().stream()
        .flatMap(
            part -> {
              Value other = first.putIfAbsent(part.kind() + part.id(), part.value());
              return other == null ? Stream.empty() : Stream.of(twice(part, other));
            });
  }

  private static Problem twice(Part part, Value other) {
    return part.value()
        .problem(
            "there is a %s %s in %s:%d too: give one of them another id",
            part.kind().word, part.id(), other.file(), other.line());
  }
}
