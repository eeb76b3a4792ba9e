package io.orderroutes.lint;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A class that is named exists. */
final class ClassRules {
  private static final Pattern NAME =
      Pattern.compile("(?:#class:|#type:)?((?:[a-z]\\w*\\.){2,}[A-Z][\\w$]*)(?:[(#].*)?");

  /** A class's name where one stands. */
  record Named(String name, Value at) {
    static Stream<Named> in(Bundle bundle) {
      return bundle.yaml().stream()
          .flatMap(Value::texts)
          .flatMap(
              text -> {
                Matcher name = NAME.matcher(text.text());
                return name.matches() ? Stream.of(new Named(name.group(1), text)) : Stream.empty();
              });
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

  static Stream<Problem> of(Bundle bundle) {
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
