package io.orderroutes.lint.routes;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderroutes.config.Nearest;
import io.orderroutes.config.Packaged;
import io.orderroutes.lint.files.Bundle;
import io.orderroutes.lint.files.Problem;
import io.orderroutes.lint.files.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A function of the language Simple exists. */
public final class SimpleRules {
  /** Camel's own list of them, each with its parameters. */
  private static final String FUNCTIONS = "META-INF/org/apache/camel/language/simple/simple.json";

  /** Those that the list leaves out. */
  private static final Set<String> UNLISTED =
      Set.of("file", "hostname", "in", "logExchange", "sysenv");

  private static final Set<String> OTHER_LANGUAGES = Set.of("jq", "jsonpath", "xpath");
  private static final Set<String> SIMPLE = Set.of("simple", "csimple");
  private static final Pattern CALL =
      Pattern.compile("(?<!\\\\)\\$(?:simple)?\\{\\s*([A-Za-z][A-Za-z0-9-]*)");

  private SimpleRules() {}

  public static Stream<Problem> of(Bundle bundle) {
    Set<String> functions = functions();
    return texts(bundle)
        .flatMap(
            text ->
                CALL.matcher(text.text())
                    .results()
                    .map(call -> call.group(1))
                    .flatMap(name -> problem(text, name, functions)));
  }

  /** What is read as Simple: every text that stands in no other language. */
  static Stream<Value> texts(Bundle bundle) {
    Set<String> others = new TreeSet<>(bundle.schema().languages());
    others.removeAll(SIMPLE);
    return bundle
        .written()
        .flatMap(value -> value.texts(member -> !others.contains(member.name().text())));
  }

  private static Stream<Problem> problem(Value text, String name, Set<String> functions) {
    if (!functions.contains(name)) {
      return Stream.of(
          text.problem(
              "there is no function %s in Simple: %s",
              name, Nearest.remedy(name, functions, "write one that Camel documents")));
    }
    return OTHER_LANGUAGES.contains(name) && !PackagedRules.isPackaged(name)
        ? Stream.of(
            text.problem(
                "the function %s needs the language %s, which is not packaged: write another one, or build with it in pom.xml",
                name, name))
        : Stream.empty();
  }

  /** Their names: what stands before a parameter. */
  public static Set<String> functions() {
    Set<String> names = new TreeSet<>(UNLISTED);
    try {
      new ObjectMapper()
          .readTree(Packaged.bytes(FUNCTIONS))
          .path("functions")
          .fieldNames()
          .forEachRemaining(function -> names.add(function.split("[^A-Za-z-]")[0]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // so it is written in the list, and nowhere else
    names.remove("hostName");
    return names;
  }
}
