package io.orderroutes.lint;

import io.orderroutes.config.OperatorFiles;
import io.orderroutes.lint.files.Bundle;
import io.orderroutes.lint.files.Problem;
import io.orderroutes.lint.files.Property;
import io.orderroutes.lint.files.Reading;
import io.orderroutes.lint.files.Report;
import io.orderroutes.lint.rules.ApiRules;
import io.orderroutes.lint.rules.CaseRules;
import io.orderroutes.lint.rules.DirectRules;
import io.orderroutes.lint.rules.FaultRules;
import io.orderroutes.lint.rules.FormRules;
import io.orderroutes.lint.rules.IdRules;
import io.orderroutes.lint.rules.KameletRules;
import io.orderroutes.lint.rules.MappingRules;
import io.orderroutes.lint.rules.NameRules;
import io.orderroutes.lint.rules.PackagedRules;
import io.orderroutes.lint.rules.SyntaxRules;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds mistakes in an operator's files, together with the packaged ones, before they run. */
public final class Lint {
  private static final List<Rule> RULES =
      List.of(
          SyntaxRules::check,
          IdRules::check,
          DirectRules::check,
          PackagedRules::check,
          KameletRules::check,
          KameletRules::checkTemplates,
          ApiRules::check,
          NameRules::check,
          FaultRules::check,
          FormRules::check,
          MappingRules::check);

  /** Mistakes that do not keep the service from working on the JVM. */
  private static final List<Rule> MORE_RULES =
      List.of(CaseRules::check, NameRules::checkNative, IdRules::checkPlatforms);

  private final Optional<OperatorFiles> files;

  private interface Rule {
    void check(Bundle bundle, Report report) throws IOException;
  }

  private Lint(Optional<OperatorFiles> files) {
    this.files = files;
  }

  /** Of an operator's directory. */
  public static Lint of(Path dir) {
    return new Lint(Optional.of(new OperatorFiles(dir)));
  }

  /** Of the packaged files alone. */
  public static Lint packaged() {
    return new Lint(Optional.empty());
  }

  /**
   * All problems, each once.
   *
   * @throws IOException where the directory cannot be read
   */
  public List<Problem> problems() throws IOException {
    return problems(Set.of(), MORE_RULES);
  }

  /** The problems that would keep this process from working, in which these keys are set too. */
  public List<Problem> problems(Set<String> keys) throws IOException {
    return problems(keys, List.of());
  }

  /** The problems of the routes that these properties create from templates. */
  public List<Problem> templates(List<Property> properties) throws IOException {
    Bundle bundle = new Reading(files, new Report()).bundle(Set.of()).with(properties);
    Report report = new Report();
    KameletRules.checkTemplates(bundle, report);
    return report.problems();
  }

  private List<Problem> problems(Set<String> keys, List<Rule> more) throws IOException {
    Report report = new Report();
    Bundle bundle = new Reading(files, report).bundle(keys);
    for (List<Rule> rules : List.of(RULES, more)) {
      for (Rule rule : rules) {
        rule.check(bundle, report);
      }
    }
    return report.problems().stream()
        .distinct()
        .sorted(Comparator.comparing(Problem::file).thenComparingInt(Problem::line))
        .toList();
  }
}
