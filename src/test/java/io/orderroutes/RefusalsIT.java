package io.orderroutes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderroutes.sandbox.Ends;
import io.orderroutes.sandbox.Flow;
import io.orderroutes.sandbox.Scrape;
import io.orderroutes.sandbox.ServiceProcess;
import io.orderroutes.simulator.GatewaySimulator;
import io.orderroutes.simulator.GatewaySimulator.Call;
import io.orderroutes.simulator.SimulatedAccounts;
import io.orderroutes.simulator.SpecialOrder;
import io.orderroutes.support.Http;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Refusals and odd answers as platforms really send them, all at once, beside orders of which
 * nothing is odd: each row of {@link #ROWS} is of apps and sellers of its own.
 */
@Tag("alone")
class RefusalsIT {
  private static final int ORDERS = Integer.getInteger("chaos.refusals", 24);
  private static final int HEALTHY = ORDERS * 10;

  /** A busy machine holds up an order now and then, but not at the same place in each of them. */
  private static final int ROUNDS = 3;

  /** Half of it is less than any wait that an odd order could hand on. */
  private static final Duration LATENCY = Duration.ofSeconds(1);

  private static final long CONNECTION_MILLIS = 2000;
  private static final int RENEWALS = 4;
  private static final String REFRESH = "/auth/token/refresh";
  private static final Duration PATIENCE = Duration.ofSeconds(60 + ORDERS);
  private static final Pattern ORDER_ID = Pattern.compile("\\b99\\d{14}\\b");

  /** What happens to orders, and on which protocols: t for TOP, i for IOP. */
  private record Row(String name, SpecialOrder special, String protocols) {}

  private static final List<Row> ROWS =
      List.of(
          new Row("1 ban at the root", SpecialOrder.ROOT_BAN, "ti"),
          new Row("1 session at the root", SpecialOrder.ROOT_SESSION, "ti"),
          new Row("1 app limit", SpecialOrder.ROOT_APP_LIMIT, "i"),
          new Row("2 seller limit", SpecialOrder.SELLER_LIMIT, "ti"),
          new Row("3 unknown ban", SpecialOrder.UNKNOWN_BAN, "ti"),
          new Row("4 token", SpecialOrder.INVALID_TOKEN, "ti"),
          new Row("4 flow control", SpecialOrder.FLOW_CONTROL, "ti"),
          new Row("4 system error", SpecialOrder.SYSTEM_ERROR, "ti"),
          new Row("4 timeout", SpecialOrder.RPC_TIMEOUT, "i"),
          new Row("4 error within", SpecialOrder.INNER_SYSTEM_ERROR, "ti"),
          new Row("6 too many", SpecialOrder.TOO_MANY_REQUESTS, "ti"),
          new Row("6 leave alone", SpecialOrder.LEAVE_ALONE, "ti"),
          new Row("7 not exist", SpecialOrder.NOT_EXIST_WITH_DETAIL, "ti"),
          new Row("8 members beside", SpecialOrder.MEMBERS_BESIDE, "ti"),
          new Row("8 code first", SpecialOrder.CODE_FIRST, "ti"),
          new Row("8 deeper", SpecialOrder.ONE_LEVEL_DEEPER, "i"),
          new Row("9 raw text", SpecialOrder.RAW_TEXT, "ti"),
          new Row("9 no JSON", SpecialOrder.NO_JSON, "ti"),
          new Row("9 XML", SpecialOrder.XML_ERROR, "ti"),
          new Row("10 repeated hour", SpecialOrder.REPEATED_HOUR, "i"));

  @TempDir private Path dir;
  private final GatewaySimulator well = GatewaySimulator.start(0);
  private final GatewaySimulator sick = GatewaySimulator.start(0);
  private final GatewaySimulator busy = GatewaySimulator.start(0);
  private final Map<String, String> keys = new HashMap<>();
  private final Set<String> served = new HashSet<>();

  /** For which reasons so many events are to be parked. */
  private final Map<String, Integer> reasons = new TreeMap<>();

  private Flow flow;
  private ServiceProcess copy;

  @BeforeEach
  void start() throws Exception {
    for (Row row : ROWS) {
      boolean quiet = row.name.startsWith("6");
      for (char protocol : row.protocols.toCharArray()) {
        shop(seller(row, protocol), protocol == 't', quiet ? busy : sick);
      }
    }
    shop("address", true, sick);
    shop("secret", false, sick);
    for (String name : List.of("mark", "link", "shared")) {
      shop(name, false, sick);
      keys.put("orders.sellers." + name + ".session", "");
      keys.put("orders.sellers." + name + ".session-file", dir.resolve(name).toString());
    }
    Files.writeString(dir.resolve("mark"), "\uFEFF" + pair("mark"));
    Files.writeString(dir.resolve("old"), "expired-session-of-a-link");
    Files.createSymbolicLink(dir.resolve("link"), dir.resolve("old"));
    Files.writeString(dir.resolve("shared"), pair("shared"));
    keys.put("orders.page.enabled", "true");
    keys.put("orders.tokens.check-every", "100");
    keys.put("orders.tokens.refresh-before", "3600000");
    keys.put("orders.gateway.connection-lifetime", Long.toString(CONNECTION_MILLIS));
    well.steadyLatency(LATENCY);
    flow = Flow.start("refusals", well.topUrl(), well.iopUrl(), keys);
  }

  /** An app and its one seller, called alike. */
  private void shop(String name, boolean top, GatewaySimulator gateway) {
    keys.put("orders.apps." + name + ".protocol", top ? "top" : "iop");
    keys.put("orders.apps." + name + ".gateway", top ? gateway.topUrl() : gateway.iopUrl());
    keys.put("orders.apps." + name + ".key", appKey(name, top));
    keys.put(
        "orders.apps." + name + ".secret",
        top ? SimulatedAccounts.TOP_SECRET : SimulatedAccounts.IOP_SECRET);
    keys.put("orders.apps." + name + ".sign-method", top ? "md5" : "sha256");
    keys.put("orders.sellers." + name + ".app", name);
    keys.put("orders.sellers." + name + ".platform", top ? "aliexpress" : "alibaba");
    keys.put("orders.sellers." + name + ".session", SimulatedAccounts.furtherSession(name));
  }

  private static String appKey(String name, boolean top) {
    return (top ? SimulatedAccounts.TOP_KEY : SimulatedAccounts.IOP_KEY) + "-" + name;
  }

  private static String seller(Row row, char protocol) {
    return row.name.replaceAll("\\W", "-").toLowerCase(Locale.ROOT) + "-" + protocol;
  }

  /** As a token file may look: the end of the token is a text. */
  private static String pair(String name) {
    String session = SimulatedAccounts.furtherSession(name);
    return "{\"access_token\":\"%s\",\"refresh_token\":\"r\",\"expire_time\":\"%s\"}"
        .formatted(session, Instant.now().plus(Duration.ofDays(2)));
  }

  @AfterEach
  void stop() throws Exception {
    if (copy != null) {
      copy.close();
    }
    if (flow != null) {
      flow.close();
    }
    well.close();
    sick.close();
    busy.close();
  }

  @Test
  void refusalsAreServedLaterOrParkedInThePlatformsWordsAndDelayNobodyElse() throws Exception {
    flow.awaitDocuments(healthy(21, HEALTHY / 2, false), PATIENCE); // warm
    sick.refuseAddress(appKey("address", true));
    sick.refuseSignature(appKey("secret", false));
    List<String> alone = new ArrayList<>();
    List<String> beside = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      alone.addAll(healthy(22 + 2 * round, HEALTHY / ROUNDS, true));
      flow.awaitDocuments(alone, PATIENCE);
      beside.addAll(healthyAmongOdd(round));
      flow.awaitDocuments(beside, PATIENCE);
    }
    nobodyIsDelayed(alone, beside);
    awaitRefusedApps();
    awaitRefusedSeller();
    switchLink();
    sick.takeApp(appKey("address", true));
    sick.takeApp(appKey("secret", false));
    flow.awaitDocuments(served, PATIENCE);
    sharedTokenIsRenewedOnce();
    Ends.awaitCommitted(flow);
    parkedRecordsNameThePlatformsWords();
    documentsAreWhole();
    nobodyIsCalledDuringABan();
    assertThat(well.longestConnection())
        .isLessThan(Duration.ofMillis(CONNECTION_MILLIS).plusSeconds(1));
  }

  private List<String> healthy(int prefix, int count, boolean paced) {
    List<String> orders = new ArrayList<>();
    long begin = System.nanoTime();
    for (int i = 0; i < count; i++) {
      orders.add(sendHealthy(prefix, i));
      if (paced) {
        pace(begin, i);
      }
    }
    flow.flush();
    return orders;
  }

  private String sendHealthy(int prefix, int number) {
    String order = prefix + String.format("%010d", number);
    String shop = number % 2 == 0 ? "shop-1" : "shop-3";
    send(order, shop);
    return order;
  }

  private void send(String order, String seller) {
    flow.sendSoon(order, "{\"order_id\":\"" + order + "\",\"seller\":\"" + seller + "\"}");
  }

  /** The load itself; nothing waits for it. */
  private static void pace(long begin, int number) {
    long due = begin + TimeUnit.MILLISECONDS.toNanos(25L * number);
    LockSupport.parkNanos(due - System.nanoTime());
  }

  /** Sends a round's orders of all rows evenly among healthy ones, and returns the healthy ones. */
  private List<String> healthyAmongOdd(int round) {
    List<Runnable> odd = new ArrayList<>();
    Set<String> rows = ROWS.stream().map(row -> row.name.split(" ")[0]).collect(Collectors.toSet());
    for (int i = ORDERS * round / ROUNDS; i < ORDERS * (round + 1) / ROUNDS; i++) {
      int number = i;
      for (String row : rows) {
        List<Row> kinds = ROWS.stream().filter(one -> one.name.startsWith(row + " ")).toList();
        Row kind = kinds.get(i % kinds.size());
        char protocol = kind.protocols.charAt(i / kinds.size() % kind.protocols.length());
        odd.add(() -> sendOdd(kind, protocol, number));
      }
      odd.add(() -> sendPlain(31, number, number % 2 == 0 ? "address" : "secret"));
      odd.add(() -> sendPlain(32, number, number % 2 == 0 ? "mark" : "link"));
    }
    List<String> healthy = new ArrayList<>();
    int count = HEALTHY / ROUNDS;
    long begin = System.nanoTime();
    for (int i = 0; i < count; i++) {
      for (int j = odd.size() * i / count; j < odd.size() * (i + 1) / count; j++) {
        odd.get(j).run();
      }
      healthy.add(sendHealthy(23 + 2 * round, i));
      pace(begin, i);
    }
    flow.flush();
    return healthy;
  }

  private void sendOdd(Row row, char protocol, int number) {
    String order = row.special.orderId(number);
    send(order, seller(row, protocol));
    if (row.special == SpecialOrder.NOT_EXIST_WITH_DETAIL) {
      reasons.merge("api-rejected", 1, Integer::sum);
    } else if (row.special == SpecialOrder.NO_JSON) {
      reasons.merge("answer-unreadable", 1, Integer::sum);
    } else {
      served.add(order);
    }
  }

  private void sendPlain(int prefix, int number, String seller) {
    String order = prefix + String.format("%010d", number);
    send(order, seller);
    served.add(order);
  }

  /** Readiness, the page, a metric and one line of the log say which app is refused and why. */
  private void awaitRefusedApps() throws Exception {
    Flow.await(
        () -> {
          String health = flow.health("ready").toString();
          return health.contains("waiting for app address") && health.contains("app secret");
        });
    assertThat(flow.health("ready").toString())
        .contains("\"state\":\"app-refused\"")
        .contains("refused by the platform: isv.permission-ip-whitelist-limit")
        .contains("refused by the platform: IncompleteSignature");
    assertThat(Http.text(flow.service().page() + "/"))
        .contains("refused by the platform: isv.permission-ip-whitelist-limit")
        .contains("refused by the platform: IncompleteSignature");
    Scrape metrics = Scrape.of(flow.metrics());
    assertThat(metrics.by("orders_closed", "scope"))
        .containsEntry("app address", 1.0)
        .containsEntry("app secret", 1.0)
        .containsEntry("app shared", 0.0);
    assertThat(metrics.by("orders_app_refused", "code"))
        .containsEntry("isv.permission-ip-whitelist-limit", 1.0)
        .containsEntry("IncompleteSignature", 1.0);
    assertThat(Files.readString(flow.service().log()).lines())
        .filteredOn(line -> line.contains("app address: the platform refuses its calls"))
        .hasSize(1);
    long refused =
        sick.log().stream().filter(call -> call.appKey().equals(appKey("address", true))).count();
    System.out.printf("an app that is refused: %d calls of it%n", refused);
    // three that close it, as many as were under way, and its probes after 1, 2, 4, 8 s ...
    assertThat(refused).isLessThanOrEqualTo(20);
  }

  /** Its orders have waited for longer than all retry topics take together, and none is parked. */
  private void awaitRefusedSeller() {
    assertThat(flow.health("ready").toString()).contains("waiting for seller link");
    assertThat(Scrape.of(flow.metrics()).by("orders_closed", "scope"))
        .containsEntry("seller link", 1.0);
    long refused =
        sick.log().stream().filter(call -> call.appKey().equals(appKey("link", false))).count();
    System.out.printf("a seller whose token is refused: %d calls of it%n", refused);
    // two that close it, one that was under way, and its probes after 1, 2, 4, 8 s ...
    assertThat(refused).isBetween(4L, 20L);
  }

  /** The link leads to another token, in a file of the same time. */
  private void switchLink() throws IOException {
    Path fresh = Files.writeString(dir.resolve("new"), SimulatedAccounts.furtherSession("link"));
    FileTime same = Files.getLastModifiedTime(dir.resolve("old"));
    Files.setLastModifiedTime(fresh, same);
    Path next = Files.createSymbolicLink(dir.resolve("next"), fresh);
    Files.move(next, dir.resolve("link"), StandardCopyOption.REPLACE_EXISTING);
  }

  /** Both copies see at once that the token ends; its refresh token works for the first alone. */
  private void sharedTokenIsRenewedOnce() throws Exception {
    copy = flow.startCopy("refusals-2");
    Path shared = Path.of(keys.get("orders.sellers.shared.session-file"));
    for (int round = 1; round <= RENEWALS; round++) {
      int before = sick.calls(REFRESH);
      Path next = Files.writeString(shared.resolveSibling("shared-next"), endingPair());
      Files.move(next, shared, StandardCopyOption.ATOMIC_MOVE);
      for (int i = ORDERS * (round - 1) / RENEWALS; i < ORDERS * round / RENEWALS; i++) {
        sendPlain(33, i, "shared");
      }
      String renewed = "sandbox-access-" + 2 * round;
      Flow.await(() -> read(shared).contains(renewed));
      assertThat(sick.calls(REFRESH)).isEqualTo(before + 1);
    }
    flow.awaitDocuments(served, PATIENCE);
    assertThat(sick.calls(REFRESH)).isEqualTo(RENEWALS);
    assertThat(flow.metrics() + Http.text(copy.management() + "/observe/metrics"))
        .contains("orders_token_refreshes_total{outcome=\"ok\",seller=\"shared\"}")
        .doesNotContain("orders_token_refreshes_total{outcome=\"failed\"");
  }

  private String endingPair() {
    return sick.giveToken(Duration.ofMinutes(5), Duration.ofDays(1));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /**
   * Each healthy order is compared with the one that was sent at its place when it was alone; what
   * holds it up in every round is not the machine.
   */
  private void nobodyIsDelayed(List<String> alone, List<String> beside) {
    Map<String, Long> times =
        flow.documents().all().stream()
            .collect(Collectors.toMap(Flow::key, RefusalsIT::time, Math::min));
    double[] ratios = new double[alone.size()];
    double[] best = new double[HEALTHY / ROUNDS];
    Arrays.fill(best, Double.MAX_VALUE);
    for (int i = 0; i < ratios.length; i++) {
      long before = times.get(alone.get(i));
      assertThat(before).as("alone").isGreaterThanOrEqualTo(LATENCY.toMillis());
      ratios[i] = (double) times.get(beside.get(i)) / before;
      best[i % best.length] = Math.min(best[i % best.length], ratios[i]);
    }
    for (int round = 0; round < ROUNDS; round++) {
      double[] one = Arrays.copyOfRange(ratios, round * best.length, (round + 1) * best.length);
      System.out.printf("healthy orders among odd ones, times their own time alone: %s%n", of(one));
    }
    System.out.printf("the same of each place's best round: %s%n", of(best));
    assertThat(at(best, 1)).as("no healthy order is held up").isLessThanOrEqualTo(1.5);
    assertThat(at(ratios, 0.5)).as("of all rounds").isLessThanOrEqualTo(1.1);
  }

  private static String of(double[] ratios) {
    return String.format(
        "%.2f (median) %.2f (99 %%) %.2f (most, at place %d of %d)",
        at(ratios, 0.5),
        at(ratios, 0.99),
        at(ratios, 1),
        IntStream.range(0, ratios.length)
            .reduce(0, (most, i) -> ratios[i] > ratios[most] ? i : most),
        ratios.length);
  }

  private static double at(double[] values, double share) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[(int) ((sorted.length - 1) * share)];
  }

  private static long time(ConsumerRecord<byte[], byte[]> record) {
    String sent = Flow.json(record.value()).at("/event/time").asText();
    return record.timestamp() - Instant.parse(sent).toEpochMilli();
  }

  private void parkedRecordsNameThePlatformsWords() {
    Map<String, Integer> parked = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> record : flow.parked().all()) {
      parked.merge(Flow.header(record, "parked.reason"), 1, Integer::sum);
      if (Flow.key(record).startsWith(SpecialOrder.NO_JSON.prefix())) {
        assertThat(Flow.header(record, "parked.message")).contains("complete");
        assertThat(Flow.header(record, "parked.attempts")).isEqualTo("3");
      } else {
        assertThat(Flow.header(record, "parked.message")).contains("No such order");
        assertThat(Flow.header(record, "parked.code") + Flow.header(record, "parked.sub-code"))
            .endsWith("isv.order-not-exist:invalid-id");
      }
    }
    System.out.println("parked: " + parked);
    assertThat(parked).isEqualTo(reasons);
  }

  private void documentsAreWhole() {
    for (ConsumerRecord<byte[], byte[]> record : flow.documents().all()) {
      JsonNode document = Flow.json(record.value());
      assertThat(document.path("complete").asBoolean()).as(Flow.key(record)).isTrue();
      String order = Flow.key(record);
      if (order.startsWith(SpecialOrder.RAW_TEXT.prefix())) {
        assertThat(new String(record.value(), StandardCharsets.UTF_8))
            .contains("one\\u0009two\\u000athe buyer's");
      }
      if (order.startsWith(SpecialOrder.REPEATED_HOUR.prefix())) {
        assertThat(document.at("/dates/created/utc").asText()).isEqualTo("2023-11-05T09:30:00Z");
      }
      if (order.startsWith(SpecialOrder.ONE_LEVEL_DEEPER.prefix())) {
        assertThat(document.at("/sources/order/result/value/trade_id").asText()).isEqualTo(order);
        assertThat(document.at("/lines")).isNotEmpty();
      }
    }
  }

  /** An order that was told of a ban is not asked for again before its end. */
  private void nobodyIsCalledDuringABan() {
    Map<String, Duration> bans =
        Map.of(
            SpecialOrder.ROOT_BAN.prefix(), Duration.ofSeconds(1),
            SpecialOrder.SELLER_LIMIT.prefix(), Duration.ofSeconds(2),
            SpecialOrder.UNKNOWN_BAN.prefix(), Duration.ofSeconds(1),
            SpecialOrder.ROOT_APP_LIMIT.prefix(), Duration.ofSeconds(10),
            SpecialOrder.TOO_MANY_REQUESTS.prefix(), Duration.ofSeconds(1),
            // its date has no fractions of a second
            SpecialOrder.LEAVE_ALONE.prefix(), Duration.ofSeconds(1));
    Map<String, Long> refusedAt = new HashMap<>();
    List<Call> calls = new ArrayList<>(sick.log());
    calls.addAll(busy.log());
    int checked = 0;
    for (Call call : calls) {
      Matcher order = ORDER_ID.matcher(call.params().toString());
      Duration ban = order.find() ? bans.get(order.group().substring(0, 4)) : null;
      if (ban == null) {
        continue;
      }
      Long before = refusedAt.putIfAbsent(order.group(), call.atNanos());
      if (before != null) {
        assertThat(call.atNanos() - before).as(order.group()).isGreaterThan(ban.toNanos());
        checked++;
      }
    }
    assertThat(checked).isGreaterThan(ORDERS);
  }
}
