package io.orderroutes.consumer;

import io.orderroutes.kafka.TopicProvisioner;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.jboss.logging.Logger;

/**
 * Opens the clients of one consumer of events. An admin client reads the ids of topics and the
 * members of the group.
 */
class KafkaConnection {
  private static final Logger LOG = Logger.getLogger(KafkaConnection.class);
  private static final long LOOK_EVERY = TimeUnit.SECONDS.toNanos(10);
  private static final long TIMEOUT_SECONDS = 5;

  private final Properties settings;
  private final TopicProvisioner provisioner;
  private final Map<String, String> ids = new HashMap<>();
  private Map<String, KafkaFuture<TopicDescription>> asked = Map.of();
  private Admin admin;
  private long looked = System.nanoTime();

  KafkaConnection(Properties settings, TopicProvisioner provisioner) {
    this.settings = settings;
    this.provisioner = provisioner;
  }

  /**
   * Creates the missing topics, then a client.
   *
   * @throws KafkaException when a setting is invalid, or no broker responds
   */
  Consumer<byte[], byte[]> open(Collection<String> subscribed) {
    provisioner.create(settings);
    asked = admin().describeTopics(subscribed).topicNameValues();
    settle();
    return new KafkaConsumer<>(settings);
  }

  /** The {@code group.instance.id}; empty where it is not set. */
  String instanceId() {
    return settings.getProperty(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, "");
  }

  /** Whether a member of the group has this instance id now. */
  boolean isInstanceIdInUse() {
    String group = settings.getProperty(ConsumerConfig.GROUP_ID_CONFIG);
    try {
      return admin()
          .describeConsumerGroups(Set.of(group))
          .describedGroups()
          .get(group)
          .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
          .members()
          .stream()
          .anyMatch(member -> member.groupInstanceId().filter(instanceId()::equals).isPresent());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaException("the members of the group cannot be read", e);
    }
  }

  /**
   * The id of the topic; a topic that is deleted and created again has another one. Empty while it
   * is unknown.
   */
  String logOf(String topic) {
    return ids.getOrDefault(topic, "");
  }

  /**
   * The topics that were deleted and created again since the last call. Kafka is asked every ten
   * seconds; this method does not wait for the response.
   */
  Set<String> recreated(Collection<String> subscribed) {
    if (System.nanoTime() - looked < LOOK_EVERY) {
      return Set.of();
    }
    Set<String> recreated = learn();
    looked = System.nanoTime();
    asked = admin().describeTopics(subscribed).topicNameValues();
    return recreated;
  }

  /** Waits for the ids of the topics; without a response they stay unknown for now. */
  private void settle() {
    try {
      KafkaFuture.allOf(asked.values().toArray(KafkaFuture[]::new))
          .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.debugf("the ids of topics are not known: %s", e.getMessage());
    }
    learn();
  }

  /** Reads the responses that have arrived; returns the topics that were created again. */
  private Set<String> learn() {
    Set<String> recreated = new HashSet<>();
    asked.forEach(
        (topic, description) -> {
          try {
            String id = description.get(0, TimeUnit.SECONDS).topicId().toString();
            String before = ids.put(topic, id);
            if (before != null && !before.equals(id)) {
              recreated.add(topic);
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } catch (ExecutionException | TimeoutException e) {
            LOG.debugf("the id of topic %s is not known: %s", topic, e.getMessage());
          }
        });
    return recreated;
  }

  private Admin admin() {
    if (admin == null) {
      Properties own = TopicProvisioner.adminSettings(settings);
      // the other strategy retries and logs without a pause while no broker responds
      own.put(AdminClientConfig.METADATA_RECOVERY_STRATEGY_CONFIG, "none");
      admin = Admin.create(own);
    }
    return admin;
  }

  void close() {
    if (admin != null) {
      admin.close(Duration.ZERO);
      admin = null;
    }
  }
}
