package io.orderroutes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.orderroutes.sandbox.Flow;
import io.orderroutes.sandbox.PageClient;
import io.orderroutes.sandbox.ServiceProcess;
import io.orderroutes.sandbox.Topic;
import io.orderroutes.simulator.RecordedGateway;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The operator's page over plain HTTP: who gets in, what is refused, and nothing done twice. */
class PageIT {
  private static final String TOKEN = "a-token-of-a-test-run";
  private static final String[] BEARER = {"Authorization", "Bearer " + TOKEN};
  private static final String ORDER = "aliexpress.solution.order.info.get";
  private static final int MOST = 200;

  private static RecordedGateway gateway;
  private static Flow flow;
  private static Topic events;
  private static String address;

  @BeforeAll
  static void start() throws Exception {
    gateway = RecordedGateway.start();
    Map<String, String> page =
        Map.of(
            "orders.page.enabled",
            "true",
            "orders.page.token",
            TOKEN,
            "orders.page.replay-max",
            "" + MOST);
    flow = Flow.start("page", gateway.url(), gateway.url(), page);
    events = new Topic(flow.broker().bootstrapServers(), Flow.EVENTS);
    address = flow.service().page();
  }

  @AfterAll
  static void stop() throws Exception {
    events.close();
    flow.close();
    gateway.close();
  }

  @Test
  void letsInWhoKnowsTheTokenAndNobodyElse() throws Exception {
    PageClient stranger = new PageClient(address);
    for (String path : List.of("/", "/parked", "/parked/0/0", "/replays", "/orders/1", "/none")) {
      HttpResponse<String> refused = stranger.get(path);
      assertThat(refused.statusCode()).as(path).isEqualTo(401);
      assertThat(refused.body()).contains("<form method=\"post\" action=\"/login\">");
    }
    assertThat(stranger.get("/", "Authorization", "Bearer guess").statusCode()).isEqualTo(401);
    assertThat(stranger.post("/replays", Map.of("run", "x")).statusCode()).isEqualTo(401);
    HttpResponse<String> wrong = stranger.post("/login", Map.of("token", TOKEN + "x"));
    assertThat(wrong.statusCode()).isEqualTo(401);
    assertThat(wrong.body()).contains("role=\"alert\"");
    assertThat(wrong.headers().firstValue("Set-Cookie")).isEmpty();

    HttpResponse<String> in =
        stranger.post("/login", Map.of("token", TOKEN, "next", "//elsewhere.example/"));
    assertThat(in.statusCode()).isEqualTo(303);
    assertThat(PageClient.location(in)).isEqualTo("/");
    assertThat(in.headers().firstValue("Set-Cookie").orElseThrow())
        .containsIgnoringCase("; HttpOnly")
        .contains("SameSite=Strict")
        .doesNotContain(TOKEN);
    HttpResponse<String> page = stranger.get("/");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .startsWith("default-src 'none'");
    assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(page.body())
        .doesNotContain("sandbox-session", TOKEN)
        .contains("shop-1", "127.0.0.1");

    stranger.post("/logout", PageClient.fields(page));
    assertThat(stranger.get("/").statusCode()).isEqualTo(401);
  }

  /** What listens on every address is reached at 127.0.0.2 too. */
  @Test
  void bothPortsAreReachedFromTheMachineAlone() throws Exception {
    for (String place : List.of(address, flow.service().management())) {
      URI port = URI.create(place);
      try (Socket reached = new Socket("127.0.0.1", port.getPort())) {
        assertThat(reached.isConnected()).isTrue();
      }
      assertThatExceptionOfType(ConnectException.class)
          .as(place)
          .isThrownBy(() -> new Socket("127.0.0.2", port.getPort()).close());
    }
  }

