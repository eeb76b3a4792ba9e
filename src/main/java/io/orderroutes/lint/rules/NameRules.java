package io.orderroutes.lint.rules;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderroutes.config.KnownKeys;
import io.orderroutes.config.NativeClasses;
import io.orderroutes.config.Nearest;
import io.orderroutes.config.Packaged;
import io.orderroutes.lint.files.Bundle;
import io.orderroutes.lint.files.Part;
import io.orderroutes.lint.files.Part.Kind;
import io.orderroutes.lint.files.Property;
import io.orderroutes.lint.files.Report;
import io.orderroutes.lint.files.Value;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a text names exists: beans, classes, variables, functions, placeholders and keys. */
public final class NameRules {
  /** Members whose value is a bean's name. */
  private static final Set<String> OF_A_BEAN =
      Set.of(
          "ref",
          "onExceptionOccurredRef",
          "onRedeliveryRef",
          "onPrepareFailureRef",
          "idempotentRepository");

  private static final Pattern BEAN = Pattern.compile("^#(?:bean:)?([A-Za-z_][\\w.-]*)$");
  private static final Pattern PLAIN_BEAN = Pattern.compile("^(?:#(?:bean:)?)?([^#:{]+)$");

  private static final Pattern CLASS =
      Pattern.compile("^(?:#class:|#type:)?((?:[a-z]\\w*\\.){2,}[A-Z][\\w$]*)(?:[(#].*)?$");

  /** One in a function of Simple: type:…, bodyAs(…), headerAs(name,…), bean:… */
  private static final Pattern CLASS_IN_SIMPLE =
      Pattern.compile("(?:type:|bean:|As\\((?:[^(),]*,\\s*)?)((?:[a-z]\\w*\\.){2,}[A-Z][\\w$]*)");

  private static final Pattern VARIABLE =
      Pattern.compile("\\$\\{variables?[.:](?:global:)?([A-Za-z0-9_-]+)");
  private static final Pattern METHOD =
      Pattern.compile("\\$\\{variables?[.:]([A-Za-z0-9_-]+)\\??\\.([A-Za-z]\\w*)");

