package io.orderroutes;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderroutes.sandbox.Broker;
import io.orderroutes.sandbox.Ends;
import io.orderroutes.sandbox.Flow;
import io.orderroutes.sandbox.ServiceProcess;
import io.orderroutes.simulator.GatewaySimulator;
import io.orderroutes.support.Keys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Under load Kafka refuses and goes away at random: rights are withdrawn, the broker stops, the
 * topic is created anew, a copy is fenced. Its parts in short are in {@code KafkaFailuresIT}.
 */
@EnabledIfSystemProperty(named = "chaos.storm-s", matches = ".+")
class KafkaStormIT {
  private static final long SEED = Long.getLong("chaos.seed", 20261127L);
  private static final int SECONDS = Integer.getInteger("chaos.storm-s", 60);
  private static final int ORDERS = Integer.getInteger("chaos.storm-orders", 4000);
  private static final String USER = "orders";
  private static final String GROUP = "order-enrichment";
  private static final long FIRST = 2_400_000_000L;

  private final Random random = new Random(SEED);
  private final List<String> sent = new ArrayList<>();
  private Flow flow;
  private Admin admin;
  private volatile boolean calm = true;

  @Test
  void nothingIsLostWhateverKafkaRefuses() throws Exception {
    try (GatewaySimulator gateway = GatewaySimulator.start(0)) {
      Broker broker = Broker.startGuarded();
      admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
      letIn();
      flow = Flow.start(broker, "storm", gateway.topUrl(), gateway.iopUrl(), keys(broker));
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
      CompletableFuture<Void> load = CompletableFuture.runAsync(() -> send(end));
      Map<String, Integer> counts = new HashMap<>();
      while (System.nanoTime() < end) {
        counts.merge(disturb(random.nextInt(10)), 1, Integer::sum);
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(2)); // calm between two blows
      }
      load.join();
      flow.awaitDocuments(sent, Duration.ofMinutes(5));
      Ends.awaitCommitted(flow);
      System.out.printf(
          "%d orders, %s: none lost, %d documents twice (seed %d)%n",
          sent.size(), counts, flow.documents().all().size() - sent.size(), SEED);
      assertThat(sent).hasSize(ORDERS);
      assertThat(flow.parked().all()).isEmpty();
    } finally {
      admin.close();
      flow.close();
    }
  }

  private String disturb(int what) throws Exception {
    switch (what) {
      case 0, 1, 2 -> withdraw(ResourceType.TOPIC, Flow.EVENTS);
      case 3, 4 -> withdraw(ResourceType.GROUP, GROUP);
      case 5, 6 -> {
        flow.broker().stop();
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
        flow.broker().resume();
        return "broker stopped";
      }
      case 7, 8 -> {
        try (ServiceProcess other = flow.startCopy("storm-2")) {
          Flow.await(() -> flow.health("ready").toString().contains("FencedInstanceId"));
          other.terminate();
          other.exitStatus(Duration.ofSeconds(60));
        }
        return "copy fenced";
      }
      default -> {
        createAnew();
        return "topic created anew";
      }
    }
    return "rights withdrawn";
  }

  private void withdraw(ResourceType type, String name) throws Exception {
    AclBinding denied =
        new AclBinding(
            new ResourcePattern(type, name, PatternType.LITERAL),
            new AccessControlEntry("User:" + USER, "*", AclOperation.READ, AclPermissionType.DENY));
    admin.createAcls(List.of(denied)).all().get();
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500 + random.nextInt(4000)));
    admin.deleteAcls(List.of(denied.toFilter())).all().get();
  }

  /** When all that it holds is served: who deletes a topic deletes what is in it. */
  private void createAnew() throws Exception {
    calm = false;
    synchronized (sent) {
      flow.flush();
      flow.awaitDocuments(sent, Duration.ofMinutes(3));
      Ends.awaitCommitted(flow);
      admin.deleteTopics(Set.of(Flow.EVENTS)).all().get();
      Flow.await(this::create);
    }
    calm = true;
  }

  private boolean create() {
    try {
      NewTopic made = new NewTopic(Flow.EVENTS, Optional.of(6), Optional.empty());
      admin.createTopics(List.of(made)).all().get();
      return true;
    } catch (ExecutionException | InterruptedException e) {
      return false;
    }
  }

  private void send(long end) {
    long begin = System.nanoTime();
    for (int i = 0; i < ORDERS; i++) {
      while (!calm) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
      }
      synchronized (sent) {
        String order = Long.toString(FIRST + i);
        sent.add(order);
        flow.sendSoon(order, order);
      }
      LockSupport.parkNanos(begin + (end - begin) / ORDERS * i - System.nanoTime());
    }
    flow.flush();
  }

  private void letIn() throws Exception {
    ScramCredentialInfo scram = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_256, 4096);
    admin
        .alterUserScramCredentials(
            List.of(new UserScramCredentialUpsertion(USER, scram, Keys.PASSWORD)))
        .all()
        .get();
    AccessControlEntry all =
        new AccessControlEntry("User:" + USER, "*", AclOperation.ALL, AclPermissionType.ALLOW);
    admin
        .createAcls(
            List.of(
                new AclBinding(
                    new ResourcePattern(ResourceType.TOPIC, "order-", PatternType.PREFIXED), all),
                new AclBinding(
                    new ResourcePattern(ResourceType.GROUP, GROUP, PatternType.LITERAL), all)))
        .all()
        .get();
  }

  private static Map<String, String> keys(Broker broker) {
    Map<String, String> keys = new HashMap<>();
    keys.put("kafka.bootstrap.servers", broker.userServers());
    keys.put("kafka.security.protocol", "SASL_PLAINTEXT");
    keys.put("kafka.sasl.mechanism", "SCRAM-SHA-256");
    keys.put(
        "kafka.sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\""
            + USER
            + "\" password=\""
            + Keys.PASSWORD
            + "\";");
    keys.put("kafka.group.instance.id", "copy-1");
    keys.put("kafka.session.timeout.ms", "6000");
    keys.put("kafka.heartbeat.interval.ms", "500");
    keys.put("orders.waiting.max", "500");
    return keys;
  }
}
