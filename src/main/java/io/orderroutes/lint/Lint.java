package io.orderroutes.lint;

import io.orderroutes.config.OperatorFiles;
import io.orderroutes.lint.data.ApiRules;
import io.orderroutes.lint.data.CaseRules;
import io.orderroutes.lint.data.EventRules;
import io.orderroutes.lint.data.FaultRules;
import io.orderroutes.lint.data.MappingRules;
import io.orderroutes.lint.data.PlaceholderRules;
import io.orderroutes.lint.data.PropertyRules;
import io.orderroutes.lint.files.Bundle;
import io.orderroutes.lint.files.Problem;
import io.orderroutes.lint.files.Property;
import io.orderroutes.lint.files.Reading;
import io.orderroutes.lint.routes.BeanRules;
import io.orderroutes.lint.routes.ClassRules;
import io.orderroutes.lint.routes.ComponentRules;
import io.orderroutes.lint.routes.DirectRules;
import io.orderroutes.lint.routes.IdRules;
import io.orderroutes.lint.routes.KameletRules;
import io.orderroutes.lint.routes.NativeRules;
import io.orderroutes.lint.routes.PackagedRules;
import io.orderroutes.lint.routes.SimpleRules;
import io.orderroutes.lint.routes.SyntaxRules;
import io.orderroutes.lint.routes.TemplateRules;
import io.orderroutes.lint.routes.VariableRules;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Finds mistakes in an operator's files, together with the packaged ones, before they run. */
public final class Lint {
  private static final List<Function<Bundle, Stream<Problem>>> RULES =
      List.of(
          SyntaxRules::of,
          IdRules::of,
          DirectRules::of,
          ComponentRules::of,
          PackagedRules::of,
          KameletRules::of,
          ApiRules::of,
          TemplateRules::of,
          BeanRules::of,
          ClassRules::of,
          VariableRules::of,
          SimpleRules::of,
          PlaceholderRules::of,
          PropertyRules::of,
          FaultRules::of,
          EventRules::of,
          MappingRules::of);

  /** Mistakes that keep no service from working. */
  private static final List<Function<Bundle, Stream<Problem>>> MORE_RULES =
      List.of(CaseRules::of, NativeRules::of, IdRules::unconfigured);

  private final Optional<OperatorFiles> files;

  private Lint(Optional<OperatorFiles> files) {
    this.files = files;
  }

  /** Of an operator's directory. */
  public static Lint of(Path dir) {
    return new Lint(Optional.of(new OperatorFiles(dir)));
  }

  /** Of what is packaged alone. */
  public static Lint packaged() {
    return new Lint(Optional.empty());
  }

  /**
   * All problems, each once, also those of cases, of a class that only a native executable lacks
   * and of a platform's route without a configuration.
   *
   * @throws IOException where the directory cannot be read
   */
  public List<Problem> problems() throws IOException {
    return problems(Set.of(), MORE_RULES);
  }

  /** The problems that would keep this very process from working, which knows further keys. */
  public List<Problem> problems(Set<String> keys) throws IOException {
    return problems(keys, List.of());
  }

  /** The problems of the routes that these keys ask of templates, wherever they stand. */
  public List<Problem> templates(List<Property> keys) throws IOException {
    Bundle all = new Reading(files).bundle(Set.of());
    Bundle asked =
        new Bundle(
            all.files(),
            all.yaml(),
            all.all(),
            keys,
            all.furtherKeys(),
            all.catalogue(),
            all.schema(),
            all.faults());
    return TemplateRules.of(asked).distinct().toList();
  }

  private List<Problem> problems(Set<String> keys, List<Function<Bundle, Stream<Problem>>> more)
      throws IOException {
    Reading reading = new Reading(files);
    Bundle bundle = reading.bundle(keys);
    Stream<Problem> found =
        Stream.concat(RULES.stream(), more.stream()).flatMap(rule -> rule.apply(bundle));
    return Stream.concat(reading.unreadable().stream(), found)
        .distinct()
        .sorted(Comparator.comparing(Problem::file).thenComparingInt(Problem::line))
        .toList();
  }
}