  /** A placeholder without a default, and not optional. */
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*([^{}:?!]+?)\\s*}}");

  private static final String FILE = "application.properties";
  private static final Set<String> OF_EVERY_TEMPLATE = Set.of("routeId", "templateId", "uuid");

  /** Camel's own list of the functions of Simple, each with its parameters. */
  private static final String FUNCTIONS = "META-INF/org/apache/camel/language/simple/simple.json";

  /** Those that the list lacks. */
  private static final Set<String> UNLISTED =
      Set.of("file", "hostname", "in", "logExchange", "sysenv");

  private static final Pattern FUNCTION =
      Pattern.compile("(?<!\\\\)\\$(?:simple)?\\{\\s*([A-Za-z][A-Za-z0-9-]*)");

  private NameRules() {}

  public static void check(Bundle bundle, Report report) throws IOException {
    checkBeans(bundle, report);
    checkVariables(bundle, report);
    Set<String> functions = functions();
    find(
        bundle.simple(),
        FUNCTION,
        (text, name) ->
            report.known(
                text, "function of Simple", name, functions, "write one that Camel documents"));
    findClasses(
        bundle,
        (text, name) -> {
          if (!exists(name)) {
            String otherwise = "write one that is on the class path";
            report.known(text, "class", name, NativeClasses.names(), otherwise);
          }
        });
    checkKeys(bundle, report);
  }

  /** What a native executable lacks. */
  public static void checkNative(Bundle bundle, Report report) {
    findClasses(
        bundle,
        (text, name) -> {
          if (exists(name) && !NativeClasses.names().contains(name)) {
            report.add(
                "the class %s is not in a native executable: write one of its superclasses that"
                    + " is, or build one with it in NativeClasses",
                text, name);
          }
        });
    bundle
        .simple()
        .forEach(
            text ->
                METHOD
                    .matcher(text.text())
                    .results()
                    .filter(call -> bundle.catalogue().withoutMethods().contains(call.group(1)))
                    .forEach(
                        call ->
                            report.add(
                                "the variable %s has no %s in a native executable: read it through"
                                    + " a bean, or run on the JVM",
                                text, call.group(1), call.group(2))));
  }

  /** Calls {@code use} with each text in which the pattern is found, and its first group. */
  private static void find(Stream<Value> texts, Pattern pattern, BiConsumer<Value, String> use) {
    texts.forEach(text -> find(text.text(), pattern).forEach(name -> use.accept(text, name)));
  }

  private static Stream<String> find(String text, Pattern pattern) {
    return pattern.matcher(text).results().map((MatchResult found) -> found.group(1));
  }

  private static void checkBeans(Bundle bundle, Report report) {
    Set<String> known = new TreeSet<>(bundle.catalogue().beans());
    known.addAll(bundle.ids(Kind.BEAN));
    String otherwise = "declare it under beans:";
    bundle
        .written()
        .flatMap(Value::everyMember)
        .forEach(
            member -> {
              boolean plain = OF_A_BEAN.contains(member.name().text());
              find(member.value().text(), plain ? PLAIN_BEAN : BEAN)
                  .forEach(name -> report.known(member.value(), "bean", name, known, otherwise));
            });
    bundle.properties().stream()
        .filter(property -> property.key().startsWith("camel."))
        .forEach(
            property ->
                find(property.value(), BEAN)
                    .forEach(name -> report.known(property, "bean", name, known, otherwise)));
  }

  private static void findClasses(Bundle bundle, BiConsumer<Value, String> use) {
    find(bundle.yaml().stream().flatMap(Value::texts), CLASS, use);
    find(bundle.simple().filter(text -> text.text().contains("${")), CLASS_IN_SIMPLE, use);
  }

  private static boolean exists(String name) {
    try {
      Class.forName(name, false, Thread.currentThread().getContextClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  private static void checkVariables(Bundle bundle, Report report) {
    Set<String> known = new TreeSet<>(bundle.catalogue().variables());
    bundle.yaml().stream().flatMap(Value::everyMember).forEach(member -> addSet(member, known));
    find(
        bundle.parts().flatMap(part -> part.value().texts()),
        VARIABLE,
        (text, name) -> report.known(text, "variable", name, known, "set it in a step before"));
  }

  /** Adds the variables that a step sets. */
  private static void addSet(Value.Member member, Set<String> known) {
    switch (member.name().text()) {
      case "setVariable", "convertVariableTo" -> {
        known.add(member.value().textAt("name"));
        known.add(member.value().textAt("toName"));
      }
      case "variables" -> member.value().items().forEach(one -> known.add(one.textAt("name")));
      case "variableReceive" -> known.add(member.value().text());
      default -> {}
    }
  }

  /** The names of Simple's functions. */
  public static Set<String> functions() throws IOException {
    Set<String> names = new TreeSet<>(UNLISTED);
    new ObjectMapper()
        .readTree(Packaged.bytes(FUNCTIONS))
        .path("functions")
        .fieldNames()
        .forEachRemaining(function -> names.add(function.split("[^A-Za-z-]")[0]));
    // only the list spells it so
    names.remove("hostName");
    return names;
  }

  private static void checkKeys(Bundle bundle, Report report) {
    KnownKeys manual = KnownKeys.packaged();
    for (Property property : bundle.properties()) {
      String key = property.key();
      if (key.startsWith("orders.") && !manual.has(key)) {
        Optional<String> near = manual.nearest(key).map(one -> "write " + one);
        String write = near.orElse("the packaged " + FILE + " has all keys");
        report.add("there is no key %s: %s", property, key, write);
      }
    }
    bundle.parts().forEach(part -> checkPlaceholders(part, bundle, manual, report));
  }

  private static void checkPlaceholders(Part part, Bundle bundle, KnownKeys manual, Report report) {
    Set<String> given = new TreeSet<>(part.localBeans());
    part.parameters().forEach(parameter -> given.add(parameter.name()));
    if (part.is(Kind.TEMPLATE)) {
      given.addAll(OF_EVERY_TEMPLATE);
    }
    find(
        part.value().texts(),
        PLACEHOLDER,
        (text, name) -> {
          boolean set = bundle.isSet(name) || System.getProperty(name) != null;
          if (!set && !given.contains(name) && !manual.has(name)) {
            Optional<String> near = Nearest.to(name, given).or(() -> manual.nearest(name));
            String write = near.map(one -> "write {{" + one + "}}").orElse("set it in " + FILE);
            report.add("there is no key %s: %s", text, name, write);
          }
        });
  }
}
