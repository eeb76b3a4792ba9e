package io.orderroutes.cli;

import io.orderroutes.config.KnownKeys;
import io.orderroutes.replay.ReplayOptions;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigValidationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.quarkus.main.CamelMainApplication;

/**
 * Starts the service, or one of the commands {@code replay}, {@code test} and {@code lint}. A start
 * that fails because of configuration prints one line; any other failure prints its trace.
 */
@QuarkusMain
public final class Main {
  /** SmallRye Config's message: {@code SRCFG00050: orders.topics.evnts in … does not map …}. */
  private static final Pattern UNKNOWN_KEY = Pattern.compile("SRCFG00050: (\\S+) ");

  private Main() {}

  public static void main(String... args) {
    switch (args.length == 0 ? "" : args[0]) {
      case ReplayOptions.COMMAND -> ReplayCommand.main(args);
      case TestCommand.NAME -> TestCommand.main(args);
      case LintCommand.NAME -> System.exit(LintCommand.run(System.out, System.err, args));
      default -> Quarkus.run(CamelMainApplication.class, Main::ended, args);
    }
  }

  static void ended(Integer status, Throwable failure) {
    if (failure != null) {
      explain(failure);
    }
    System.exit(status);
  }

  private static void explain(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConfigurationException || cause instanceof ConfigValidationException) {
        String message = cause.getMessage().replaceAll("\\s+", " ");
        System.err.println("The service cannot start: " + message + remedy(message));
        return;
      }
    }
    failure.printStackTrace();
  }

  /** The known key that is nearest to an unknown one. */
  private static String remedy(String message) {
    Matcher unknown = UNKNOWN_KEY.matcher(message);
    return unknown.find()
        ? KnownKeys.packaged()
            .nearest(unknown.group(1))
            .map(near -> ": write " + near)
            .orElse(": application.properties has all keys")
        : "";
  }
}
