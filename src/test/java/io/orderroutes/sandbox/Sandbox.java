package io.orderroutes.sandbox;

import io.orderroutes.simulator.GatewaySimulator;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
      if (sandbox.settings.alone()) {
        sandbox.runAlone();
      } else {
        sandbox.run();
      }
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
      if (awaitReady(service, broker.bootstrapServers())) {
        tellPlaces(broker, gateway);
        out.printf(
            "service  %s/observe/health, its log in %s%n%n", service.management(), service.log());
        exchange(broker, Optional.of(service));
      }
    }
  }

  /** The service is somebody else's, in dev for example. */
  private void runAlone() throws Exception {
    out.println("Starting a broker and the gateway simulator ...");
    try (Broker broker = Broker.start(0);
        GatewaySimulator gateway = GatewaySimulator.start(0)) {
      tellPlaces(broker, gateway);
      Path keys = SandboxService.write(broker, gateway);
      out.printf(
          "%nA service with these keys, which are in %s, serves the sample events:%n%n%s%n"
              + "In dev, with Maven 3.9, in another terminal:%n%n"
              + "  mvn quarkus:dev -Dquarkus.config.locations=%s%n%n",
          keys, Files.readString(keys), keys);
      while (!stopping && !SampleTopics.present(broker.bootstrapServers())) {
        TimeUnit.MILLISECONDS.sleep(500);
      }
      exchange(broker, Optional.empty());
    }
  }

  private void tellPlaces(Broker broker, GatewaySimulator gateway) {
    out.printf(
        "broker   %s%ngateway  %s and %s%n",
        broker.bootstrapServers(), gateway.topUrl(), gateway.iopUrl());
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
  private void exchange(Broker broker, Optional<ServiceProcess> service) throws Exception {
    try (SampleTraffic traffic = new SampleTraffic(broker.bootstrapServers(), settings, out)) {
      exchange(service, traffic);
      out.printf("%n%s%n", traffic.results().summary());
      if (settings.exit() && !stopping) {
        judge(traffic.results().problems());
      }
    }
  }

  private void exchange(Optional<ServiceProcess> service, SampleTraffic traffic)
      throws IOException {
    long lastArrival = System.nanoTime();
    while (!stopping) {
      if (service.isPresent()) {
        checkAlive(service.get());
      }
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
