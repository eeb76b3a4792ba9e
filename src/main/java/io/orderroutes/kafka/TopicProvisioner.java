package io.orderroutes.kafka;

import static java.util.stream.Collectors.toMap;

import io.orderroutes.config.OrdersConfig;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.component.kafka.KafkaConfiguration;
import org.apache.camel.component.kafka.KafkaEndpoint;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jboss.logging.Logger;

/** Creates the topics that are missing, before the first record is asked for. */
@Singleton
public class TopicProvisioner {
  private static final Logger LOG = Logger.getLogger(TopicProvisioner.class);
  private static final long TIMEOUT_SECONDS = 30;
  private static final String LARGEST = TopicConfig.MAX_MESSAGE_BYTES_CONFIG;
  private static final int ROOM = 65536;
  private static final String TOO_SMALL =
      "topic %s may not take the largest records of %s with the headers that are added to them:"
          + " raise its %s to %d";

  private final OrdersConfig.Topics topics;
  private final List<String> retries;
  private final CamelContext camel;

  public TopicProvisioner(OrdersConfig config, CamelContext camel) {
    this.camel = camel;
    this.topics = config.topics();
    this.retries = config.retry().topics().orElse(List.of());
  }

  /**
   * Creates the missing topics with a client of these settings. Those that keep events as they came
   * take larger records than the events topic: headers are added to each.
   *
   * @throws KafkaException when the broker cannot be reached or refuses
   */
  public void create(Properties client) {
    Set<String> keeping = new LinkedHashSet<>(retries);
    keeping.add(topics.parked());
    Set<String> wanted = new LinkedHashSet<>(List.of(topics.events(), topics.documents()));
    wanted.addAll(topics.also().values());
    wanted.addAll(named());
    wanted.removeAll(keeping);
    with(
        client,
        (admin, present) -> {
          Map<String, KafkaFuture<Config>> settings = new HashMap<>();
          settings.putAll(describe(admin, Stream.of(topics.events()).filter(present::contains)));
          settings.putAll(create(admin, present, wanted, topics.partitions(), Map.of()));
          OptionalLong events = largest(settings.get(topics.events()));
          long size = events.orElse(0) + ROOM;
          Map<String, String> sized = Map.of(LARGEST, Long.toString(size));
          create(
              admin, present, keeping, topics.partitions(), events.isPresent() ? sized : Map.of());
          if (events.isPresent()) {
            warn(describe(admin, keeping.stream().filter(present::contains)), size);
          }
        });
  }

  /** The topics that the routes name. */
  private List<String> named() {
    return camel.getEndpoints().stream()
        .filter(KafkaEndpoint.class::isInstance)
        .map(endpoint -> ((KafkaEndpoint) endpoint).getConfiguration())
        .filter(endpoint -> !endpoint.isTopicIsPattern())
        .map(KafkaConfiguration::getTopic)
        .flatMap(names -> Stream.of(names.split(",")))
        .toList();
  }

  private void warn(Map<String, KafkaFuture<Config>> keeping, long size)
      throws InterruptedException, ExecutionException, TimeoutException {
    for (var topic : keeping.entrySet()) {
      if (largest(topic.getValue()).orElse(size) < size) {
        LOG.warnf(TOO_SMALL, topic.getKey(), topics.events(), LARGEST, size);
      }
    }
  }

  /** Creates the topic of the replayed events' marks, if it is missing: it keeps the keys. */
  public void createReplayed(Properties client) {
    Map<String, String> compact = Map.of("cleanup.policy", "compact");
    with(
        client, (admin, present) -> create(admin, present, List.of(topics.replayed()), 1, compact));
  }

  private interface Administration {
    void by(Admin admin, Set<String> present)
        throws InterruptedException, ExecutionException, TimeoutException;
  }

  private void with(Properties client, Administration administration) {
    if (!topics.create()) {
      return;
    }
    try (Admin admin = Admin.create(adminSettings(client))) {
      Set<String> present = admin.listTopics().names().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
      administration.by(admin, present);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while topics were created");
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaException("topics could not be looked up or created: " + e.getMessage());
    }
  }

  /** The settings of those that were missing, by name. */
  private Map<String, KafkaFuture<Config>> create(
      Admin admin,
      Set<String> present,
      Collection<String> wanted,
      int partitions,
      Map<String, String> settings)
      throws InterruptedException, ExecutionException, TimeoutException {
    List<NewTopic> missing =
        wanted.stream()
            .filter(name -> !present.contains(name))
            .map(name -> new NewTopic(name, Optional.of(partitions), topics.replication()))
            .map(topic -> topic.configs(settings))
            .toList();
    CreateTopicsResult created = admin.createTopics(missing);
    Map<String, KafkaFuture<Config>> configs = new HashMap<>();
    for (NewTopic topic : missing) {
      try {
        created.values().get(topic.name()).get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        configs.put(topic.name(), created.config(topic.name()));
        LOG.infof("created topic %s with %d partitions", topic.name(), partitions);
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw e;
        }
      }
    }
    return configs;
  }

  private static Map<String, KafkaFuture<Config>> describe(Admin admin, Stream<String> topics) {
    return admin
        .describeConfigs(
            topics.map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name)).toList())
        .values()
        .entrySet()
        .stream()
        .collect(toMap(topic -> topic.getKey().name(), Map.Entry::getValue));
  }

  /** The largest record, in bytes, that a topic takes; empty where the broker does not tell. */
  private static OptionalLong largest(KafkaFuture<Config> settings)
      throws InterruptedException, ExecutionException, TimeoutException {
    if (settings == null) {
      return OptionalLong.empty();
    }
    try {
      Config told = settings.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
      return OptionalLong.of(Long.parseLong(told.get(LARGEST).value()));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AuthorizationException) {
        return OptionalLong.empty();
      }
      throw e;
    }
  }

  public static Properties adminSettings(Properties client) {
    Properties settings = new Properties();
    for (String name : client.stringPropertyNames()) {
      if (AdminClientConfig.configNames().contains(name)) {
        settings.put(name, client.getProperty(name));
      }
    }
    return settings;
  }
}
