package io.orderroutes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderroutes.sandbox.Flow;
import io.orderroutes.sandbox.ServiceProcess;
import io.orderroutes.sandbox.Topic;
import io.orderroutes.simulator.RecordedGateway;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The command that sends parked records back, beside the running service. */
class ReplayIT {
  private static final String ORDER = "aliexpress.solution.order.info.get";

  private static RecordedGateway gateway;
  private static Flow flow;
  private static Topic events;

  @BeforeAll
  static void start() throws Exception {
    gateway = RecordedGateway.start();
    flow = Flow.start("replay", gateway.url(), gateway.url(), Map.of());
    events = new Topic(flow.broker().bootstrapServers(), Flow.EVENTS);
  }

  @AfterAll
  static void stop() throws Exception {
    events.close();
    flow.close();
    gateway.close();
  }

  @Test
  void sendsBackWhatIsSelectedAsItCameAndOnlyOnce() throws Exception {
    refuse("isv.one", "31130700125801", "31130700125802");
    refuse("isv.two", "31130700125803");
    Header[] came = {
      new RecordHeader("trace", "a".getBytes(UTF_8)),
      new RecordHeader("trace", new byte[] {(byte) 0xff, 0}),
      new RecordHeader("parked.reason", "an outsider's".getBytes(UTF_8)),
      new RecordHeader("origin.topic", "elsewhere".getBytes(UTF_8)),
      new RecordHeader("nothing", null),
    };
    flow.send("31130700125801", "31130700125801", came);
    flow.send(null, "31130700125802");
    flow.send("31130700125803", "31130700125803");
    List<String> ids = List.of("31130700125801", "31130700125802", "31130700125803");
    ids.forEach(ReplayIT::parked);
    ids.forEach(ReplayIT::heal);

    String shown = replay(0, "--code=isv.one", "--dry-run");
    assertThat(shown)
        .contains("selected 2, already replayed 0, sent 0")
        .containsPattern("order-events-\\d-\\d+ 20\\S+Z api-rejected " + ORDER + " 15 isv.one\n")
        .doesNotContain("31130700125801", "not now", "sandbox-session");
    assertThat(sent("31130700125801")).hasSize(1);

    assertThat(replay(0, "--code=isv.one")).contains("selected 2, already replayed 0, sent 2");
    ids.subList(0, 2).forEach(id -> assertThat(flow.document(id)).isNotNull());
    assertThat(sent("31130700125803")).hasSize(1);
    assertThat(sent("31130700125802").get(1).key()).isNull();
    ConsumerRecord<byte[], byte[]> again = sent("31130700125801").get(1);
    assertThat(again.key()).isEqualTo("31130700125801".getBytes(UTF_8));
    assertThat(again.headers().toArray()).containsExactly(came);

    assertThat(replay(0, "--code=isv.one")).contains("selected 2, already replayed 2, sent 0");
    assertThat(sent("31130700125801")).hasSize(2);
  }

  @Test
  void sendsAnEventBackAgainThatWasParkedAgain() throws Exception {
    refuse("isv.again", "31130700125811");
    flow.send("31130700125811", "31130700125811");
    parked("31130700125811");
    assertThat(replay(0, "--code=isv.again")).contains("selected 1, already replayed 0, sent 1");
    awaitParked("31130700125811", 2);
    heal("31130700125811");
    assertThat(replay(0, "--code=isv.again")).contains("selected 2, already replayed 1, sent 1");
    assertThat(flow.document("31130700125811").at("/event/offset").longValue()).isPositive();
  }

  /** One event of a record of three: it alone goes back, as it was written there. */
  @Test
  void sendsBackOneEventOfSeveral() throws Exception {
    refuse("isv.element", "31130700125832");
    heal("31130700125831");
    heal("31130700125833");
    String element = "{\"order_id\" : 31130700125832}";
    Header batch =
        new RecordHeader("content-type", "application/cloudevents-batch+json".getBytes(UTF_8));
    Header trace = new RecordHeader("trace", "a".getBytes(UTF_8));
    String value = "[31130700125831, " + element + ", \"31130700125833\"]";
    flow.send("several", value, batch, trace);
    ConsumerRecord<byte[], byte[]> parked = parked(element);
    assertThat(Flow.header(parked, "origin.element")).isEqualTo("2");
    heal("31130700125832");
    assertThat(replay(0, "--code=isv.element")).contains("selected 1, already replayed 0, sent 1");
    assertThat(flow.document("31130700125832")).isNotNull();
    assertThat(sent(element))
        .singleElement()
        .satisfies(
            record -> {
              assertThat(Flow.key(record)).isEqualTo("several");
              assertThat(record.headers().toArray()).containsExactly(trace);
            });
    assertThat(replay(0, "--code=isv.element")).contains("selected 1, already replayed 1, sent 0");
    List<String> documents = flow.documents().all().stream().map(Flow::key).toList();
    assertThat(documents).containsOnlyOnce("31130700125831", "31130700125833");
  }

