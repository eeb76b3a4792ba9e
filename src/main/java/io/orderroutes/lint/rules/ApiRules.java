package io.orderroutes.lint.rules;

import io.orderroutes.config.Nearest;
import io.orderroutes.gateway.CallParams;
import io.orderroutes.lint.files.Bundle;
import io.orderroutes.lint.files.Catalogue.Api;
import io.orderroutes.lint.files.Catalogue.Param;
import io.orderroutes.lint.files.KameletUse;
import io.orderroutes.lint.files.Part;
import io.orderroutes.lint.files.Property;
import io.orderroutes.lint.files.Report;
import io.orderroutes.lint.files.Value;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A call has the parameters that the catalogue of APIs lists. */
public final class ApiRules {
  private static final String KAMELET = "gateway-call-action";
  private static final Pattern BATCH =
      Pattern.compile("orders\\.platforms\\.\"?([^.\"]+)\"?\\.batch-size");

  private final Bundle bundle;
  private final Part route;
  private final KameletUse call;
  private final Value at;
  private final Api api;
  private final Report report;

  private ApiRules(Bundle bundle, Part route, KameletUse call, Api api, Report report) {
    this.bundle = bundle;
    this.route = route;
    this.call = call;
    this.at = call.given().getOrDefault("params", call.at());
    this.api = api;
    this.report = report;
  }

  public static void check(Bundle bundle, Report report) {
    for (Part route : bundle.running()) {
      for (KameletUse call : KameletUse.in(route.value()).toList()) {
        Api api = bundle.catalogue().apis().get(call.text("api"));
        if (call.name().equals(KAMELET) && api != null) {
          new ApiRules(bundle, route, call, api, report).check();
        }
      }
    }
  }

  private void check() {
    Set<String> given = new HashSet<>();
    String params = call.text("params");
    for (String param : params.isBlank() ? new String[0] : params.split("&")) {
      Matcher parts = CallParams.PARAM.matcher(param.strip());
      if (parts.matches()) {
        given.add(parts.group(1));
        check(parts.group(1), parts.group(2) != null, parts.group(3));
      } else {
        report.add("params has '%s': write name=value, joined by &", at, param);
      }
    }
    api.params().forEach((name, param) -> checkRequired(name, param, given));
    if (call.text("section").equals("order")) {
      bundle.properties().forEach(this::checkBatch);
    }
  }

  private void check(String name, boolean number, String value) {
    Param known = api.params().get(name);
    if (known == null) {
      // an API may take more than is documented
      if (Nearest.to(name, api.params().keySet()).isPresent()) {
        report.known(at, "parameter of " + api.name(), name, api.params().keySet(), "");
      }
      return;
    }
    if (known.text() && number) {
      report.add(
          "%s of %s is text, a number would lose digits: write %s=%s, without :number",
          at, name, api.name(), name, value);
    }
    int values = value.contains("${") ? 1 : value.split(",").length;
    if (values > known.most()) {
      report.add(
          "%s has %d values, %s takes at most %d: remove some",
          at, name, values, api.name(), known.most());
    }
  }

  private void checkRequired(String name, Param param, Set<String> given) {
    // a fixed parameter of the platform's order call
    String key = "orders.platforms." + route.id() + ".params." + name;
    if (param.required()
        && !given.contains(name)
        && !Nearest.isMeant(name, given, api.params().keySet())
        && !(call.text("section").equals("order") && bundle.isSet(key))) {
      report.add("%s needs %s: write %s=... in params", at, api.name(), name, name);
    }
  }

  private void checkBatch(Property property) {
    Matcher key = BATCH.matcher(property.key());
    if (key.matches()
        && key.group(1).equals(route.id())
        && property.value().matches("\\d{1,9}")
        && Integer.parseInt(property.value()) > api.orders()) {
      report.add(
          "%s is %s, %s takes at most %d: write %d or less",
          property, property.key(), property.value(), api.name(), api.orders(), api.orders());
    }
  }
}