  @Test
  void aFormThatIsNotItsOwnDoesNothing() throws Exception {
    String place = parked("8600000000000001", "isv.forged");
    PageClient operator = operator();
    Map<String, String> form = PageClient.fields(operator.get("/parked/" + place));
    for (String[] foreign :
        new String[][] {
          {"Origin", "https://elsewhere.example"},
          {"Origin", "null"},
          {"Sec-Fetch-Site", "cross-site"},
          {"Sec-Fetch-Site", "same-site"}
        }) {
      assertThat(operator.post("/replays", form, foreign).statusCode()).isEqualTo(403);
    }
    Map<String, String> guessed = new HashMap<>(form);
    guessed.put("form", "guessed");
    assertThat(operator.post("/replays", guessed).statusCode()).isEqualTo(403);
    guessed.remove("form");
    assertThat(operator.post("/replays", guessed).statusCode()).isEqualTo(403);
    assertThat(operator.get("/replays/" + form.get("run")).statusCode()).isEqualTo(404);
    assertThat(sent("8600000000000001")).hasSize(1);
  }

  @Test
  void aRecordIsSentOnceHoweverOftenItsFormIs() throws Exception {
    String place = parked("8600000000000011", "isv.twice");
    heal("8600000000000011");
    PageClient operator = operator();
    HttpResponse<String> page = operator.get("/parked/" + place);
    assertThat(page.body()).contains("api-rejected", "isv.twice", "not now");
    Map<String, String> form = PageClient.fields(page);
    String first = PageClient.location(operator.post("/replays", form, "Origin", address));
    assertThat(PageClient.location(operator.post("/replays", form))).isEqualTo(first);
    assertThat(ended(operator, first)).contains("<dt>Sent</dt><dd>1</dd>");
    flow.document("8600000000000011");

    Map<String, String> again = new HashMap<>(form);
    again.put("run", "another-run-of-the-same");
    String second = PageClient.location(operator.post("/replays", again));
    assertThat(ended(operator, second))
        .contains("<dt>Sent</dt><dd>0</dd>", "<dt>Replayed before</dt><dd>1</dd>");
    assertThat(sent("8600000000000011")).hasSize(2);
    assertThat(operator.get("/orders/8600000000000011").body())
        .contains("8600000000000011", "&quot;buyer&quot; : &quot;***&quot;");
    assertThat(flow.health("ready").path("status").asText()).isEqualTo("UP");
  }

  @Test
  void sendsNothingThatTheCommandHasSentMeanwhile() throws Exception {
    parked("8600000000000021", "isv.command");
    parked("8600000000000022", "isv.command");
    PageClient operator = operator();
    Map<String, String> form =
        PageClient.fields(confirm(operator, "reason=api-rejected&code=15&sub-code=isv.command"));
    Path target = Path.of("target").toAbsolutePath();
    try (ServiceProcess command =
        ServiceProcess.start(
            target, "page-replay", flow.properties(), "replay", "--code=isv.command")) {
      assertThat(command.exitStatus(Flow.PATIENCE)).isZero();
    }
    HttpResponse<String> begun = operator.post("/replays", form);
    if (begun.statusCode() == 303) {
      assertThat(ended(operator, PageClient.location(begun))).contains("<dt>Sent</dt><dd>0</dd>");
    } else {
      assertThat(begun.statusCode()).isEqualTo(410);
    }
    assertThat(sent("8600000000000021")).hasSize(2);
    assertThat(sent("8600000000000022")).hasSize(2);
  }

