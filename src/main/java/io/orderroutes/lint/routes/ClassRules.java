package io.orderroutes.lint.routes;

import io.orderroutes.config.NativeClasses;
import io.orderroutes.config.Nearest;
import io.orderroutes.lint.files.Bundle;
import io.orderroutes.lint.files.Problem;
import io.orderroutes.lint.files.Value;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A class that is named exists. */
public final class ClassRules {
  private static final Pattern NAME =
      Pattern.compile("(?:#class:|#type:)?((?:[a-z]\\w*\\.){2,}[A-Z][\\w$]*)(?:[(#].*)?");

  /** One in a function of Simple: type:…, bodyAs(…), headerAs(name,…), bean:… */
  private static final Pattern IN_SIMPLE =
      Pattern.compile("(?:type:|bean:|As\\((?:[^(),]*,\\s*)?)((?:[a-z]\\w*\\.){2,}[A-Z][\\w$]*)");

  /** A class's name where one stands. */
  record Named(String name, Value at) {
    static Stream<Named> in(Bundle bundle) {
      return Stream.concat(
          bundle.yaml().stream().flatMap(Value::texts).flatMap(text -> whole(text).stream()),
          SimpleRules.texts(bundle)
              .filter(text -> text.text().contains("${"))
              .flatMap(
                  text ->
                      IN_SIMPLE
                          .matcher(text.text())
                          .results()
                          .map(name -> new Named(name.group(1), text))));
    }

    private static Optional<Named> whole(Value text) {
      Matcher name = NAME.matcher(text.text());
      return name.matches() ? Optional.of(new Named(name.group(1), text)) : Optional.empty();
    }

    boolean exists() {
      try {
        Class.forName(name, false, Thread.currentThread().getContextClassLoader());
        return true;
      } catch (ClassNotFoundException | LinkageError e) {
        return false;
      }
    }
  }

  private ClassRules() {}

  public static Stream<Problem> of(Bundle bundle) {
    return Named.in(bundle)
        .filter(named -> !named.exists())
        .map(
            named ->
                named
                    .at()
                    .problem(
                        "there is no class %s: %s",
                        named.name(),
                        Nearest.remedy(
                            named.name(),
                            NativeClasses.names(),
                            "write one that is on the class path")));
  }
}
