package io.orderroutes.lint.data;

import io.orderroutes.config.Nearest;
import io.orderroutes.gateway.FaultRule;
import io.orderroutes.lint.files.Bundle;
import io.orderroutes.lint.files.Problem;
import io.orderroutes.lint.files.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Each rule of the table of faults is one, and may decide. */
public final class FaultRules {
  private final List<Problem> problems = new ArrayList<>();
  private final Map<FaultRule, Value> rules = new LinkedHashMap<>();

  private FaultRules() {}

  public static Stream<Problem> of(Bundle bundle) {
    FaultRules table = new FaultRules();
    bundle.faults().ifPresent(table::check);
    return table.problems.stream();
  }

  private void check(Value table) {
    if (!table.isList() && !table.isNull()) {
      problems.add(table.problem("is no list of rules: write each as - code: ..., outcome: ..."));
    }
    table.items().forEach(this::row);
  }

  private void row(Value row) {
    if (!row.isMap()) {
      problems.add(row.problem("is no rule: write code, sub-code or message, and outcome"));
      return;
    }
    Map<String, List<String>> columns = new LinkedHashMap<>();
    row.members().forEach(member -> columns.put(member.name().text(), texts(member.value())));
    Optional<String> wrong =
        columns.keySet().stream().filter(name -> !FaultRule.MEMBERS.contains(name)).findFirst();
    if (wrong.isPresent()) {
      String remedy = Nearest.remedy(wrong.get(), FaultRule.MEMBERS, "remove it");
      problems.add(row.problem("%s is no column of a rule: %s", wrong.get(), remedy));
      return;
    }
    try {
      rule(FaultRule.of(columns), row);
    } catch (IllegalArgumentException e) {
      problems.add(row.problem("%s", e.getMessage()));
    }
  }

  private static List<String> texts(Value value) {
    return value.isList()
        ? value.items().stream().map(Value::text).toList()
        : List.of(value.text());
  }

  private void rule(FaultRule rule, Value row) {
    rules.entrySet().stream()
        .filter(before -> before.getKey().covers(rule))
        .findFirst()
        .ifPresentOrElse(
            before ->
                problems.add(
                    row.problem(
                        before.getKey().covers(rule) && rule.covers(before.getKey())
                            ? "is the rule of line %d again: remove one"
                            : "never decides, since the rule of line %d fits all that it fits:"
                                + " write it before that one",
                        before.getValue().line())),
            () -> rules.put(rule, row));
  }
}
