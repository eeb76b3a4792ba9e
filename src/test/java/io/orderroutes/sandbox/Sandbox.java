package io.orderroutes.sandbox;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * {@code mvn -Psandbox}: a real broker, the simulated gateways and the packaged service, with
 * sample events going in and documents coming out.
 */
public final class Sandbox {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LINGER = Duration.ofSeconds(2);

  private final SandboxSettings settings;
  private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
  private volatile boolean stopping;

  private Sandbox(SandboxSettings settings) {
    this.settings = settings;
  }

  public static void main(String[] args) throws Exception {
    SandboxLog.quiet();
    Sandbox sandbox = new Sandbox(SandboxSettings.of(System::getProperty));
    CountDownLatch closed = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> sandbox.stop(closed)));
    try {
      sandbox.run();
    } finally {
      closed.countDown();
    }
  }

  /** Ctrl-C: everything is closed where it was opened. */
  private void stop(CountDownLatch closed) {
    stopping = true;
    try {
      closed.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() throws Exception {
    out.println("Starting a broker, the gateway simulator and the service ...");
    try (Broker broker = Broker.start(0);
        GatewaySimulator gateway = GatewaySimulator.start(0);
        ServiceProcess service = SandboxService.start(broker, gateway)) {
      if (!awaitReady(service, broker.bootstrapServers())) {
        return;
      }
      out.printf(
          "broker   %s%ngateway  %s and %s%nservice  %s/observe/health, its log in %s%n%n",
          broker.bootstrapServers(),
          gateway.topUrl(),
          gateway.iopUrl(),
          service.management(),
          service.log());
      try (SampleTraffic traffic = new SampleTraffic(broker.bootstrapServers(), settings, out)) {
        exchange(service, traffic);
        out.printf("%n%s%n", traffic.results().summary());
        if (settings.exit() && !stopping) {
          judge(traffic.results().problems());
        }
      }
    }
  }

  private boolean awaitReady(ServiceProcess service, String brokers) throws Exception {
    long deadline = System.nanoTime() + 2 * PATIENCE.toNanos();
    while (!stopping) {
      checkAlive(service);
      if (System.nanoTime() > deadline) {
        throw new IOException("The service does not get ready:\n" + service.lastWords());
      }
      if (ServiceReadiness.of(service.management()) && SampleTopics.present(brokers)) {
        return true;
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    return false;
  }

  /** Until Ctrl-C, or with sandbox.exit until every order has ended. */
  private void exchange(ServiceProcess service, SampleTraffic traffic) throws IOException {
    long lastArrival = System.nanoTime();
    while (!stopping) {
      checkAlive(service);
      long now = System.nanoTime();
      if (traffic.step()) {
        lastArrival = now;
      }
      boolean done = traffic.allSent() && traffic.results().allEnded();
      // a while longer, for what should not come
      Duration enough = done ? LINGER : PATIENCE;
      if (settings.exit() && traffic.allSent() && now - lastArrival > enough.toNanos()) {
        return;
      }
    }
  }

  private void checkAlive(ServiceProcess service) throws IOException {
    if (!service.alive() && !stopping) {
      throw new IOException("The service has ended; its last words:\n" + service.lastWords());
    }
  }

  private static void judge(List<String> problems) {
    if (!problems.isEmpty()) {
      throw new IllegalStateException("Not every order went well: " + String.join("; ", problems));
    }
  }
}
