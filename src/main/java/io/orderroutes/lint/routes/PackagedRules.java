package io.orderroutes.lint.routes;

import io.orderroutes.config.Packaged;
import io.orderroutes.lint.files.Bundle;
import io.orderroutes.lint.files.Problem;
import io.orderroutes.lint.files.Value;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Languages, data formats and steps that a library of Camel adds are packaged. */
public final class PackagedRules {
  /** What the step is made by. */
  private static final Map<String, String> STEPS =
      Map.of("circuitBreaker", "model/CircuitBreakerDefinition", "rest", "component/rest");

  private static final Set<String> FORMATTING = Set.of("marshal", "unmarshal");

  /** Members whose own members have names of the operator's. */
  private static final Set<String> FREE = Set.of("parameters", "properties");

  private PackagedRules() {}

  public static Stream<Problem> of(Bundle bundle) {
    Set<String> languages = bundle.schema().languages();
    return bundle
        .written()
        .flatMap(value -> value.everyMember(member -> !FREE.contains(member.name().text())))
        .flatMap(member -> missing(member, languages));
  }

  private static Stream<Problem> missing(Value.Member member, Set<String> languages) {
    String name = member.name().text();
    if (FORMATTING.contains(name)) {
      return member.value().members().stream()
          .filter(format -> format.value().isMap() && !format.is("custom"))
          .filter(format -> !Packaged.hasService("dataformat", service(format)))
          .map(format -> problem(format.name(), "the data format", format.name().text()));
    }
    if (STEPS.containsKey(name)) {
      return Packaged.has(Packaged.SERVICES + STEPS.get(name))
          ? Stream.empty()
          : Stream.of(problem(member.name(), "the step", name));
    }
    String language = name.equals("language") ? member.value().textAt("language") : name;
    return languages.contains(language) && !isPackaged(language)
        ? Stream.of(problem(member.name(), "the language", language))
        : Stream.empty();
  }

  /** JSON is written by the library that is named. */
  private static String service(Value.Member format) {
    String library = format.value().textAt("library").toLowerCase(Locale.ROOT);
    String json = library.isEmpty() ? "jackson" : library;
    return format.is("json") ? json : format.name().text();
  }

  /** In YAML the language of beans is called by what it names. */
  static boolean isPackaged(String language) {
    return Packaged.hasService("language", language.equals("method") ? "bean" : language);
  }

  private static Problem problem(Value at, String what, String name) {
    return at.problem(
        "%s %s is not packaged: write another one, or build with it in pom.xml", what, name);
  }
}
