package io.orderroutes.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Random histories of polls, ends in any order, failures, rebalances, crashes and new logs. At
 * every step nothing may be committed that did not end; when all is well again every event must
 * end.
 */
class ConsumerModelTest {
  private static final long SEED = Long.getLong("model.seed", 20261127L);
  private static final int RUNS = 500;
  private static final int STEPS = 400;
  private static final TopicPartition[] PARTITIONS = {
    new TopicPartition("order-events", 0),
    new TopicPartition("order-events", 1),
    new TopicPartition("order-events", 2),
    new TopicPartition("order-events.retry-10s", 0)
  };

  private Random random;
  private FakeKafka kafka;
  private ConsumerUnderTest test;
  private Set<String> ended;
  private Set<String> deleted;
  private Map<ConsumerRecord<byte[], byte[]>, Long> logs;
  private List<ConsumerRecord<byte[], byte[]>> inFlight;

  private static final Logger LOG = Logger.getLogger("io.orderroutes.consumer");

  @BeforeAll
  static void sayNothing() {
    LOG.setLevel(Level.OFF);
  }

  @AfterAll
  static void speakAgain() {
    LOG.setLevel(null);
  }

  @Test
  void nothingIsLostWhateverHappens() {
    for (int run = 0; run < RUNS; run++) {
      random = new Random(SEED + run);
      begin();
      kafka.telling = run % 2 == 0;
      for (int step = 0; step < STEPS; step++) {
        step();
        assertThat(lost()).as("committed and not ended, run %d, step %d", run, step).isEmpty();
      }
      heal();
      assertThat(open()).as("not ended, run %d", run).isEmpty();
      assertThat(uncommitted()).as("not committed, run %d", run).isEmpty();
      assertThat(test.failures.now()).as("still told, run %d", run).isEmpty();
      test.consumer.close();
    }
  }

  private void begin() {
    kafka = new FakeKafka(PARTITIONS);
    ended = new HashSet<>();
    deleted = new HashSet<>();
    logs = new HashMap<>();
    inFlight = new ArrayList<>();
    newConsumer();
  }

  private void newConsumer() {
    test = new ConsumerUnderTest(kafka);
    test.finishing = false;
    inFlight.clear();
  }

  private void step() {
    TopicPartition partition = PARTITIONS[random.nextInt(PARTITIONS.length)];
    FakeKafka.Log log = kafka.logs.get(partition);
    int action = random.nextInt(100);
    if (action < 35) {
      poll();
    } else if (action < 55) {
      finishOne();
    } else if (action < 70) {
      kafka.write(partition, random.nextInt(4));
    } else if (action < 73) {
      kafka.mark(partition);
    } else if (action < 80) {
      test.pass(random.nextInt(20));
    } else {
      disturb(partition, log, random.nextInt(15));
    }
  }

  private void disturb(TopicPartition partition, FakeKafka.Log log, int how) {
    switch (how) {
      case 0, 1 -> spoil(log);
      case 2, 3 -> log.unreadable.clear();
      case 4 -> kafka.refusal = failure(partition);
      case 5, 6 -> kafka.refusal = null;
      case 7 -> kafka.commitRefusal = new GroupAuthorizationException("order-enrichment");
      case 8, 9 -> kafka.commitRefusal = null;
      case 10 -> kafka.recreate(partition.topic());
      case 11 -> expire(partition, log);
      case 12 -> kafka.assign(some());
      case 13 -> kafka.assign(List.of(PARTITIONS));
      default -> crashOrBreak();
    }
  }

  private void spoil(FakeKafka.Log log) {
    if (log.end > log.begin) {
      log.unreadable.add(log.begin + random.nextLong(log.end - log.begin));
      log.error = random.nextBoolean();
    }
  }

  private RuntimeException failure(TopicPartition partition) {
    return switch (random.nextInt(5)) {
      case 0 -> new SaslAuthenticationException("no");
      case 1 -> new TopicAuthorizationException(Set.of(partition.topic()));
      case 2 -> new FencedInstanceIdException("no");
      case 3 -> new IllegalStateException("no");
      default -> new KafkaException("no");
    };
  }

  private List<TopicPartition> some() {
    return List.of(PARTITIONS).stream().filter(partition -> random.nextBoolean()).toList();
  }

  /** Kafka deletes the oldest events, read or not. */
  private void expire(TopicPartition partition, FakeKafka.Log log) {
    long begin = log.begin + random.nextLong(log.end - log.begin + 1);
    for (long offset = log.begin; offset < begin; offset++) {
      deleted.add(log.id(partition, offset));
      log.unreadable.remove(offset);
    }
    log.begin = begin;
  }

  private void crashOrBreak() {
    if (random.nextInt(4) > 0) {
      if (kafka.client != null) {
        kafka.client.broken = true;
      }
    } else {
      if (random.nextBoolean()) {
        test.consumer.close();
      }
      newConsumer();
    }
  }

  private void poll() {
    for (ConsumerRecord<byte[], byte[]> record : test.poll()) {
      inFlight.add(record);
      logs.put(record, test.tracker.log(ConsumerUnderTest.partition(record)));
    }
    test.pass(Duration.ofMillis(150));
  }

  private void finishOne() {
    if (!inFlight.isEmpty()) {
      ConsumerRecord<byte[], byte[]> record = inFlight.remove(random.nextInt(inFlight.size()));
      ended.add(new String(record.value(), UTF_8));
      test.finish(record, logs.remove(record));
    }
  }

  /** Everything works again, and time passes. */
  private void heal() {
    kafka.refusal = null;
    kafka.commitRefusal = null;
    kafka.telling = true;
    kafka.logs.values().forEach(log -> log.unreadable.clear());
    kafka.assign(List.of(PARTITIONS));
    for (int i = 0; i < 120; i++) {
      poll();
      while (!inFlight.isEmpty()) {
        finishOne();
      }
      test.pass(3);
    }
  }

  /** Events before the committed offset that did not end. */
  private List<String> lost() {
    return events(true);
  }

  private List<String> open() {
    return events(false);
  }

  private List<String> events(boolean committed) {
    List<String> open = new ArrayList<>();
    kafka.logs.forEach(
        (partition, log) -> {
          long until = committed ? kafka.committedOfThisLog(partition) : log.end;
          for (long offset = log.begin; offset < Math.min(until, log.end); offset++) {
            String id = log.id(partition, offset);
            if (!log.markers.contains(offset) && !ended.contains(id) && !deleted.contains(id)) {
              open.add(id);
            }
          }
        });
    return open;
  }

  private List<TopicPartition> uncommitted() {
    return kafka.logs.keySet().stream()
        .filter(partition -> kafka.logs.get(partition).end > kafka.logs.get(partition).begin)
        .filter(
            partition ->
                kafka.committed.getOrDefault(partition, 0L) != kafka.logs.get(partition).end)
        .toList();
  }
}
