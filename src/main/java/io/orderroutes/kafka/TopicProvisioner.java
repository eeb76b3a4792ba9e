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
import java.util.function.BiConsumer;
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

/** Creates missing topics, before the first record is polled. */
@Singleton
public class TopicProvisioner {
  private static final Logger LOG = Logger.getLogger(TopicProvisioner.class);
  private static final long TIMEOUT_SECONDS = 30;
  private static final String LARGEST = TopicConfig.MAX_MESSAGE_BYTES_CONFIG;
  private static final int ROOM = 65536;
  private static final String TOO_SMALL =
      "topic %s may be too small for the largest records of %s with the added headers:"
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
   * Creates the missing topics with a client of these settings. Retry and parked topics get a
   * larger limit for records than the events topic, because headers are added to each event.
   *
   * @throws KafkaException when the broker does not respond, or refuses
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

  private void warn(Map<String, KafkaFuture<Config>> keeping, long size) {
    for (var topic : keeping.entrySet()) {
      if (largest(topic.getValue()).orElse(size) < size) {
        LOG.warnf(TOO_SMALL, topic.getKey(), topics.events(), LARGEST, size);
      }
    }
  }

  /** Creates the compacted topic of the marks of replayed events, if it is missing. */
  public void createReplayed(Properties client) {
    Map<String, String> compact = Map.of("cleanup.policy", "compact");
    with(
        client, (admin, present) -> create(admin, present, List.of(topics.replayed()), 1, compact));
  }

  private void with(Properties client, BiConsumer<Admin, Set<String>> work) {
    if (topics.create()) {
      try (Admin admin = Admin.create(adminSettings(client))) {
        work.accept(admin, result(admin.listTopics().names()));
      }
    }
  }

  /**
   * Waits for the broker's result.
   *
   * @throws KafkaException when the broker refuses, with its error as the cause, or does not
   *     respond
   */
  private static <T> T result(KafkaFuture<T> future) {
    try {
      return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while topics were created");
    } catch (ExecutionException e) {
      throw new KafkaException("topics cannot be read or created: " + e.getMessage(), e.getCause());
    } catch (TimeoutException e) {
      throw new KafkaException("topics cannot be read or created: " + e.getMessage());
    }
  }

  /** Creates those that are missing; returns their settings by name. */
  private Map<String, KafkaFuture<Config>> create(
      Admin admin,
      Set<String> present,
      Collection<String> wanted,
      int partitions,
      Map<String, String> settings) {
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
        result(created.values().get(topic.name()));
        configs.put(topic.name(), created.config(topic.name()));
        LOG.infof("created topic %s with %d partitions", topic.name(), partitions);
      } catch (KafkaException e) {
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

  /** The largest record of a topic, in bytes; empty where the broker does not say. */
  private static OptionalLong largest(KafkaFuture<Config> settings) {
    if (settings == null) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(result(settings).get(LARGEST).value()));
    } catch (KafkaException e) {
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
