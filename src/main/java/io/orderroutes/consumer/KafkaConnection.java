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

/** Opens the clients of one consumer of events, and knows what only an administrator is told. */
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
   * A new client, after the missing topics were created.
   *
   * @throws KafkaException when a setting is refused, or no broker can be reached
   */
  Consumer<byte[], byte[]> open(Collection<String> subscribed) {
    provisioner.create(settings);
    asked = admin().describeTopics(subscribed).topicNameValues();
    settle();
    return new KafkaConsumer<>(settings);
  }

  /** What the service's members of the group are told apart by; empty where nothing is set. */
  String instanceId() {
    return settings.getProperty(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, "");
  }

  /** Whether a member of the group has the instance id. */
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
      throw new KafkaException("the members of the group could not be asked for", e);
    }
  }

  /** The id of a topic's present log; empty where Kafka does not tell it. */
  String logOf(String topic) {
    return ids.getOrDefault(topic, "");
  }

  /**
   * Those of the topics that were deleted and created anew since they were asked for first. Kafka
   * is asked now and then; this does not wait for it.
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

  /** Waits for Kafka to tell of the topics; where it does not, the ids are not known yet. */
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

  /** Takes what Kafka has told of topics. */
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
      // with the other strategy it asks without a pause, and logs it, while no broker is there
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
