package io.orderroutes.lint.routes;

import io.orderroutes.config.Nearest;
import io.orderroutes.lint.files.Bundle;
import io.orderroutes.lint.files.Problem;
import io.orderroutes.lint.files.Value;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A variable that a text reads is set: by the service's code, or by a step. */
public final class VariableRules {
  private static final Pattern READ =
      Pattern.compile("\\$\\{variables?[.:](?:global:)?([A-Za-z0-9_-]+)");
  private static final Set<String> STEPS = Set.of("setVariable", "convertVariableTo");

  private VariableRules() {}

  public static Stream<Problem> of(Bundle bundle) {
    Set<String> known = new TreeSet<>(bundle.catalogue().variables());
    bundle.yaml().stream().flatMap(Value::everyMember).forEach(member -> set(member, known));
    return bundle
        .parts()
        .flatMap(part -> part.value().texts())
        .flatMap(
            text ->
                READ.matcher(text.text())
                    .results()
                    .map(read -> read.group(1))
                    .filter(name -> !known.contains(name))
                    .map(
                        name ->
                            text.problem(
                                "nothing sets the variable %s: %s",
                                name, Nearest.remedy(name, known, "set it in a step before"))));
  }

  private static void set(Value.Member member, Set<String> known) {
    if (STEPS.contains(member.name().text())) {
      known.add(member.value().textAt("name"));
      known.add(member.value().textAt("toName"));
    } else if (member.is("variables")) {
      member.value().items().forEach(one -> known.add(one.textAt("name")));
    } else if (member.is("variableReceive")) {
      known.add(member.value().text());
    }
  }
}
