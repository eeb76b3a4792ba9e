package io.orderroutes.lint.routes;

import io.orderroutes.config.NativeClasses;
import io.orderroutes.lint.files.Bundle;
import io.orderroutes.lint.files.Problem;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A class that is named, and a method that is called, is there in a native executable too. */
public final class NativeRules {
  private static final Pattern CALL =
      Pattern.compile("\\$\\{variables?[.:]([A-Za-z0-9_-]+)\\??\\.([A-Za-z]\\w*)");

  private NativeRules() {}

  public static Stream<Problem> of(Bundle bundle) {
    return Stream.concat(classes(bundle), methods(bundle));
  }

  private static Stream<Problem> methods(Bundle bundle) {
    return SimpleRules.texts(bundle)
        .flatMap(
            text ->
                CALL.matcher(text.text())
                    .results()
                    .filter(call -> bundle.catalogue().withoutMethods().contains(call.group(1)))
                    .map(
                        call ->
                            text.problem(
                                "the variable %s has no %s in a native executable: read what you need through a bean, or run on the JVM",
                                call.group(1), call.group(2))));
  }

  private static Stream<Problem> classes(Bundle bundle) {
    return ClassRules.Named.in(bundle)
        .filter(ClassRules.Named::exists)
        .filter(named -> !NativeClasses.names().contains(named.name()))
        .map(
            named ->
                named
                    .at()
                    .problem(
                        "the class %s is not in a native executable: write one of its superclasses that is, or build one with it in NativeClasses",
                        named.name()));
  }
}
