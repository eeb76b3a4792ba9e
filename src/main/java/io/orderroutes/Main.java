package io.orderroutes;

import io.orderroutes.delivery.ReplayOptions;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigValidationException;
import org.apache.camel.quarkus.main.CamelMainApplication;

/**
 * Starts the service, or one of the commands {@code replay} and {@code test}. A start that
 * configuration stops says so in one line, any other with its trace.
 */
@QuarkusMain
public final class Main {
  private Main() {}

  public static void main(String... args) {
    if (ReplayOptions.asked(args)) {
      ReplayCommand.main(args);
    } else if (TestCommand.asked(args)) {
      TestCommand.main(args);
    } else {
      Quarkus.run(CamelMainApplication.class, Main::ended, args);
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
        System.err.println(
            "The service cannot start: " + cause.getMessage().replaceAll("\\s+", " "));
        return;
      }
    }
    failure.printStackTrace();
  }
}
