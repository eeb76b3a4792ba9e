package io.orderroutes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderroutes.sandbox.Broker;
import io.orderroutes.sandbox.Flow;
import io.orderroutes.sandbox.ServiceProcess;
import io.orderroutes.sandbox.Topic;
import io.orderroutes.simulator.ScriptedGateway;
import io.orderroutes.simulator.ScriptedGateway.Call;
import io.orderroutes.simulator.ScriptedGateway.Reply;
import io.orderroutes.support.Http;
import io.orderroutes.support.Keys;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Brokers and gateways behind TLS: used when they prove who they are, and only then. */
class TlsIT {
  private static final String RETRY = "order-events.retry-long";
  private static final Pattern NUMBER = Pattern.compile("[0-9]+");

  @TempDir private static Path directory;
  private static ScriptedGateway trusted;
  private static ScriptedGateway otherHost;
  private static ScriptedGateway unknown;
  private static Broker broker;
  private static Flow flow;

  @BeforeAll
  static void start() throws Exception {
    Keys keys = new Keys(directory);
    Path own = keys.make("own", "ip:127.0.0.1");
    Path odd = keys.make("odd", "dns:elsewhere.example");
    Path stranger = keys.make("stranger", "ip:127.0.0.1");
    Path trust = keys.trusting(own, odd);
    trusted = ScriptedGateway.startTls(own, TlsIT::answer);
    otherHost = ScriptedGateway.startTls(odd, TlsIT::answer);
    unknown = ScriptedGateway.startTls(stranger, TlsIT::answer);
    broker = Broker.startTls(own, odd);
    Map<String, String> more = new HashMap<>();
    more.put("kafka.bootstrap.servers", broker.saslServers());
    more.put("kafka.security.protocol", "SASL_SSL");
    more.put("kafka.sasl.mechanism", "PLAIN");
    more.put(
        "kafka.sasl.jaas.config",
        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"orders\""
            + " password=\""
            + Keys.PASSWORD
            + "\";");
    more.put("kafka.ssl.truststore.location", trust.toString());
    more.put("kafka.ssl.truststore.password", Keys.PASSWORD);
    more.put("kafka.ssl.truststore.type", "PKCS12");
    more.put("javax.net.ssl.trustStore", trust.toString());
    more.put("javax.net.ssl.trustStorePassword", Keys.PASSWORD);
    more.put("orders.apps.strange.protocol", "top");
    more.put("orders.apps.strange.gateway", unknown.url());
    more.put("orders.apps.strange.key", "1");
    more.put("orders.apps.strange.secret", "2");
    more.put("orders.sellers.shop-2.app", "strange");
    more.put("orders.retry.attempts", "0");
    more.put("orders.retry.topics", RETRY);
    more.put("orders.retry.waits", "3600000");
    flow = Flow.start(broker, "tls", trusted.url(), otherHost.url(), more);
  }

  @AfterAll
  static void stop() throws Exception {
    flow.close();
    trusted.close();
    otherHost.close();
    unknown.close();
  }

  @Test
  void servesOrdersFromAGatewayThatIsTrustedAndNoOther() throws Exception {
    flow.send("odd", event("8600000000000002", "shop-3"));
    flow.send("stranger", event("8600000000000003", "shop-2"));
    flow.send("own", event("8600000000000001", "shop-1"));
    assertThat(flow.document("8600000000000001").path("complete").asBoolean()).isTrue();
    try (Topic waiting = new Topic(broker.bootstrapServers(), RETRY)) {
      assertThat(waiting.await(records -> records.size() >= 2, Flow.PATIENCE))
          .extracting(Flow::key)
          .containsExactlyInAnyOrder("odd", "stranger");
      assertThat(waiting.all()).extracting(TlsIT::cause).allMatch(cause -> cause.contains("SSL"));
    }
    assertThat(otherHost.calls()).isEmpty();
    assertThat(unknown.calls()).isEmpty();
    assertThat(trusted.calls()).hasSize(1);
    assertThat(flow.parked().all()).isEmpty();
    assertThat(Files.readString(flow.service().log())).doesNotContain(Keys.PASSWORD);
  }

  @Test
  void takesNothingFromABrokerThatItCannotTrust() throws Exception {
    flow.service().terminate();
    flow.service().exitStatus(Flow.PATIENCE);
    flow.send("8600000000000009", event("8600000000000009", "shop-1"));
    Map<String, String> otherName = new HashMap<>(flow.properties());
    otherName.put("kafka.bootstrap.servers", broker.oddTlsServers());
    otherName.put("kafka.security.protocol", "SSL");
    Map<String, String> noTrust = new HashMap<>(flow.properties());
    noTrust.put("kafka.bootstrap.servers", broker.tlsServers());
    noTrust.put("kafka.security.protocol", "SSL");
    noTrust.keySet().removeIf(key -> key.contains("trust"));
    assertRefuses("tls-name", otherName);
    assertRefuses("tls-trust", noTrust);
    assertThat(flow.documents().all()).extracting(Flow::key).doesNotContain("8600000000000009");
    flow.properties().put("kafka.bootstrap.servers", broker.tlsServers());
    flow.properties().put("kafka.security.protocol", "SSL");
    flow.startService();
    assertThat(flow.document("8600000000000009").path("complete").asBoolean()).isTrue();
  }

  /** It says why in its log, stays up, and is not ready. */
  private static void assertRefuses(String name, Map<String, String> properties) throws Exception {
    Path target = Path.of("target").toAbsolutePath();
    try (ServiceProcess service = ServiceProcess.start(target, name, properties)) {
      long deadline = System.nanoTime() + Flow.PATIENCE.toNanos();
      while (!Files.readString(service.log()).contains("SSL handshake failed")) {
        assertThat(service.alive()).as("see %s", service.log()).isTrue();
        assertThat(System.nanoTime()).as("see %s", service.log()).isLessThan(deadline);
        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      }
      HttpResponse<String> answer = Http.get(service.management() + "/observe/health/ready");
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(service.alive()).isTrue();
      assertThat(answer.body() + Files.readString(service.log())).doesNotContain(Keys.PASSWORD);
      // it would stop by itself, after the timeouts of the clients that are still connecting
      service.kill();
    }
  }

  private static String cause(ConsumerRecord<byte[], byte[]> record) {
    return Flow.header(record, "retry.cause");
  }

  private static String event(String id, String seller) {
    return "{\"order_id\":\"" + id + "\",\"seller\":\"" + seller + "\"}";
  }

  private static Reply answer(Call call) {
    Matcher id = NUMBER.matcher(call.params().getOrDefault("param1", ""));
    String asked = id.find() ? id.group() : "0";
    return Reply.of(("{\"result\":{\"data\":{\"id\":" + asked + "}}}").getBytes(UTF_8));
  }
}
