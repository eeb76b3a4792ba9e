package io.orderroutes.lint;

import java.util.stream.Stream;

/** A class that is named is there in a native executable too. */
final class NativeRules {
  private NativeRules() {}

  static Stream<Problem> of(Bundle bundle) {
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
