package io.orderroutes.lint.rules;

import io.orderroutes.lint.files.Bundle;
import io.orderroutes.lint.files.Report;
import io.orderroutes.lint.files.Value;
import java.util.HashSet;
import java.util.Set;

/** Steps and options are those of Camel's YAML, and no name is given twice. */
public final class SyntaxRules {
  private SyntaxRules() {}

  public static void check(Bundle bundle, Report report) {
    for (Value file : bundle.yaml()) {
      file.all().forEach(value -> checkTwice(value, report));
      if (file.file().endsWith(".camel.yaml")) {
        bundle.schema().checkRoutes(file, report);
      } else {
        bundle.schema().checkKamelet(file, report);
      }
    }
  }

  private static void checkTwice(Value map, Report report) {
    Set<String> names = new HashSet<>();
    map.members().stream()
        .map(Value.Member::name)
        .filter(name -> !names.add(name.text()))
        .forEach(name -> report.add("%s is here twice: remove one of them", name, name.text()));
  }
}
