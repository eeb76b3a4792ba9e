package io.orderroutes.sandbox;

import java.io.IOException;

/** Ends a process when this one is gone, however it went, even by {@code kill -9}. */
final class ProcessGuard {
  private ProcessGuard() {}

  /** A shell waits for the end of its input, whose other end is here. */
  static void over(Process process) {
    try {
      Process shell =
          new ProcessBuilder("sh", "-c", "read gone; kill -9 " + process.pid())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      process.onExit().thenRun(shell::destroy);
    } catch (IOException e) {
      // no such shell: then an orderly end has to do
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }
  }
}
