package io.orderroutes.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.orderroutes.config.ConfigurationError;
import io.orderroutes.config.OrdersConfig;
import io.orderroutes.dispatch.OrderDispatcher;
import io.orderroutes.dispatch.OrderSpans;
import io.orderroutes.kafka.KafkaSettings;
import io.orderroutes.kafka.TopicProvisioner;
import io.orderroutes.limits.CallLimits;
import io.orderroutes.limits.Limits;
import io.orderroutes.retry.RetryTopics;
import io.orderroutes.sellers.Configured;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.MetricsReporter;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KafkaClientsTest {
  private static final ConsumerRebalanceListener NO_LISTENER =
      new ConsumerRebalanceListener() {
        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {}

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {}
      };

  /** A plug-in of both clients that shows the settings a client was made with. */
  public static final class Settings implements MetricsReporter {
    static final ThreadLocal<Map<String, Object>> SEEN = ThreadLocal.withInitial(HashMap::new);

    @Override
    public void configure(Map<String, ?> settings) {
      SEEN.get().clear();
      SEEN.get().putAll(settings);
    }

    @Override
    public void init(List<KafkaMetric> metrics) {}

    @Override
    public void metricChange(KafkaMetric metric) {}

    @Override
    public void metricRemoval(KafkaMetric metric) {}

    @Override
    public void close() {}
  }

  @Test
  void passesTheOperatorsSettingsToTheProducer() {
    KafkaClients clients = clients("kafka.linger.ms", "77", "kafka.ssl.protocol", "TLSv1.3");
    try (Producer<Object, Object> producer = clients.getProducer(producerSettings())) {
      assertThat(producer).isNotNull();
      assertThat(Settings.SEEN.get())
          .containsEntry("bootstrap.servers", "127.0.0.1:1")
          .containsEntry("linger.ms", "77")
          .containsEntry("ssl.protocol", "TLSv1.3")
          .containsEntry("acks", "all");
    }
  }

  @Test
  void passesTheOperatorsSettingsToTheConsumer() {
    KafkaClients clients =
        clients("kafka.session.timeout.ms", "7777", "kafka.ssl.protocol", "TLSv1.3");
    open(clients, consumerSettings());
    assertThat(Settings.SEEN.get())
        .containsEntry("bootstrap.servers", "127.0.0.1:1")
        .containsEntry("session.timeout.ms", "7777")
        .containsEntry("ssl.protocol", "TLSv1.3")
        .containsEntry("auto.offset.reset", "none")
        .containsEntry("group.id", "order-enrichment");
  }

  @ParameterizedTest
  @CsvSource({
    "security.protocol, NONSENSE",
    "max.poll.records, x",
    "max.poll.records, 0",
    "fetch.min.bytes, -1",
    "linger.ms, soon",
    "isolation.level, dirty",
    "auto.offset.reset, by_duration:PT1H",
    "auto.offset.reset, middle"
  })
  void aSettingThatAClientRefusesStopsTheStart(String name, String value) {
    assertThatExceptionOfType(ConfigurationError.class)
        .isThrownBy(() -> clients("kafka." + name, value))
        .withMessageStartingWith("kafka." + name + " is ")
        .withMessageContaining(value)
        .withMessageNotContaining("\n")
        .satisfies(error -> assertThat(error.getConfigKeys()).containsExactly("kafka." + name));
  }

  @Test
  void leavesToTheBrokerWhatTheNewerGroupProtocolDecides() {
    Properties camel = consumerSettings();
    camel.put("session.timeout.ms", "45000");
    camel.put("heartbeat.interval.ms", "3000");
    camel.put("partition.assignment.strategy", CooperativeStickyAssignor.class.getName());
    open(clients("kafka.group.protocol", "consumer"), camel);
    assertThat(Settings.SEEN.get())
        .containsEntry("group.protocol", "consumer")
        .doesNotContainKeys("session.timeout.ms", "partition.assignment.strategy");
    assertThatExceptionOfType(ConfigurationError.class)
        .isThrownBy(
            () -> clients("kafka.group.protocol", "consumer", "kafka.session.timeout.ms", "6000"))
        .withMessageStartingWith("kafka.session.timeout.ms cannot be set: ");
  }

  /** The client is made by the first poll. */
  private static void open(KafkaClients clients, Properties settings) {
    try (Consumer<byte[], byte[]> consumer = clients.getConsumer(settings)) {
      assertThat(consumer).isInstanceOf(PolledConsumer.class);
      consumer.subscribe(List.of(), NO_LISTENER);
      consumer.poll(Duration.ZERO);
    }
  }

  @Test
  void leavesSettingsOfTheOtherKindOfClientOut() {
    KafkaClients clients = clients("kafka.max.poll.interval.ms", "9", "kafka.linger.ms", "77");
    try (Producer<Object, Object> producer = clients.getProducer(producerSettings())) {
      assertThat(producer).isNotNull();
      assertThat(Settings.SEEN.get()).doesNotContainKey("max.poll.interval.ms");
    }
  }

  @Test
  void asksForNoMoreEventsThanMayWait() {
    open(clients(), consumerSettings());
    assertThat(Settings.SEEN.get()).containsEntry("max.poll.records", "12");
    open(clients("kafka.max.poll.records", "10"), consumerSettings());
    assertThat(Settings.SEEN.get()).containsEntry("max.poll.records", "10");
  }

  @ParameterizedTest
  @CsvSource({
    "enable.auto.commit, true",
    "acks, 1",
    "enable.idempotence, false",
    "group.id, mine",
    "key.serializer, x",
    "value.serializer, x",
    "key.deserializer, x",
    "value.deserializer, x"
  })
  void refusesASettingThatThePromisesRestOn(String name, String value) {
    assertThatExceptionOfType(ConfigurationError.class)
        .isThrownBy(() -> clients("kafka." + name, value))
        .withMessageStartingWith("kafka." + name + " cannot be set: ")
        .withMessageNotContaining("\n")
        .satisfies(error -> assertThat(error.getConfigKeys()).containsExactly("kafka." + name));
  }

  @Test
  void tellsTheBrokersThatAreConfigured() {
    assertThat(clients().getBrokers(null)).isEqualTo("127.0.0.1:1");
  }

  private static KafkaClients clients(String... settings) {
    Map<String, String> keys = new HashMap<>();
    keys.put("kafka.bootstrap.servers", "127.0.0.1:1");
    keys.put("kafka.metric.reporters", Settings.class.getName());
    for (int i = 0; i < settings.length; i += 2) {
      keys.put(settings[i], settings[i + 1]);
    }
    KafkaSettings given =
        new KafkaSettings(
            new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(keys, "test", 100))
                .build());
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    return clients(given, orders(), new OffsetTracker(), meters, new KafkaFailures(meters));
  }

  static KafkaClients clients(
      KafkaSettings settings,
      OrdersConfig orders,
      OffsetTracker tracker,
      SimpleMeterRegistry meters,
      KafkaFailures failures) {
    RetryTopics retries = new RetryTopics(orders);
    CallLimits limits = Limits.of(orders);
    OrderDispatcher dispatcher =
        new OrderDispatcher(
            orders, tracker, null, null, retries, new OrderSpans(null, orders, true), limits);
    TopicProvisioner provisioner = new TopicProvisioner(orders, new DefaultCamelContext());
    return new KafkaClients(
        settings,
        orders,
        provisioner,
        new KafkaClients.Flow(
            tracker,
            dispatcher,
            retries,
            limits,
            new ConsumerLiveness(meters, tracker),
            new PartitionShare(limits),
            failures,
            meters));
  }

  private static OrdersConfig orders() {
    return Configured.nothing()
        .with("orders.topics.create", "false")
        .with("orders.waiting.max", "50")
        .config();
  }

  private static Properties producerSettings() {
    Properties settings = new Properties();
    settings.put("bootstrap.servers", "camel:9092");
    settings.put("linger.ms", "5");
    settings.put("acks", "all");
    settings.put("key.serializer", ByteArraySerializer.class.getName());
    settings.put("value.serializer", ByteArraySerializer.class.getName());
    return settings;
  }

  private static Properties consumerSettings() {
    Properties settings = new Properties();
    settings.put("bootstrap.servers", "camel:9092");
    settings.put("group.id", "order-enrichment");
    settings.put("key.deserializer", ByteArrayDeserializer.class.getName());
    settings.put("value.deserializer", ByteArrayDeserializer.class.getName());
    return settings;
  }
}
