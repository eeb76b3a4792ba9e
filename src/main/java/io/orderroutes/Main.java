package io.orderroutes;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the service; a start that fails says why in its last line. */
@QuarkusMain
public final class Main {
  private Main() {}

  public static void main(String... args) {
    Quarkus.run(
        null,
        (code, failure) -> {
          System.err.println("HANDLER " + code + " " + failure);
          System.exit(code);
        },
        args);
  }
}
