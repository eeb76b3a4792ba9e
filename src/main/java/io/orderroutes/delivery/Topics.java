package io.orderroutes.delivery;

import io.orderroutes.sellers.OrdersConfig;
import jakarta.inject.Singleton;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jboss.logging.Logger;

/** Creates the topics that are missing, before the first record is asked for. */
@Singleton
public class Topics {
  private static final Logger LOG = Logger.getLogger(Topics.class);
  private static final long TIMEOUT_SECONDS = 30;

  private final OrdersConfig.Topics topics;
  private final RetryTopics retries;

  public Topics(OrdersConfig config, RetryTopics retries) {
    this.topics = config.topics();
    this.retries = retries;
  }

  /**
   * Creates the missing topics with a client of these settings.
   *
   * @throws KafkaException when the broker cannot be reached or refuses
   */
  void create(Properties client) {
    Set<String> wanted = new LinkedHashSet<>(topics.also().values());
    wanted.addAll(retries.all());
    wanted.addAll(List.of(topics.events(), topics.documents(), topics.parked()));
    create(client, wanted.stream().map(topic -> topic(topic, topics.partitions())).toList());
  }

  /** Creates the topic of the replayed events' marks, if it is missing: it keeps the keys. */
  void createReplayed(Properties client) {
    NewTopic marks = topic(topics.replayed(), 1);
    create(client, List.of(marks.configs(Map.of("cleanup.policy", "compact"))));
  }

  private NewTopic topic(String name, int partitions) {
    return new NewTopic(name, Optional.of(partitions), topics.replication());
  }

  private void create(Properties client, List<NewTopic> wanted) {
    if (!topics.create()) {
      return;
    }
    try (Admin admin = Admin.create(adminSettings(client))) {
      Set<String> present = admin.listTopics().names().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
      for (NewTopic topic : wanted) {
        if (!present.contains(topic.name())) {
          create(admin, topic);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while topics were created");
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaException("topics could not be looked up or created: " + e.getMessage());
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
