package io.orderroutes.lint.routes;

import io.orderroutes.lint.files.Bundle;
import io.orderroutes.lint.files.Problem;
import io.orderroutes.lint.files.Schema;
import io.orderroutes.lint.files.Value;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/** Steps and options are those that Camel's YAML has, and no name stands twice. */
public final class SyntaxRules {
  private SyntaxRules() {}

  public static Stream<Problem> of(Bundle bundle) {
    Schema schema = bundle.schema();
    return bundle.yaml().stream()
        .flatMap(
            file ->
                Stream.concat(
                    file.all().flatMap(SyntaxRules::twice),
                    file.file().endsWith(".camel.yaml")
                        ? schema.ofRoutes(file)
                        : schema.ofKamelet(file)));
  }

  private static Stream<Problem> twice(Value map) {
    Set<String> names = new HashSet<>();
    return map.members().stream()
        .map(Value.Member::name)
        .filter(name -> !names.add(name.text()))
        .map(name -> name.problem("%s stands here twice: take one away", name.text()));
  }
}