  @Test
  void replaysAGroupOneAtATimeAndLeavesATooLargeOneToTheCommand() throws Exception {
    unknown("nobody-a", MOST);
    unknown("nobody-b", MOST + 1);
    PageClient operator = operator();
    String cause = "reason=seller-unknown&code=&sub-code=&seller=";
    Flow.await(() -> get(operator, "/parked?" + cause + "nobody-b").contains(MOST + 1 + " in all"));
    HttpResponse<String> large = operator.get("/replays/new?" + cause + "nobody-b");
    assertThat(large.statusCode()).isEqualTo(422);
    assertThat(large.body())
        .contains(MOST + 1 + " records", "replay --reason=seller-unknown --seller=nobody-b");

    HttpResponse<String> confirm = confirm(operator, cause + "nobody-a");
    assertThat(confirm.body()).contains("Replay " + MOST + " events");
    Map<String, String> form = PageClient.fields(confirm);
    String run = PageClient.location(operator.post("/replays", form));
    assertThat(operator.get(run).body()).contains("http-equiv=\"refresh\"");
    Map<String, String> other = new HashMap<>(form);
    other.put("run", "one-more-while-it-runs");
    assertThat(operator.post("/replays", other).statusCode()).isEqualTo(409);
    assertThat(ended(operator, run)).contains("<dt>Sent</dt><dd>" + MOST + "</dd>");
    form.put("seller", "nobody-b");
    form.put("run", "a-run-that-is-too-large");
    form.put("until", "2999-01-01T00:00:00Z");
    assertThat(operator.post("/replays", form).statusCode()).isEqualTo(422);
    Flow.await(() -> sentOf("nobody-a") == 2 * MOST);
    assertThat(sentOf("nobody-b")).isEqualTo(MOST + 1);
  }

