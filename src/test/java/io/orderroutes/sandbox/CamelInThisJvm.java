package io.orderroutes.sandbox;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.apache.camel.quarkus.core.CamelRuntime;

/** Starts the routes in a {@code @QuarkusTest}, which knows nothing of the service's main class. */
@Singleton
final class CamelInThisJvm {
  void start(@Observes @Priority(100_000) StartupEvent start, CamelRuntime routes) {
    routes.start();
  }

  void stop(@Observes @Priority(1) ShutdownEvent stop, CamelRuntime routes) {
    routes.stop();
  }
}