  @Test
  void losesNothingWhenItIsKilledAndRepeatsOneAtMost() throws Exception {
    List<String> ids = IntStream.range(0, 30).mapToObj(i -> "311307001259" + (10 + i)).toList();
    refuse("isv.kill", ids.toArray(String[]::new));
    ids.forEach(id -> flow.send(id, id));
    ids.forEach(ReplayIT::parked);
    ids.forEach(ReplayIT::heal);
    long before = events.all().size();
    try (ServiceProcess killed = command("--code=isv.kill", "--rate=5")) {
      events.await(records -> records.size() >= before + 7, Flow.PATIENCE);
      killed.kill();
    }
    assertThat(events.all()).hasSizeBetween((int) before + 7, (int) before + 20);
    assertThat(replay(0, "--code=isv.kill", "--rate=1000")).contains("selected 30");
    ids.forEach(id -> assertThat(sent(id)).as(id).hasSizeBetween(2, 3));
    assertThat(events.all()).hasSizeBetween((int) before + 30, (int) before + 31);
    ids.forEach(id -> assertThat(flow.document(id)).isNotNull());
  }

  @Test
  void goesOnAfterAnEventThatIsTooLarge() throws Exception {
    flow.send("large", "{".repeat(5000));
    flow.send("small", "{");
    Instant last =
        at(parked("large")).isAfter(at(parked("small")))
            ? at(parked("large"))
            : at(parked("small"));
    Map<String, String> tight = Map.of("kafka.max.request.size", "2000");
    String to = "--to=" + last.plusMillis(1);
    String said = replay(1, tight, "--reason=event-invalid", to);
    assertThat(said)
        .contains("selected 2, already replayed 0, sent 1, too large 1")
        .containsPattern("order-events-\\d-\\d+ is larger than")
        .doesNotContain("{{");
    assertThat(replay(0, "--reason=event-invalid", to)).contains("already replayed 1, sent 1");
  }

  @Test
  void saysInOneLineWhatIsWrong() throws Exception {
    assertThat(replay(2, "--sellers=shop-1"))
        .startsWith("replay: --sellers is unknown")
        .hasLineCount(1);
    assertThat(replay(2, "--dry-run")).startsWith("replay: nothing is selected").hasLineCount(1);
    Map<String, String> nobody =
        Map.of(
            "kafka.bootstrap.servers", "127.0.0.1:1",
            "kafka.request.timeout.ms", "1000",
            "kafka.default.api.timeout.ms", "1500");
    assertThat(replay(1, nobody, "--all")).contains("kafka.bootstrap.servers").hasLineCount(1);
  }

  private static void refuse(String subCode, String... ids) {
    Arrays.stream(ids).forEach(id -> gateway.serveAlso(ORDER + "@" + id, refusal(subCode)));
  }

  private static void heal(String id) {
    gateway.serveAlso(
        ORDER + "@" + id,
        ("{\"result\":{\"data\":{\"id\":" + id + "}},\"request_id\":\"r1\"}").getBytes(UTF_8));
  }

  private static byte[] refusal(String subCode) {
    return ("{\"error_response\": {\"code\": 15, \"msg\": \"not now\", \"sub_code\": \""
            + subCode
            + "\"}}")
        .getBytes(UTF_8);
  }

  /** The whole output of the command, after it ended with this status. */
  private static String replay(int status, String... options) throws Exception {
    return replay(status, Map.of(), options);
  }

  private static String replay(int status, Map<String, String> more, String... options)
      throws Exception {
    try (ServiceProcess process = command(more, options)) {
      int ended = process.exitStatus(Flow.PATIENCE);
      String said = Files.readString(process.log());
      assertThat(ended).as(said).isEqualTo(status);
      return said;
    }
  }

  private static ServiceProcess command(String... options) throws Exception {
    return command(Map.of(), options);
  }

  /** On the ports that the service holds, which it must not want. */
  private static ServiceProcess command(Map<String, String> more, String... options)
      throws Exception {
    Map<String, String> properties = new HashMap<>(flow.properties());
    String port = Integer.toString(URI.create(flow.service().management()).getPort());
    properties.put("quarkus.http.port", port);
    properties.put("quarkus.management.port", port);
    properties.putAll(more);
    List<String> arguments = new ArrayList<>(List.of("replay"));
    arguments.addAll(List.of(options));
    Path target = Path.of("target").toAbsolutePath();
    return ServiceProcess.start(
        target, "replay-command", properties, arguments.toArray(String[]::new));
  }

  private static ConsumerRecord<byte[], byte[]> parked(String value) {
    return awaitParked(value, 1).get(0);
  }

  private static List<ConsumerRecord<byte[], byte[]>> awaitParked(String value, int count) {
    List<ConsumerRecord<byte[], byte[]>> records =
        of(value, flow.parked().await(all -> of(value, all).size() >= count, Flow.PATIENCE));
    assertThat(records).hasSize(count);
    return records;
  }

  private static Instant at(ConsumerRecord<byte[], byte[]> parked) {
    return Instant.parse(Flow.header(parked, "parked.at"));
  }

  private static List<ConsumerRecord<byte[], byte[]>> sent(String value) {
    return of(value, events.all());
  }

  /** The records whose value, or key, is this. */
  private static List<ConsumerRecord<byte[], byte[]>> of(
      String text, List<ConsumerRecord<byte[], byte[]>> records) {
    return records.stream()
        .filter(
            record ->
                Flow.key(record).equals(text)
                    || Arrays.equals(record.value(), text.getBytes(UTF_8)))
        .toList();
  }
}