  @Test
  void aRecordThatVanishedIsToldAsSuch() throws Exception {
    String place = parked("8600000000000031", "isv.gone");
    PageClient operator = operator();
    Map<String, String> form = PageClient.fields(operator.get("/parked/" + place));
    String[] at = place.split("/");
    TopicPartition partition = new TopicPartition("order-events.parked", Integer.parseInt(at[0]));
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", flow.broker().bootstrapServers()))) {
      long after = Long.parseLong(at[1]) + 1;
      admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(after))).all().get();
    }
    assertThat(operator.get("/parked/" + place).statusCode()).isEqualTo(410);
    assertThat(operator.get("/parked/99/0").statusCode()).isEqualTo(410);
    assertThat(operator.get("/parked/x/0").statusCode()).isEqualTo(404);
    HttpResponse<String> refused = operator.post("/replays", form);
    assertThat(refused.statusCode()).isEqualTo(410);
    assertThat(refused.body()).contains("Nothing was done");
    assertThat(sent("8600000000000031")).hasSize(1);
  }

  @Test
  void showsNothingOfABuyer() throws Exception {
    gateway.serveAlso(ORDER + "@8600000000000041", refusal("isv.buyer"));
    String buyer = "\"buyer_name\":\"Lena Canary\",\"email\":\"lena.canary@post.example\"";
    flow.send(
        "lena.canary@post.example".getBytes(UTF_8),
        ("{\"order_id\":\"8600000000000041\",\"phone\":\"+49 555 0142637\"," + buyer + "}")
            .getBytes(UTF_8),
        new RecordHeader("contact", "+49 555 0142637".getBytes(UTF_8)));
    ConsumerRecord<byte[], byte[]> record = flow.parkedRecord("lena.canary@post.example");
    PageClient operator = operator();
    String page = get(operator, "/parked/" + record.partition() + "/" + record.offset());
    assertThat(page)
        .contains("8600000000000041", "Header contact", "*** (15 bytes)")
        .doesNotContain("Canary", "canary@", "0142637", "555");
  }

  @Test
  void anAddressThatTakesNoSuchRequestDoesNothing() throws Exception {
    PageClient operator = operator();
    assertThat(operator.get("/logout").statusCode()).isEqualTo(405);
    Map<String, String> form = PageClient.fields(operator.get("/"));
    assertThat(operator.post("/", form).statusCode()).isEqualTo(405);
    assertThat(operator.get("/none").statusCode()).isEqualTo(404);
    assertThat(operator.get("/").statusCode()).isEqualTo(200);
    form.put("run", "x".repeat(20_000));
    assertThat(operator.post("/replays", form).statusCode()).isEqualTo(413);
    form.put("run", "short");
    assertThat(operator.post("/replays", form).statusCode()).isEqualTo(400);
  }

  @Test
  void onLoopbackWithoutATokenItAnswersToLocalhostAlone() throws Exception {
    try (ServiceProcess open = copy("page-open", Map.of("orders.page.enabled", "true"))) {
      int port = URI.create(open.page()).getPort();
      assertThat(status(port, "localhost:" + port)).isEqualTo(200);
      assertThat(status(port, "127.0.0.1:" + port)).isEqualTo(200);
      assertThat(status(port, "elsewhere.example")).isEqualTo(403);
      assertThat(status(port, "elsewhere.example:" + port)).isEqualTo(403);
    }
  }

  @Test
  void nothingIsServedUnlessItIsAskedFor() throws Exception {
    try (ServiceProcess off = copy("page-off", Map.of())) {
      PageClient anybody = new PageClient(off.page());
      for (String path : List.of("/", "/login", "/parked", "/replays", "/style.css")) {
        assertThat(anybody.get(path).statusCode()).as(path).isEqualTo(404);
      }
      assertThat(anybody.post("/replays", Map.of()).statusCode()).isEqualTo(404);
    }
  }

  /** One more service, with the accounts of the flow and a page of its own. */
  private static ServiceProcess copy(String name, Map<String, String> page) throws Exception {
    Map<String, String> properties = new HashMap<>(flow.properties());
    properties.keySet().removeIf(key -> key.startsWith("orders.page."));
    properties.putAll(page);
    ServiceProcess copy =
        ServiceProcess.start(Path.of("target").toAbsolutePath(), name, properties);
    Flow.await(() -> !page(copy).isEmpty());
    return copy;
  }

  private static String page(ServiceProcess service) {
    try {
      return service.page();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** By a socket, because the JDK's client names no host but the one that it calls. */
  private static int status(int port, String host) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      String request = "GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(UTF_8));
      String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
      return Integer.parseInt(answer.split(" ")[1]);
    }
  }

  private static PageClient operator() throws Exception {
    PageClient operator = new PageClient(address);
    assertThat(operator.post("/login", Map.of("token", TOKEN)).statusCode()).isEqualTo(303);
    return operator;
  }

  private static HttpResponse<String> confirm(PageClient operator, String query) throws Exception {
    Flow.await(() -> get(operator, "/parked?" + query).contains("Replay this group"));
    return operator.get("/replays/new?" + query);
  }

  private static String ended(PageClient operator, String run) {
    Flow.await(() -> !get(operator, run).contains("Running"));
    return get(operator, run);
  }

  private static String get(PageClient operator, String path) {
    try {
      HttpResponse<String> page = operator.get(path);
      assertThat(page.statusCode()).as(path).isEqualTo(200);
      return page.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The place of the parked record of an order that the platform refuses. */
  private static String parked(String order, String subCode) {
    gateway.serveAlso(ORDER + "@" + order, refusal(subCode));
    flow.send(order, order);
    ConsumerRecord<byte[], byte[]> record = flow.parkedRecord(order);
    return record.partition() + "/" + record.offset();
  }

  private static void unknown(String seller, int events) {
    IntStream.range(0, events)
        .forEach(
            i ->
                flow.sendSoon(
                    seller, "{\"order_id\":\"" + (1000 + i) + "\",\"seller\":\"" + seller + "\"}"));
    flow.flush();
  }

  private static byte[] refusal(String subCode) {
    return ("{\"error_response\": {\"code\": 15, \"msg\": \"not now\", \"sub_code\": \""
            + subCode
            + "\"}}")
        .getBytes(UTF_8);
  }

  private static void heal(String order) {
    String buyer = "\"buyer_info\":{\"first_name\":\"Lena\"},\"buyer_signer_fullname\":\"Lena\"";
    gateway.serveAlso(
        ORDER + "@" + order,
        ("{\"result\":{\"data\":{\"id\":" + order + "," + buyer + "}},\"request_id\":\"r1\"}")
            .getBytes(UTF_8));
  }

  private static List<ConsumerRecord<byte[], byte[]>> sent(String key) {
    return events.all().stream().filter(record -> Flow.key(record).equals(key)).toList();
  }

  private static int sentOf(String seller) {
    return sent(seller).size();
  }
}
