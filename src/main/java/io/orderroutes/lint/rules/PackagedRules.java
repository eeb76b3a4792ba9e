package io.orderroutes.lint.rules;

import io.orderroutes.config.Packaged;
import io.orderroutes.lint.files.Bundle;
import io.orderroutes.lint.files.Report;
import io.orderroutes.lint.files.Value;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Components, languages, data formats and steps that are used are packaged. */
public final class PackagedRules {
  private static final Pattern SCHEME = Pattern.compile("\\s*([a-z][a-z0-9-]*):.*");

  /** Members whose value is an endpoint. */
  private static final Set<String> ENDPOINTS =
      Set.of("uri", "to", "toD", "from", "wireTap", "poll", "deadLetterUri", "afterUri");

  /** Steps whose expression makes one endpoint, or several with a delimiter between them. */
  private static final Set<String> COMPUTED =
      Set.of("dynamicRouter", "enrich", "pollEnrich", "recipientList", "routingSlip");

  /** What implements a step that a library of Camel adds. */
  private static final Map<String, String> STEPS =
      Map.of("circuitBreaker", "model/CircuitBreakerDefinition", "rest", "component/rest");

  /** Members whose own members have names of the operator's choice. */
  private static final Set<String> FREE = Set.of("parameters", "properties");

  private static final Pattern LANGUAGE =
      Pattern.compile("(?<!\\\\)\\$(?:simple)?\\{\\s*(jq|jsonpath|xpath)\\b");

  private final Report report;
  private final Set<String> languages;

  private PackagedRules(Bundle bundle, Report report) {
    this.report = report;
    this.languages = bundle.schema().languages();
  }

  public static void check(Bundle bundle, Report report) {
    PackagedRules rules = new PackagedRules(bundle, report);
    bundle.members().forEach(rules::checkEndpoint);
    for (Value value : bundle.written()) {
      value.everyMember(member -> !FREE.contains(member.name().text())).forEach(rules::check);
    }
    for (Value text : bundle.simple()) {
      text.find(LANGUAGE).forEach(name -> rules.checkLanguage(text, name));
    }
  }

  private void checkEndpoint(Value.Member member) {
    String name = member.name().text();
    if (ENDPOINTS.contains(name)) {
      checkComponent(member.value(), member.value().text());
    } else if (COMPUTED.contains(name)) {
      checkComputed(member.value());
    }
  }

  /** What the step's expression says as text. */
  private void checkComputed(Value step) {
    String given = step.textAt("delimiter") + step.textAt("uriDelimiter");
    String delimiter = Pattern.quote(given.isEmpty() ? "," : given);
    for (Value.Member member : step.everyMember()) {
      if (member.is("constant") || member.is("simple")) {
        Value text = member.value().at("expression").orElse(member.value());
        for (String uri : text.text().replaceAll("\\$\\{[^{}]*}", "\\$").split(delimiter)) {
          checkComponent(text, uri);
        }
      }
    }
  }

  private void checkComponent(Value at, String uri) {
    Matcher scheme = SCHEME.matcher(uri);
    if (scheme.matches()) {
      check(at, "component", scheme.group(1), "component/" + scheme.group(1));
    }
  }

  private void check(Value.Member member) {
    String name = member.name().text();
    if (name.equals("marshal") || name.equals("unmarshal")) {
      for (Value.Member format : member.value().members()) {
        if (format.value().isMap() && !format.is("custom")) {
          Value at = format.name();
          check(at, "data format", at.text(), "dataformat/" + library(format));
        }
      }
    } else if (STEPS.containsKey(name)) {
      check(member.name(), "step", name, STEPS.get(name));
    } else if (name.equals("language")) {
      checkLanguage(member.name(), member.value().textAt("language"));
    } else {
      checkLanguage(member.name(), name);
    }
  }

  /** JSON is written by the library that is named. */
  private static String library(Value.Member format) {
    String library = format.value().textAt("library").toLowerCase(Locale.ROOT);
    String json = library.isEmpty() ? "jackson" : library;
    return format.is("json") ? json : format.name().text();
  }

  private void checkLanguage(Value at, String name) {
    if (languages.contains(name)) {
      check(at, "language", name, "language/" + (name.equals("method") ? "bean" : name));
    }
  }

  private void check(Value at, String kind, String name, String service) {
    if (!Packaged.has(Packaged.SERVICES + service)) {
      report.add(
          "the %s %s is not packaged: write another one, or add it to pom.xml and build",
          at, kind, name);
    }
  }
}
