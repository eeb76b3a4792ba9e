package io.orderroutes.sandbox;

import java.util.logging.Level;
import java.util.logging.Logger;

/** Keeps the broker and the clients quiet, so that the documents can be read. */
public final class SandboxLog {
  // held here: the platform's logging forgets levels of loggers that nobody holds
  private static final Logger ROOT = Logger.getLogger("");

  private SandboxLog() {}

  public static void quiet() {
    // or newer JVMs warn about what Netty does
    System.setProperty("io.netty.noUnsafe", "true");
    ROOT.setLevel(Level.OFF);
    // this one decides where it was not installed as the JVM's log manager, as under Maven
    org.jboss.logmanager.Logger.getLogger("").setLevel(Level.OFF);
  }
}
