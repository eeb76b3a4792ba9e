package io.orderroutes.sandbox;

import io.orderroutes.simulator.GatewaySimulator;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The gateway simulator in a container: SANDBOX_HOST and SANDBOX_PORT say where it listens. With
 * KAFKA_BOOTSTRAP_SERVERS it also sends sample events there, SANDBOX_RATE a second, and prints the
 * documents.
 */
public final class SimulatorMain {
  private SimulatorMain() {}

  public static void main(String[] args) throws Exception {
    SandboxLog.quiet();
    Map<String, String> variables = System.getenv();
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    GatewaySimulator gateway =
        GatewaySimulator.start(
            variables.getOrDefault("SANDBOX_HOST", "0.0.0.0"),
            Integer.parseInt(variables.getOrDefault("SANDBOX_PORT", "8888")));
    Runtime.getRuntime().addShutdownHook(new Thread(gateway::close));
    out.println("gateway simulator listens on port " + gateway.port());
    String brokers = variables.getOrDefault("KAFKA_BOOTSTRAP_SERVERS", "");
    if (!brokers.isEmpty()) {
      out.println("waiting for the service's topics on " + brokers);
      while (!SampleTopics.present(brokers)) {
        TimeUnit.SECONDS.sleep(1);
      }
      SandboxSettings settings =
          SandboxSettings.of(key -> variables.get(key.toUpperCase(Locale.ROOT).replace('.', '_')));
      try (SampleTraffic traffic = new SampleTraffic(brokers, settings, out)) {
        while (!Thread.interrupted()) {
          traffic.step();
        }
      }
    }
  }
}
