package io.orderroutes.benchmarks;

import io.orderroutes.sandbox.Broker;
import io.orderroutes.sandbox.Flow;
import io.orderroutes.sandbox.SandboxLog;
import io.orderroutes.simulator.GatewaySimulator;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * {@code mvn -Pbench}: the packaged service and the hand-written {@link Baseline}, one after the
 * other, each with a broker of its own and the simulated gateway, which run in this process: on the
 * same processors, so that ratios count and absolute figures do not.
 */
public final class FlowBenchmark {
  private static final int WARM = Integer.getInteger("bench.warm", 10_000);
  private static final int ORDERS = Integer.getInteger("bench.orders", 10_000);
  private static final int PACED = Integer.getInteger("bench.paced", 3_000);
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 1);
  private static final String[] LATENCIES = System.getProperty("bench.latency-ms", "20").split(",");

  private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  private interface Starter {
    Contender start(Map<String, String> properties) throws IOException;
  }

  /** What a run costs: orders per second, and of each order processor time and calls. */
  private record Figures(
      double rate, double cpu, double ordersPerCall, long median, long p99, long memory) {}

  private FlowBenchmark() {}

  public static void main(String[] args) throws Exception {
    SandboxLog.quiet();
    new FlowBenchmark().run();
  }

  private void run() throws Exception {
    out.printf(
        "%d orders after %d to warm up, then %d at half the rate; Java %s, %d processors%n%n",
        ORDERS, WARM, PACED, Runtime.version(), Runtime.getRuntime().availableProcessors());
    out.println(
        "| gateway | run | orders/s | CPU s per 1000 | orders per call | median ms | p99 ms | MiB |");
    out.println("|---|---|---|---|---|---|---|---|");
    for (String latency : LATENCIES) {
      for (int round = 0; round < ROUNDS; round++) {
        Figures baseline = measure(latency, "baseline", Contender::baseline);
        Figures service = measure(latency, "service", Contender::service);
        out.printf(
            "| %s ms | **service : baseline** | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f |%n",
            latency,
            service.rate / baseline.rate,
            service.cpu / baseline.cpu,
            service.ordersPerCall / baseline.ordersPerCall,
            (double) service.median / baseline.median,
            (double) service.p99 / baseline.p99,
            (double) service.memory / baseline.memory);
      }
    }
  }

  private Figures measure(String latency, String name, Starter starter) throws Exception {
    try (GatewaySimulator gateway = GatewaySimulator.start(0);
        Flow flow =
            Flow.prepare(Broker.start(0), name, gateway.topUrl(), gateway.iopUrl(), Map.of());
        Arrivals arrivals = new Arrivals(flow.broker().bootstrapServers(), out)) {
      gateway.latency(Duration.ofMillis(Integer.parseInt(latency)));
      send(flow, "71", WARM + ORDERS);
      try (Contender contender = starter.start(flow.properties())) {
        Figures figures = measure(gateway, flow, arrivals, contender);
        out.printf(
            "| %s ms | %s | %.0f | %.3f | %.2f | %d | %d | %d |%n",
            latency,
            name,
            figures.rate,
            figures.cpu,
            figures.ordersPerCall,
            figures.median,
            figures.p99,
            figures.memory);
        return figures;
      }
    }
  }

  private static Figures measure(
      GatewaySimulator gateway, Flow flow, Arrivals arrivals, Contender contender) {
    arrivals.await(WARM, contender::alive);
    Duration cpu = contender.cpu();
    long begin = System.nanoTime();
    arrivals.await(WARM + ORDERS, contender::alive);
    double seconds = (System.nanoTime() - begin) / 1e9;
    double spent = contender.cpu().minus(cpu).toMillis() / 1e3;
    int calls = gateway.calls("aliexpress.solution.order.info.get");
    long[] times = paced(flow, arrivals, contender, ORDERS / seconds / 2);
    return new Figures(
        ORDERS / seconds,
        spent / ORDERS * 1000,
        (double) (WARM + ORDERS) / calls,
        times[times.length / 2],
        times[times.length * 99 / 100],
        contender.peakMemory().orElse(0L));
  }

  /** From the moment each event was sent to the moment its document was, in ms, sorted. */
  private static long[] paced(Flow flow, Arrivals arrivals, Contender contender, double rate) {
    List<Long> sent = new ArrayList<>();
    long begin = System.nanoTime();
    for (int i = 0; i < PACED; i++) {
      long due = begin + (long) (i * TimeUnit.SECONDS.toNanos(1) / rate);
      LockSupport.parkNanos(due - System.nanoTime());
      sent.add(System.currentTimeMillis());
      flow.sendSoon(order("72", i), order("72", i));
    }
    flow.flush();
    arrivals.await(WARM + ORDERS + PACED, contender::alive);
    long[] times = new long[PACED];
    for (int i = 0; i < PACED; i++) {
      times[i] = arrivals.time(order("72", i)) - sent.get(i);
    }
    Arrays.sort(times);
    return times;
  }

  private static void send(Flow flow, String prefix, int count) {
    for (int i = 0; i < count; i++) {
      flow.sendSoon(order(prefix, i), order(prefix, i));
    }
    flow.flush();
  }

  private static String order(String prefix, int number) {
    return prefix + String.format("%014d", number);
  }
}
