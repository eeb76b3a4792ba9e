package io.orderroutes.lint.rules;

import io.orderroutes.gateway.FaultRule;
import io.orderroutes.lint.files.Bundle;
import io.orderroutes.lint.files.Report;
import io.orderroutes.lint.files.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Each rule of the table of faults can be read, and can decide. */
public final class FaultRules {
  private final Report report;
  private final Map<FaultRule, Value> rules = new LinkedHashMap<>();

  private FaultRules(Report report) {
    this.report = report;
  }

  public static void check(Bundle bundle, Report report) {
    FaultRules table = new FaultRules(report);
    bundle.faults().ifPresent(table::checkTable);
  }

  private void checkTable(Value table) {
    if (!table.isList() && !table.isNull()) {
      report.add("the table is not a list: write each rule as - code: ..., outcome: ...", table);
    }
    table.items().forEach(this::checkRow);
  }

  private void checkRow(Value row) {
    if (!row.isMap()) {
      report.add("the rule is not a map: write code, sub-code or message, and outcome", row);
      return;
    }
    Map<String, List<String>> columns = new LinkedHashMap<>();
    row.members().forEach(member -> columns.put(member.name().text(), texts(member.value())));
    Optional<String> wrong =
        columns.keySet().stream().filter(name -> !FaultRule.MEMBERS.contains(name)).findFirst();
    if (wrong.isPresent()) {
      report.known(row, "column", wrong.get(), FaultRule.MEMBERS, "remove it");
      return;
    }
    try {
      checkOrder(FaultRule.of(columns), row);
    } catch (IllegalArgumentException e) {
      report.add("%s", row, e.getMessage());
    }
  }

  private static List<String> texts(Value value) {
    List<String> items = value.items().stream().map(Value::text).toList();
    return value.isList() ? items : List.of(value.text());
  }

  private void checkOrder(FaultRule rule, Value row) {
    for (Map.Entry<FaultRule, Value> before : rules.entrySet()) {
      if (before.getKey().covers(rule)) {
        String text =
            rule.covers(before.getKey())
                ? "the rule of line %d says the same: remove one of them"
                : "this rule never decides, because the rule of line %d fits whatever it fits:"
                    + " write it before that one";
        report.add(text, row, before.getValue().line());
        return;
      }
    }
    rules.put(rule, row);
  }
}
