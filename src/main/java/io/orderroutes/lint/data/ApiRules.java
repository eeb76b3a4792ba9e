package io.orderroutes.lint.data;

import io.orderroutes.config.Nearest;
import io.orderroutes.gateway.CallParams;
import io.orderroutes.lint.files.Bundle;
import io.orderroutes.lint.files.Catalogue.Api;
import io.orderroutes.lint.files.Catalogue.Param;
import io.orderroutes.lint.files.KameletUse;
import io.orderroutes.lint.files.Part;
import io.orderroutes.lint.files.Problem;
import io.orderroutes.lint.files.Property;
import io.orderroutes.lint.files.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A call gives its API what the catalogue says that it takes. */
public final class ApiRules {
  private static final String KAMELET = "gateway-call-action";
  private static final Pattern BATCH =
      Pattern.compile("orders\\.platforms\\.\"?([^.\"]+)\"?\\.batch-size");

  private final Bundle bundle;
  private final Part route;
  private final KameletUse call;
  private final Api api;
  private final List<Problem> problems = new ArrayList<>();

  private ApiRules(Bundle bundle, Part route, KameletUse call, Api api) {
    this.bundle = bundle;
    this.route = route;
    this.call = call;
    this.api = api;
  }

  public static Stream<Problem> of(Bundle bundle) {
    return bundle
        .running()
        .flatMap(
            route ->
                KameletUse.in(route.value())
                    .filter(use -> use.name().equals(KAMELET))
                    .flatMap(use -> of(bundle, route, use)));
  }

  private static Stream<Problem> of(Bundle bundle, Part route, KameletUse call) {
    return Optional.ofNullable(bundle.catalogue().apis().get(call.text("api"))).stream()
        .flatMap(api -> new ApiRules(bundle, route, call, api).problems());
  }

  private Stream<Problem> problems() {
    Value at = call.given().getOrDefault("params", call.at());
    Set<String> given = new HashSet<>();
    String params = call.text("params");
    for (String param : params.isBlank() ? new String[0] : params.split("&")) {
      Matcher parts = CallParams.PARAM.matcher(param.strip());
      if (parts.matches()) {
        given.add(parts.group(1));
        param(at, parts.group(1), parts.group(2) != null, parts.group(3));
      } else {
        problems.add(at.problem("params has '%s': write name=value, joined by &", param));
      }
    }
    api.params().forEach((name, param) -> missing(at, given, name, param));
    batch();
    return problems.stream();
  }

  private void param(Value at, String name, boolean number, String value) {
    Param known = api.params().get(name);
    if (known == null) {
      Nearest.to(name, api.params().keySet())
          .ifPresent(
              near ->
                  problems.add(
                      at.problem("%s is no parameter of %s: write %s", name, api.name(), near)));
      return;
    }
    if (known.text() && number) {
      problems.add(
          at.problem(
              "%s is text for %s, and digits would be lost: write %s=%s, without :number",
              name, api.name(), name, value));
    }
    int values = value.contains("${") ? 1 : value.split(",").length;
    if (values > known.most()) {
      problems.add(
          at.problem(
              "%s holds %d values, %s takes %d at most: write no more",
              name, values, api.name(), known.most()));
    }
  }

  private void missing(Value at, Set<String> given, String name, Param param) {
    if (param.required()
        && !given.contains(name)
        && !Nearest.isMeant(name, given, api.params().keySet())
        && !isConfigured(name)) {
      problems.add(at.problem("%s needs %s: write %s=... in params", api.name(), name, name));
    }
  }

  /** A fixed parameter of the platform's order call. */
  private boolean isConfigured(String name) {
    String key = "orders.platforms." + route.id() + ".params." + name;
    return call.text("section").equals("order")
        && (bundle.furtherKeys().contains(key)
            || bundle.properties().stream().anyMatch(property -> property.key().equals(key)));
  }

  private void batch() {
    for (Property property : bundle.properties()) {
      Matcher key = BATCH.matcher(property.key());
      boolean ofThis = key.matches() && key.group(1).equals(route.id());
      if (ofThis
          && call.text("section").equals("order")
          && property.value().matches("\\d{1,9}")
          && Integer.parseInt(property.value()) > api.orders()) {
        problems.add(
            property.problem(
                "%s is %s, but %s takes %d at most: write %d or less",
                property.key(), property.value(), api.name(), api.orders(), api.orders()));
      }
    }
  }
}
