package io.orderroutes.cli;

import io.orderroutes.replay.Replay;
import io.orderroutes.replay.ReplayOptions;
import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Singleton;
import java.util.Map;
import org.apache.camel.quarkus.core.CamelRuntime;

/** The command {@code replay}: runs the route of that name only, without ports. */
@Singleton
@Unremovable
public record ReplayCommand(CamelRuntime camel, Replay replay) implements QuarkusApplication {
  private static final int USAGE = 2;

  /** Takes precedence over the operator's configuration of the service. */
  private static final Map<String, String> ALONE =
      Map.of(
          "camel.main.routes-include-pattern", "classpath:routes/replay.camel.yaml",
          "orders.page.enabled", "false",
          "quarkus.http.host-enabled", "false",
          "quarkus.management.host-enabled", "false",
          "quarkus.log.console.stderr", "true",
          "quarkus.log.console.level", "ERROR");

  static void main(String... args) {
    try {
      if (ReplayOptions.of(args).help()) {
        System.out.print(ReplayOptions.HELP);
        return;
      }
    } catch (IllegalArgumentException e) {
      System.err.println("replay: " + e.getMessage());
      System.exit(USAGE);
    }
    ALONE.forEach(System::setProperty);
    Quarkus.run(ReplayCommand.class, Main::ended, args);
  }

  @Override
  public int run(String... args) {
    camel.start(new String[0]);
    return replay.run(ReplayOptions.of(args)) ? 0 : 1;
  }
}
