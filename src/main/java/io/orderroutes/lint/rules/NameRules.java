package io.orderroutes.lint.rules;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

  private final Bundle bundle;
  private final Report report;

  private NameRules(Bundle bundle, Report report) {
    this.bundle = bundle;
    this.report = report;
  }

  public static void check(Bundle bundle, Report report) throws IOException {
    NameRules rules = new NameRules(bundle, report);
    rules.checkBeans();
    rules.checkVariables();
    rules.checkFunctions();
    rules.checkKeys();
    rules.classes(rules::checkClass);
  }

  /** What a native executable lacks. */
  public static void checkNative(Bundle bundle, Report report) {
    NameRules rules = new NameRules(bundle, report);
    rules.classes(rules::checkNativeClass);
    rules.checkNativeMethods();
  }

  private void checkBeans() {
    Set<String> known = new TreeSet<>(bundle.catalogue().beans());
    known.addAll(bundle.ids(Kind.BEAN));
    String otherwise = "declare it under beans:";
    for (Value.Member member : bundle.members()) {
      Pattern pattern = OF_A_BEAN.contains(member.name().text()) ? PLAIN_BEAN : BEAN;
      for (String name : member.value().find(pattern)) {
        report.known(member.value(), "bean", name, known, otherwise);
      }
    }
    for (Property property : bundle.properties()) {
      Matcher name = BEAN.matcher(property.value());
      if (property.key().startsWith("camel.") && name.matches()) {
        report.known(property, "bean", name.group(1), known, otherwise);
      }
    }
  }

  private void checkVariables() {
    Set<String> known = new TreeSet<>(bundle.catalogue().variables());
    for (Value file : bundle.yaml()) {
      file.everyMember().forEach(member -> addSet(member, known));
    }
    for (Part part : bundle.parts()) {
      for (Value text : part.value().texts()) {
        for (String name : text.find(VARIABLE)) {
          report.known(text, "variable", name, known, "set it in a step before");
        }
      }
    }
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

  private void checkFunctions() throws IOException {
    Set<String> known = functions();
    for (Value text : bundle.simple()) {
      for (String name : text.find(FUNCTION)) {
        String otherwise = "write one that Camel documents";
        report.known(text, "function of Simple", name, known, otherwise);
      }
    }
  }

  /** The names of Simple's functions. */
  public static Set<String> functions() throws IOException {
    Set<String> names = new TreeSet<>(UNLISTED);
    JsonNode list = new ObjectMapper().readTree(Packaged.bytes(FUNCTIONS)).path("functions");
    list.fieldNames().forEachRemaining(name -> names.add(name.split("[^A-Za-z-]")[0]));
    // only the list spells it so
    names.remove("hostName");
    return names;
  }

  /** Calls {@code use} with each text that names a class, and the class. */
  private void classes(BiConsumer<Value, String> use) {
    for (Value file : bundle.yaml()) {
      for (Value text : file.texts()) {
        text.find(CLASS).forEach(name -> use.accept(text, name));
      }
    }
    for (Value text : bundle.simple()) {
      if (text.text().contains("${")) {
        text.find(CLASS_IN_SIMPLE).forEach(name -> use.accept(text, name));
      }
    }
  }

  private void checkClass(Value text, String name) {
    if (!exists(name)) {
      String otherwise = "write one that is on the class path";
      report.known(text, "class", name, NativeClasses.names(), otherwise);
    }
  }

  private void checkNativeClass(Value text, String name) {
    if (exists(name) && !NativeClasses.names().contains(name)) {
      report.add(
          "the class %s is not in a native executable: write one of its superclasses that is, or"
              + " build one with it in NativeClasses",
          text, name);
    }
  }

  private void checkNativeMethods() {
    for (Value text : bundle.simple()) {
      Matcher call = METHOD.matcher(text.text());
      while (call.find()) {
        if (bundle.catalogue().withoutMethods().contains(call.group(1))) {
          report.add(
              "the variable %s has no %s in a native executable: read it through a bean, or run on"
                  + " the JVM",
              text, call.group(1), call.group(2));
        }
      }
    }
  }

  private static boolean exists(String name) {
    try {
      Class.forName(name, false, Thread.currentThread().getContextClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  private void checkKeys() {
    KnownKeys manual = KnownKeys.packaged();
    for (Property property : bundle.properties()) {
      String key = property.key();
      if (key.startsWith("orders.") && !manual.has(key)) {
        Optional<String> near = manual.nearest(key).map(one -> "write " + one);
        String write = near.orElse("the packaged " + FILE + " has all keys");
        report.add("there is no key %s: %s", property, key, write);
      }
    }
    for (Part part : bundle.parts()) {
      Set<String> given = new TreeSet<>(part.localBeans());
      part.parameters().forEach(parameter -> given.add(parameter.name()));
      given.addAll(part.is(Kind.TEMPLATE) ? OF_EVERY_TEMPLATE : Set.of());
      for (Value text : part.value().texts()) {
        for (String name : text.find(PLACEHOLDER)) {
          if (!given.contains(name) && !manual.has(name) && !bundle.isSet(name)) {
            Optional<String> near = Nearest.to(name, given).or(() -> manual.nearest(name));
            String write = near.map(one -> "write {{" + one + "}}").orElse("set it in " + FILE);
            report.add("there is no key %s: %s", text, name, write);
          }
        }
      }
    }
  }
}
