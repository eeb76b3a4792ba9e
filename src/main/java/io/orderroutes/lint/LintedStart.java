package io.orderroutes.lint;

import io.orderroutes.config.ConfigurationError;
import io.orderroutes.config.OrdersConfig;
import io.orderroutes.lint.files.Problem;
import io.orderroutes.lint.files.Property;
import io.orderroutes.replay.ReplayOptions;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.annotations.CommandLineArguments;
import io.smallrye.config.SmallRyeConfig;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;

/** Stops the start when the operator's files have mistakes, before Camel loads them. */
@Singleton
final class LintedStart {
  private static final String KEY = "orders.routes.dir";
  private static final String TEMPLATES = "camel.route-template[";

  private final OrdersConfig orders;
  private final Config config;

  LintedStart(OrdersConfig orders, Config config) {
    this.orders = orders;
    this.config = config;
  }

  /** Camel starts when every observer has returned. */
  void start(@Observes @Priority(1) StartupEvent start, @CommandLineArguments String[] arguments) {
    if (!ReplayOptions.asked(arguments)) {
      Optional<Path> dir = orders.routes().dir().map(Path::of).filter(Files::isDirectory);
      dir.ifPresent(this::check);
      checkTemplates(dir.map(Lint::of).orElseGet(Lint::packaged));
    }
  }

  private void checkTemplates(Lint lint) {
    SmallRyeConfig known = config.unwrap(SmallRyeConfig.class);
    List<Property> templates =
        StreamSupport.stream(known.getPropertyNames().spliterator(), false)
            .filter(key -> key.startsWith(TEMPLATES))
            .map(known::getConfigValue)
            .map(Property::of)
            .toList();
    try {
      List<Problem> problems = templates.isEmpty() ? List.of() : lint.templates(templates);
      if (!problems.isEmpty()) {
        String more = problems.size() + " in all; the README lists templates under Change it";
        throw new ConfigurationError(TEMPLATES + "…]", "has a mistake, " + problems.get(0), more);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void check(Path dir) {
    Set<String> keys = new TreeSet<>();
    config.getPropertyNames().forEach(keys::add);
    try {
      List<Problem> problems = Lint.of(dir).problems(keys);
      if (!problems.isEmpty()) {
        throw new ConfigurationError(
            KEY,
            "has a mistake, " + problems.get(0),
            "%d in all, the command lint %s lists them".formatted(problems.size(), dir));
      }
    } catch (IOException | UncheckedIOException e) {
      throw new ConfigurationError(
          KEY, "cannot be read, " + e.getMessage(), "let this user read it");
    }
  }
}
