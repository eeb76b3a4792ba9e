package io.orderroutes.sandbox;

import java.io.IOException;

/**
 * Rides in the service's process as an agent and ends it when the sandbox is gone: then nobody
 * holds the other end of its input any more.
 */
public final class ServiceGuard {
  private ServiceGuard() {}

  public static void premain(String arguments) {
    Thread watch = new Thread(ServiceGuard::watch, "sandbox-guard");
    watch.setDaemon(true);
    watch.start();
  }

  private static void watch() {
    try {
      while (System.in.read() >= 0) {
        // nothing is ever said
      }
    } catch (IOException e) {
      // gone as well
    }
    Runtime.getRuntime().halt(1);
  }
}
