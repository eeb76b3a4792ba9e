package io.orderroutes.deployment;

import static io.orderroutes.support.ProjectFiles.at;
import static io.orderroutes.support.ProjectFiles.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderroutes.sandbox.Flow;
import io.orderroutes.sandbox.Scrape;
import io.orderroutes.sandbox.ServiceProcess;
import io.orderroutes.simulator.GatewaySimulator;
import io.orderroutes.simulator.ScriptedGateway;
import io.orderroutes.simulator.ScriptedGateway.Reply;
import io.orderroutes.simulator.SimulatedAccounts;
import io.orderroutes.support.ProjectFiles;
import io.orderroutes.support.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What operators are shown and woken by, of the packaged service in real trouble. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AlertsIT {
  private static final String NEED = "prometheus is missing (Debian: prometheus): no alert fired";

  private static final boolean NATIVE = Boolean.getBoolean("service.native");

  private final GatewaySimulator gateway = GatewaySimulator.start(0);
  private ScriptedGateway odd;
  private Flow flow;
  private ServiceProcess lost;
  private long order = 10_000_000;

  @BeforeAll
  void start(@TempDir Path dir) throws Exception {
    String dead = gateway.giveToken(Duration.ofMinutes(5), Duration.ofDays(1));
    gateway.revokeTokens();
    odd =
        ScriptedGateway.start(
            call ->
                Reply.of(
                    call.params().get("app_key").equals("2")
                        ? "{\"error_response\":{\"code\":25,\"msg\":\"Invalid signature\"}}"
                        : "{\"result\":{\"data\":{\"id\":%s,\"order_status\":\"UNHEARD_OF\"}}}"
                            .formatted(call.params().get("param1").replaceAll("\\D", ""))));
    Map<String, String> keys = new HashMap<>();
    keys.put("orders.sellers.shop-2.session", "an-old-token");
    keys.put("orders.sellers.shop-3.session", "");
    keys.put(
        "orders.sellers.shop-3.session-file",
        Files.writeString(dir.resolve("shop-3"), dead).toString());
    keys.put("orders.tokens.check-every", "500");
    keys.put("orders.apps.odd.protocol", "top");
    keys.put("orders.apps.odd.gateway", odd.url());
    keys.put("orders.apps.odd.key", "1");
    keys.put("orders.apps.odd.secret", "odd");
    keys.put("orders.sellers.shop-4.app", "odd");
    keys.put("orders.sellers.shop-4.platform", "aliexpress");
    keys.put("orders.sellers.shop-4.session", "odd");
    keys.put("orders.apps.refused.protocol", "top");
    keys.put("orders.apps.refused.gateway", odd.url());
    keys.put("orders.apps.refused.key", "2");
    keys.put("orders.apps.refused.secret", "changed");
    keys.put("orders.sellers.shop-5.app", "refused");
    keys.put("orders.sellers.shop-5.platform", "aliexpress");
    keys.put("orders.sellers.shop-5.session", "odd");
    keys.put("orders.apps.top.calls-per-second", "2000");
    keys.put("orders.retry.attempts", "0");
    keys.put("orders.gateway.read-timeout", "1000");
    keys.put("orders.concurrency", "64");
    flow = Flow.start("alerts", gateway.topUrl(), gateway.iopUrl(), keys);
    Map<String, String> nowhere = new HashMap<>(flow.properties());
    nowhere.put("kafka.bootstrap.servers", "127.0.0.1:1");
    nowhere.put("kafka.request.timeout.ms", "5000");
    nowhere.put("kafka.default.api.timeout.ms", "10000");
    lost = ServiceProcess.start(Path.of("target").toAbsolutePath(), "alerts-lost", nowhere);
  }

  @AfterAll
  void stop() throws Exception {
    if (lost != null) {
      lost.kill();
    }
    if (flow != null) {
      flow.close();
    }
    odd.close();
    gateway.close();
  }

  @Test
  @Order(1)
  void everyAlertFiresAtItsCause(@TempDir Path dir) throws Exception {
    Tool program = Tool.onPath("prometheus", NEED);
    Flow.await(() -> !management(lost).isEmpty());
    List<String> copies = List.of(management(flow.service()), management(lost));
    try (Prometheus prometheus = Prometheus.start(program, dir, copies)) {
      Alerts alerts = new Alerts(prometheus);
      flow.awaitDocuments(flow.sendOrders(110_000, 50));
      alerts.await(() -> send("1"), "OrdersPollsStopped", "OrdersKafkaFailing");
      assertThat(alerts.firing())
          .doesNotContain("OrdersParked", "OrdersRetriesPileUp", "OrdersIncomplete")
          .doesNotContain(
              "OrdersAppRefused",
              "OrdersSessionRefused",
              "OrdersNoProgress",
              "OrdersGatewaySilent");
      alerts.await(
          this::trouble,
          "OrdersParked",
          "OrdersRetriesPileUp",
          "OrdersIncomplete",
          "OrdersAppRefused",
          "OrdersSessionRefused",
          "OrdersTokenRenewalFails");
      assertThat(alerts.firing())
          .doesNotContain("OrdersNoProgress", "OrdersLagGrows", "OrdersGatewaySilent")
          .doesNotContain("OrdersBanned", "OrdersBannedOften");
      alerts.await(() -> send("9918"), "OrdersBannedOften");
      gateway.silence(true);
      flow.sendOrders(200_000, 1500);
      alerts.await(() -> send("1"), "OrdersGatewaySilent", "OrdersNoProgress", "OrdersLagGrows");
      gateway.silence(false);
      gateway.rate(SimulatedAccounts.TOP_KEY, 1, 20);
      alerts.await(() -> send("1"), "OrdersBanned");
      gateway.rate(SimulatedAccounts.TOP_KEY, 0, 0);
      assertThat(dashboard())
          .as("queries of the dashboard that find nothing")
          .allSatisfy(query -> assertThat(prometheus.query(query)).as(query).isNotEmpty());
      lost.kill();
      alerts.await(() -> {}, "OrdersServiceDown");
      assertThat(alerts.fired).isEqualTo(rules().keySet());
    }
  }

  @Test
  @Order(2)
  void everyQueryAsksForWhatTheServiceExposes() {
    Set<String> missing = new TreeSet<>(List.of("not looked yet"));
    try {
      Flow.await(
          () -> {
            trouble();
            send("9918");
            missing.clear();
            missing.addAll(missing(exposed()));
            return missing.isEmpty();
          });
    } catch (AssertionError e) {
      assertThat(missing).as("metrics and labels that are not exposed").isEmpty();
      throw e;
    }
  }

  /** The labels of each metric. */
  private Map<String, Set<String>> exposed() {
    Map<String, Set<String>> exposed = new TreeMap<>();
    Scrape.of(flow.metrics())
        .samples()
        .forEach(
            sample ->
                exposed
                    .computeIfAbsent(sample.name(), name -> new TreeSet<>())
                    .addAll(sample.labels().keySet()));
    return exposed;
  }

  private static Set<String> missing(Map<String, Set<String>> exposed) {
    Set<String> missing = new TreeSet<>();
    Stream.concat(rules().values().stream(), dashboard().stream())
        .map(PromQl::asked)
        .forEach(
            asked ->
                asked.forEach(
                    (metric, labels) -> {
                      Set<String> absent = new TreeSet<>(labels);
                      absent.removeAll(exposed.getOrDefault(metric, Set.of()));
                      if (!exposed.containsKey(metric) || !absent.isEmpty()) {
                        missing.add(metric + absent);
                      }
                    }));
    return missing;
  }

  /** One order of each kind of trouble, and one of none. */
  private void trouble() {
    send("1");
    send("9901");
    send("9905");
    send("9914");
    sendOf("shop-2");
    sendOf("shop-4");
    sendOf("shop-5");
  }

  private void send(String prefix) {
    String id = prefix + order++;
    flow.sendSoon(id, id);
  }

  private void sendOf(String seller) {
    String id = Long.toString(order++);
    flow.sendSoon(id, "{\"order_id\":\"" + id + "\",\"seller\":\"" + seller + "\"}");
  }

  private static String management(ServiceProcess service) {
    try {
      return service.management().replace("http://", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> rules() {
    List<Map<String, String>> rules = at(yaml("observability/alerts.yml"), "groups/0/rules");
    return rules.stream()
        .collect(
            Collectors.toMap(
                rule -> rule.get("alert"), rule -> rule.get("expr"), (a, b) -> a, TreeMap::new));
  }

  /** What stands in the panels that say so is told by the JVM, and by no native executable. */
  @Test
  @Order(3)
  void aNativeExecutableTellsAllButWhatThePanelsSay() {
    Set<String> exposed = exposed().keySet();
    Set<String> asked = new TreeSet<>();
    queries(AlertsIT::isOfTheJvm).forEach(query -> asked.addAll(PromQl.asked(query).keySet()));
    assertThat(asked).isNotEmpty();
    assertThat(asked).allSatisfy(name -> assertThat(exposed.contains(name)).isEqualTo(!NATIVE));
  }

  private static boolean isOfTheJvm(Map<String, Object> panel) {
    return panel.get("description").toString().contains(DashboardTest.ON_THE_JVM);
  }

  private static List<String> dashboard() {
    return queries(panel -> !NATIVE || !isOfTheJvm(panel));
  }

  /** The dashboard's queries, as Grafana would send them. */
  private static List<String> queries(Predicate<Map<String, Object>> wanted) {
    List<Map<String, Object>> panels = at(yaml("observability/grafana-dashboard.json"), "panels");
    return panels.stream()
        .filter(wanted)
        .flatMap(panel -> ProjectFiles.<List<Map<String, String>>>at(panel, "targets").stream())
        .map(target -> target.get("expr"))
        .map(query -> query.replace("$job", "order-enrichment").replace("$instance", ".*"))
        .map(query -> query.replace("$__rate_interval", "20s"))
        .toList();
  }

  /** What fires now, and what has fired. */
  private static final class Alerts {
    private final Prometheus prometheus;
    private final Set<String> fired = new TreeSet<>();

    Alerts(Prometheus prometheus) {
      this.prometheus = prometheus;
    }

    void await(Runnable cause, String... names) {
      long begun = System.nanoTime();
      Set<String> now = new TreeSet<>();
      try {
        Flow.await(
            () -> {
              cause.run();
              now.clear();
              now.addAll(firing());
              fired.addAll(now);
              return now.containsAll(List.of(names));
            });
      } catch (AssertionError e) {
        assertThat(now).as("what fires").contains(names);
        throw e;
      }
      System.out.printf(
          "after %.1f s: %s%n", (System.nanoTime() - begun) / 1e9, String.join(", ", names));
    }

    Set<String> firing() {
      List<JsonNode> firing = prometheus.firing();
      assertThat(firing)
          .extracting(alert -> alert.at("/annotations/description").asText())
          .noneMatch(text -> text.isBlank() || text.contains("<") || text.contains("{{"));
      return firing.stream()
          .map(alert -> alert.at("/labels/alertname").asText())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
