package io.orderroutes.mappings;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.support.FileWatcherResourceReloadStrategy;
import org.eclipse.microprofile.config.Config;

/**
 * Compiles mappings again when one of their files changes, if Camel reloads routes, as in dev. If a
 * file is wrong, the previous mappings stay, and the log says why.
 */
@Singleton
final class MappingReload {
  private static final String KEY = "camel.main.routes-reload-";

  private final Mappings mappings;
  private final CamelContext camel;
  private final Config config;

  MappingReload(Mappings mappings, CamelContext camel, Config config) {
    this.mappings = mappings;
    this.camel = camel;
    this.config = config;
  }

  /** Camel starts after all observers have returned. */
  void start(@Observes StartupEvent start) throws Exception {
    Optional<Path> directory =
        config
            .getOptionalValue(KEY + "enabled", Boolean.class)
            .filter(Boolean::booleanValue)
            .flatMap(on -> config.getOptionalValue(KEY + "directory", String.class))
            .map(routes -> Path.of(routes, "mappings").toAbsolutePath())
            .filter(Files::isDirectory);
    if (directory.isPresent()) {
      watch(mappings, directory.get(), camel);
    }
  }

  static void watch(Mappings mappings, Path directory, CamelContext camel) throws Exception {
    mappings.readFrom(directory);
    var watcher = new FileWatcherResourceReloadStrategy(directory.toString(), true);
    watcher.setFileFilter(file -> file.getName().endsWith(".jslt"));
    // another mapping may import the changed file
    watcher.setResourceReload((name, changed) -> mappings.compileAgain());
    camel.addService(watcher);
  }
}
