package io.orderroutes.lint.rules;

import io.orderroutes.lint.files.Bundle;
import io.orderroutes.lint.files.Part;
import io.orderroutes.lint.files.Part.Kind;
import io.orderroutes.lint.files.Report;
import io.orderroutes.lint.files.Value;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Each part has an id of its own, and a route's configuration exists. */
public final class IdRules {
  private IdRules() {}

  public static void check(Bundle bundle, Report report) {
    Map<String, Value> first = new HashMap<>();
    for (Part part : bundle.parts()) {
      if (!part.id().isEmpty()) {
        Value other = part.own() ? first.putIfAbsent(part.kind() + part.id(), part.value()) : null;
        if (other != null) {
          report.add(
              "there is a %s %s in %s:%d too: give one of them another id",
              part.value(), part.kind().word, part.id(), other.file(), other.line());
        }
      } else if (!part.is(Kind.KAMELET) && !part.is(Kind.TEMPLATE)) {
        String id = part.is(Kind.BEAN) ? "name" : "id";
        report.add("the %s has no %s: write one", part.value(), part.kind().word, id);
      }
    }
    Set<String> known = bundle.ids(Kind.CONFIGURATION);
    for (Part route : bundle.parts(Kind.ROUTE)) {
      Value named = route.value().at("routeConfigurationId").orElse(route.value());
      if (!named.text().isEmpty() && !named.text().contains("{{")) {
        String otherwise = "write one of " + known;
        report.known(named, "routeConfiguration", named.text(), known, otherwise);
      }
    }
  }

  /** A platform's route says what a failed call leads to. */
  public static void checkPlatforms(Bundle bundle, Report report) {
    for (Part route : bundle.parts(Kind.ROUTE)) {
      if (route.value().textAt("group").equals("platforms")
          && route.value().at("routeConfigurationId").isEmpty()
          && route.value().at("errorHandler").isEmpty()) {
        report.add(
            "the platform route %s does not handle failed calls, so their events would be tried"
                + " again without end: write routeConfigurationId: gateway-calls",
            route.value(), route.id());
      }
    }
  }
}
