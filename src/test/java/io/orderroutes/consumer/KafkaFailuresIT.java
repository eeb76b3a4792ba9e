package io.orderroutes.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderroutes.sandbox.Broker;
import io.orderroutes.sandbox.Flow;
import io.orderroutes.support.Keys;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialDeletion;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a real broker does to the consumer of events, and what comes of the events. */
class KafkaFailuresIT {
  private static final String GROUP = "order-enrichment";
  private static final String USER = "orders";

  private static Broker broker;
  private static Admin admin;
  private static KafkaProducer<byte[], byte[]> producer;
  private static int topics;

  private String topic;
  private final List<String> sent = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    broker = Broker.startGuarded();
    admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    producer = newProducer(Map.of());
    login(true);
    allow(ResourceType.GROUP, GROUP, true);
  }

  @AfterAll
  static void stop() throws Exception {
    producer.close();
    admin.close();
    broker.close();
  }

  @BeforeEach
  void makeATopic() throws Exception {
    topic = "events-" + ++topics;
    create(2);
    allow(ResourceType.TOPIC, topic, true);
  }

  /** A group may be deleted once no member is left; each test begins with nothing committed. */
  @AfterEach
  void deleteTheGroup() {
    Flow.await(
        () -> {
          try {
            admin.deleteConsumerGroups(Set.of(GROUP)).all().get();
            return true;
          } catch (ExecutionException | InterruptedException e) {
            return false;
          }
        });
  }

  @Test
  void goesOnWhenTheTopicAndTheGroupMayBeReadAgain() throws Exception {
    try (ConsumerOnBroker consumer = consume()) {
      send(20);
      awaitAll(consumer);
      allow(ResourceType.TOPIC, topic, false);
      Flow.await(() -> consumer.failures.now().toString().contains("TopicAuthorization"));
      send(20);
      allow(ResourceType.TOPIC, topic, true);
      awaitAll(consumer);
      allow(ResourceType.GROUP, GROUP, false);
      send(20);
      Flow.await(() -> consumer.failures.now().toString().contains("GroupAuthorization"));
      assertThat(consumer.failures.isStandstill()).isTrue();
      allow(ResourceType.GROUP, GROUP, true);
      awaitAll(consumer);
      Flow.await(() -> consumer.failures.now().isEmpty());
      awaitLag(0);
    }
  }

  @Test
  void goesOnWhenItMayLogInAgain() throws Exception {
    try (ConsumerOnBroker consumer = consume()) {
      send(20);
      awaitAll(consumer);
      login(false);
      Flow.await(() -> consumer.failures.now().toString().contains("SaslAuthentication"));
      send(20);
      login(true);
      awaitAll(consumer);
      Flow.await(() -> consumer.failures.now().isEmpty());
    }
  }

  @Test
  void readsATopicThatIsCreatedAnew() throws Exception {
    try (ConsumerOnBroker consumer = consume()) {
      send(30);
      awaitAll(consumer);
      awaitLag(0);
      admin.deleteTopics(Set.of(topic)).all().get();
      Flow.await(this::createAgain); // the broker may still delete the old one
      send(50);
      awaitAll(consumer);
      awaitLag(0);
    }
  }

  @Test
  void aFurtherTopicThatIsGoneForAWhileHoldsUpNoOther() throws Exception {
    String events = topic;
    makeATopic();
    String retry = topic;
    try (ConsumerOnBroker consumer = consume(List.of(events, retry))) {
      send(10);
      awaitAll(consumer);
      awaitLag(0);
      admin.deleteTopics(Set.of(retry)).all().get();
      topic = events;
      send(10);
      awaitAll(consumer);
      topic = retry;
      Flow.await(this::createAgain);
      send(10);
      awaitAll(consumer);
      awaitLag(0);
    }
  }

  @Test
  void readsPartitionsThatAreAdded() throws Exception {
    try (ConsumerOnBroker consumer = consume()) {
      send(10);
      awaitAll(consumer);
      admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(5))).all().get();
      for (int partition = 2; partition < 5; partition++) {
        send(producer, partition, 5);
      }
      awaitAll(consumer);
      awaitLag(0);
    }
  }

  @Test
  void tellsOfEventsThatKafkaDeletedBeforeTheyWereRead() throws Exception {
    try (ConsumerOnBroker consumer = consume()) {
      send(producer, 0, 10);
      awaitAll(consumer);
      awaitLag(0);
    }
    send(producer, 0, 40);
    TopicPartition p0 = new TopicPartition(topic, 0);
    admin.deleteRecords(Map.of(p0, RecordsToDelete.beforeOffset(30))).all().get();
    sent.subList(0, 30).clear(); // 10 were taken, 20 were deleted
    try (ConsumerOnBroker consumer = consume()) {
      awaitAll(consumer);
      assertThat(consumer.counted("orders.events.missed")).isEqualTo(20);
      awaitLag(0);
    }
  }

  @Test
  void aBatchThatIsCorruptHoldsUpItsPartitionUntilItCanBeRead() throws Exception {
    send(producer, 0, 5);
    long good = broker.log(topic, 0).toFile().length();
    send(producer, 0, 5);
    send(producer, 1, 5);
    flip(broker.log(topic, 0), good + 70);
    try (ConsumerOnBroker consumer = consume()) {
      Flow.await(() -> consumer.failures.now().containsKey(topic + "-0"));
      assertThat(consumer.failures.now().get(topic + "-0"))
          .startsWith("at offset 5: ")
          .contains("Record batch for partition " + topic + "-0 at offset 5 is invalid");
      send(producer, 1, 20);
      Flow.await(() -> consumer.taken.size() >= 30);
      assertThat(new HashSet<>(consumer.taken)).hasSize(30).doesNotContain(topic + "-0-7");
      flip(broker.log(topic, 0), good + 70);
      awaitAll(consumer);
      Flow.await(() -> consumer.failures.now().isEmpty());
      assertThat(consumer.taken).as("nothing is repeated").hasSize(sent.size());
      awaitLag(0);
    }
  }

  @Test
  void readsWhatIsCommittedAndCommitsBehindTheMarkers() throws Exception {
    try (ConsumerOnBroker consumer = consume();
        KafkaProducer<byte[], byte[]> transactional =
            newProducer(Map.of("transactional.id", topic))) {
      transactional.initTransactions();
      for (int i = 0; i < 4; i++) {
        transactional.beginTransaction();
        int before = sent.size();
        send(transactional, i % 2, 3);
        if (i == 2) {
          transactional.abortTransaction();
          sent.subList(before, sent.size()).clear();
        } else {
          transactional.commitTransaction();
        }
      }
      awaitAll(consumer);
      awaitLag(0);
      assertThat(new TreeSet<>(consumer.taken)).isEqualTo(new TreeSet<>(sent));
    }
  }

  @Test
  void theNewerGroupProtocolWorks() throws Exception {
    try (ConsumerOnBroker consumer = consume("group.protocol", "consumer")) {
      send(30);
      awaitAll(consumer);
      ConsumerOnBroker second = consume("group.protocol", "consumer");
      try (second) {
        Flow.await(
            () -> {
              send(4);
              return !second.taken.isEmpty();
            });
      }
      send(30);
      awaitLag(0);
      awaitAll(consumer, second);
    }
  }

  @Test
  void ofTwoCopiesWithOneInstanceIdTheFencedOneWaitsUntilItIsFree() throws Exception {
    String[] id = {"group.instance.id", "copy-1", "session.timeout.ms", "6000"};
    try (ConsumerOnBroker first = consume(id)) {
      send(10);
      awaitAll(first);
      try (ConsumerOnBroker second = consume(id)) {
        Flow.await(() -> first.failures.isStandstill());
        assertThat(first.failures.now().values().toString()).contains("FencedInstanceId");
        send(30);
        awaitAll(first, second);
        assertThat(first.taken).hasSize(10);
        assertThat(second.failures.now()).isEmpty();
      }
      // a copy with an id stays a member until its session ends
      send(10);
      Flow.await(() -> first.taken.size() == 20);
      Flow.await(() -> first.failures.now().isEmpty());
    }
  }

  private ConsumerOnBroker consume(String... more) {
    return consume(List.of(topic), more);
  }

  private ConsumerOnBroker consume(List<String> topics, String... more) {
    List<String> settings = new ArrayList<>(List.of(more));
    settings.addAll(
        List.of(
            "security.protocol",
            "SASL_PLAINTEXT",
            "sasl.mechanism",
            "SCRAM-SHA-256",
            "sasl.jaas.config",
            "org.apache.kafka.common.security.scram.ScramLoginModule required username=\""
                + USER
                + "\" password=\""
                + Keys.PASSWORD
                + "\";"));
    return new ConsumerOnBroker(topics, broker.userServers(), settings.toArray(String[]::new));
  }

  private void send(int count) {
    send(producer, 0, count / 2);
    send(producer, 1, count - count / 2);
  }

  private void send(KafkaProducer<byte[], byte[]> by, int partition, int count) {
    for (int i = 0; i < count; i++) {
      String id = topic + "-" + partition + "-" + sent.size();
      sent.add(id);
      by.send(new ProducerRecord<>(topic, partition, null, id.getBytes(UTF_8)));
    }
    by.flush();
  }

  /** Until each event that was sent was taken by one of them. */
  private void awaitAll(ConsumerOnBroker... consumers) {
    Supplier<Set<String>> left =
        () -> {
          Set<String> missing = new HashSet<>(sent);
          List.of(consumers).forEach(consumer -> consumer.taken.forEach(missing::remove));
          return missing;
        };
    Flow.await(
        () -> left.get().isEmpty(),
        () -> left.get() + " were not taken, " + consumers[0].failures.now());
  }

  /** Until an outside tool sees so many events that are not committed. */
  private void awaitLag(long lag) {
    Flow.await(() -> lag() == lag, () -> "the lag is " + lag());
  }

  private long lag() {
    try {
      var committed = admin.listConsumerGroupOffsets(GROUP).partitionsToOffsetAndMetadata().get();
      long lag = 0;
      for (int partition = 0; partition < partitions(); partition++) {
        TopicPartition of = new TopicPartition(topic, partition);
        long end = admin.listOffsets(Map.of(of, OffsetSpec.latest())).all().get().get(of).offset();
        lag += end - (committed.get(of) == null ? 0 : committed.get(of).offset());
      }
      return lag;
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private int partitions() throws ExecutionException, InterruptedException {
    return admin.describeTopics(Set.of(topic)).allTopicNames().get().get(topic).partitions().size();
  }

  private void create(int partitions) throws ExecutionException, InterruptedException {
    NewTopic made = new NewTopic(topic, Optional.of(partitions), Optional.empty());
    admin.createTopics(List.of(made)).all().get();
  }

  private boolean createAgain() {
    try {
      create(2);
      return true;
    } catch (ExecutionException | InterruptedException e) {
      return false;
    }
  }

  private static void login(boolean may) throws Exception {
    admin
        .alterUserScramCredentials(
            List.of(
                may
                    ? new UserScramCredentialUpsertion(
                        USER,
                        new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_256, 4096),
                        Keys.PASSWORD)
                    : new UserScramCredentialDeletion(USER, ScramMechanism.SCRAM_SHA_256)))
        .all()
        .get();
  }

  private static void allow(ResourceType type, String name, boolean may) throws Exception {
    AclBinding read =
        new AclBinding(
            new ResourcePattern(type, name, PatternType.LITERAL),
            new AccessControlEntry(
                "User:" + USER, "*", AclOperation.READ, AclPermissionType.ALLOW));
    if (may) {
      admin.createAcls(List.of(read)).all().get();
    } else {
      admin.deleteAcls(List.of(read.toFilter())).all().get();
    }
  }

  private static KafkaProducer<byte[], byte[]> newProducer(Map<String, Object> more) {
    Map<String, Object> settings = new java.util.HashMap<>(more);
    settings.put("bootstrap.servers", broker.bootstrapServers());
    settings.put("metadata.max.age.ms", "500");
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Turns a bit of the file over; doing it twice mends it. */
  private static void flip(Path file, long position) throws Exception {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.seek(position);
      int old = bytes.read();
      bytes.seek(position);
      bytes.write(old ^ 1);
    }
  }
}
