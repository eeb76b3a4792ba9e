package io.orderroutes.delivery;

import io.orderroutes.sellers.OrdersConfig;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jboss.logging.Logger;

/** Creates the topics that are missing, before the first record is asked for. */
@Singleton
public class Topics {
  private static final Logger LOG = Logger.getLogger(Topics.class);
  private static final long TIMEOUT_SECONDS = 30;
  private static final String LARGEST = TopicConfig.MAX_MESSAGE_BYTES_CONFIG;
  private static final int ROOM = 65536;
  private static final String TOO_SMALL =
      "topic %s may not take the largest records of %s with the headers that are added to them:"
          + " raise its %s to %d";

  private final OrdersConfig.Topics topics;
  private final RetryTopics retries;

  public Topics(OrdersConfig config, RetryTopics retries) {
    this.topics = config.topics();
    this.retries = retries;
  }

  /**
   * Creates the missing topics with a client of these settings. Those that keep events as they came
   * take larger records than the events topic: headers are added to each.
   *
   * @throws KafkaException when the broker cannot be reached or refuses
   */
  void create(Properties client) {
    List<String> wanted = new ArrayList<>(List.of(topics.events(), topics.documents()));
    wanted.addAll(topics.also().values());
    List<String> keeping = new ArrayList<>(retries.all());
    keeping.add(topics.parked());
    with(
        client,
        admin -> {
          create(admin, wanted, topics.partitions(), Map.of());
          OptionalLong events = largest(admin, topics.events());
          long size = events.orElse(0) + ROOM;
          Map<String, String> sized = Map.of(LARGEST, Long.toString(size));
          create(admin, keeping, topics.partitions(), events.isPresent() ? sized : Map.of());
          for (String topic : keeping) {
            if (events.isPresent() && largest(admin, topic).orElse(size) < size) {
              LOG.warnf(TOO_SMALL, topic, topics.events(), LARGEST, size);
            }
          }
        });
  }

  /** Creates the topic of the replayed events' marks, if it is missing: it keeps the keys. */
  void createReplayed(Properties client) {
    Map<String, String> compact = Map.of("cleanup.policy", "compact");
    with(client, admin -> create(admin, List.of(topics.replayed()), 1, compact));
  }

  private interface Administration {
    void by(Admin admin) throws InterruptedException, ExecutionException, TimeoutException;
  }

  private void with(Properties client, Administration administration) {
    if (!topics.create()) {
      return;
    }
    try (Admin admin = Admin.create(adminSettings(client))) {
      administration.by(admin);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while topics were created");
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaException("topics could not be looked up or created: " + e.getMessage());
    }
  }

  private void create(
      Admin admin, List<String> wanted, int partitions, Map<String, String> settings)
      throws InterruptedException, ExecutionException, TimeoutException {
    Set<String> present = admin.listTopics().names().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    for (String name : wanted) {
      if (!present.contains(name)) {
        NewTopic topic = new NewTopic(name, Optional.of(partitions), topics.replication());
        create(admin, topic.configs(settings));
      }
    }
  }

  /** The largest record, in bytes, that the topic takes; empty where the broker does not tell. */
  private static OptionalLong largest(Admin admin, String topic)
      throws InterruptedException, ExecutionException, TimeoutException {
    ConfigResource named = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    var answer = admin.describeConfigs(List.of(named)).values().get(named);
    try {
      Config settings = answer.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
      return OptionalLong.of(Long.parseLong(settings.get(LARGEST).value()));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AuthorizationException) {
        return OptionalLong.empty();
      }
      throw e;
    }
  }

  private static void create(Admin admin, NewTopic missing)
      throws InterruptedException, ExecutionException, TimeoutException {
    try {
      admin.createTopics(List.of(missing)).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
      LOG.infof("created topic %s with %d partitions", missing.name(), missing.numPartitions());
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }

  private static Properties adminSettings(Properties client) {
    Properties settings = new Properties();
    for (String name : client.stringPropertyNames()) {
      if (AdminClientConfig.configNames().contains(name)) {
        settings.put(name, client.getProperty(name));
      }
    }
    return settings;
  }
}
