package io.orderroutes.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the consumer does when the Kafka client fails, on logs in memory. */
class OrderConsumerTest {
  private static final TopicPartition P0 = new TopicPartition("order-events", 0);
  private static final TopicPartition P1 = new TopicPartition("order-events", 1);
  private static final TopicPartition R0 = new TopicPartition("order-events.retry-10s", 0);

  private final FakeKafka kafka = new FakeKafka(P0, P1, R0);
  private final ConsumerUnderTest test = new ConsumerUnderTest(kafka);

  @AfterEach
  void close() {
    test.consumer.close();
  }

  @Test
  void aRecordThatCannotBeReadHoldsUpItsPartitionOnly() {
    kafka.write(P0, 3);
    kafka.write(P1, 3);
    kafka.logs.get(P0).unreadable.add(1L);
    assertThat(poll(20)).containsExactlyInAnyOrder(id(P0, 0), id(P1, 0), id(P1, 1), id(P1, 2));
    kafka.write(P1, 2);
    assertThat(poll(20)).containsExactlyInAnyOrder(id(P1, 3), id(P1, 4));
    assertThat(test.failures.now()).containsOnlyKeys("order-events-0");
    assertThat(test.failures.now().get("order-events-0"))
        .startsWith("at offset 1: KafkaException: Received exception when fetching");
    assertThat(test.failures.isStandstill()).isFalse();
    assertThat(kafka.committed.get(P0)).as("nothing behind it is committed").isEqualTo(1L);
    kafka.logs.get(P0).unreadable.clear();
    test.pass(40);
    assertThat(poll(20)).containsExactly(id(P0, 1), id(P0, 2));
    assertThat(test.failures.now()).isEmpty();
  }

  @Test
  void anErrorLosesNothingThatItsPollHadReadOfOtherPartitions() {
    kafka.write(P0, 3);
    kafka.write(P1, 3);
    kafka.logs.get(P1).unreadable.add(0L);
    kafka.logs.get(P1).error = true;
    assertThat(poll(20)).containsExactly(id(P0, 0), id(P0, 1), id(P0, 2));
    assertThat(test.failures.now()).containsOnlyKeys("order-events-1");
    assertThat(test.failures.now().get("order-events-1")).contains("NoClassDefFoundError");
    kafka.logs.get(P1).unreadable.clear();
    test.pass(40);
    assertThat(poll(20)).containsExactly(id(P1, 0), id(P1, 1), id(P1, 2));
  }

  @Test
  void waitsLongerEachTimeAndNoLongerThanHalfAMinute() {
    kafka.write(P0, 3);
    assertThat(poll(4)).hasSize(3);
    kafka.refusal = new SaslAuthenticationException("invalid credentials");
    int tries = 0;
    for (int second = 0; second < 60; second++) {
      int before = test.errors();
      poll(5);
      tries += test.errors() - before;
      test.pass(1);
    }
    assertThat(tries).as("after 0, 1, 3, 7, 15, 31, 61, 91 of 120 seconds").isEqualTo(8);
    assertThat(test.failures.isStandstill()).isTrue();
    assertThat(kafka.opened).as("a client that may be broken is opened anew").isGreaterThan(1);
    kafka.refusal = null;
    kafka.write(P0, 1);
    test.pass(30);
    assertThat(poll(5)).containsExactly(id(P0, 3));
    assertThat(test.failures.now()).isEmpty();
  }

  @Test
  void aTopicThatMayNotBeReadHoldsUpNoOther() {
    kafka.write(P0, 1);
    kafka.write(R0, 1);
    poll(3);
    kafka.refusal = new TopicAuthorizationException(java.util.Set.of("order-events"));
    poll(1);
    kafka.refusal = null; // it is not told again while nothing of that topic is fetched
    kafka.write(P0, 1);
    kafka.write(R0, 1);
    assertThat(poll(3)).containsExactly(id(R0, 1));
    assertThat(test.failures.now()).containsOnlyKeys("order-events-0", "order-events-1");
    test.pass(2);
    assertThat(poll(3)).containsExactly(id(P0, 1));
    assertThat(test.failures.now()).isEmpty();
  }

  @Test
  void takesNoMoreWhileCommitsAreRefused() {
    kafka.write(P0, 2);
    kafka.commitRefusal = new GroupAuthorizationException("order-enrichment");
    assertThat(poll(5)).hasSize(2);
    assertThat(test.failures.isStandstill()).isTrue();
    kafka.write(P0, 2);
    assertThat(poll(5)).isEmpty();
    kafka.commitRefusal = null;
    test.pass(40);
    assertThat(poll(5)).hasSize(2);
    assertThat(test.failures.now()).isEmpty();
    assertThat(kafka.committed.get(P0)).isEqualTo(4L);
  }

  @Test
  void aFencedCopyTakesNothingUntilItsIdIsFree() {
    kafka.write(P0, 1);
    poll(4);
    kafka.idInUse = true;
    kafka.refusal = new FencedInstanceIdException("fenced");
    poll(1);
    kafka.refusal = null;
    kafka.write(P0, 1);
    for (int second = 0; second < 60; second++) {
      test.pass(1);
      assertThat(poll(2)).isEmpty();
    }
    assertThat(kafka.opened).as("it does not fence the other copy").isEqualTo(1);
    assertThat(test.failures.now().values().toString()).contains("kafka.group.instance.id=copy-1");
    assertThat(test.failures.isStandstill()).isTrue();
    kafka.idInUse = false;
    test.pass(40);
    assertThat(poll(3)).containsExactly(id(P0, 1));
    assertThat(test.failures.now()).isEmpty();
  }

  @Test
  void aTopicThatIsCreatedAnewIsReadFromItsBeginningThoughNobodyTellsTheClient() {
    kafka.write(P0, 5000);
    test.finishing = false;
    poll(2000);
    List<ConsumerRecord<byte[], byte[]>> old = List.copyOf(test.open);
    test.open.clear();
    kafka.recreate("order-events");
    kafka.write(P0, 6000); // its log is longer than the old one: the position lies in it
    String first = id(P0, 0);
    assertThat(poll(2)).contains(first);
    old.forEach(record -> test.finish(record, 1));
    poll(3);
    assertThat(kafka.committed.get(P0)).as("old events say nothing of the new log").isEqualTo(0L);
    assertThat(test.counted("orders.log.restarts")).isEqualTo(2);
  }

  @Test
  void aLogThatWasCutIsReadAgain() {
    kafka.write(P0, 10);
    poll(10);
    kafka.logs.get(P0).end = 6;
    assertThat(poll(10)).contains(id(P0, 0), id(P0, 5));
    assertThat(test.counted("orders.log.restarts")).isEqualTo(1);
    assertThat(kafka.committed.get(P0)).isEqualTo(6L);
  }

  @Test
  void eventsThatKafkaDeletedBeforeTheyWereReadAreCounted() {
    kafka.write(P0, 3);
    poll(5);
    kafka.write(P0, 97);
    kafka.logs.get(P0).begin = 90;
    assertThat(poll(10)).hasSize(10).contains(id(P0, 90));
    assertThat(test.counted("orders.events.missed")).isEqualTo(87);
  }

  @Test
  void commitsBehindTheMarkersOfTransactions() {
    kafka.write(P0, 2);
    kafka.mark(P0);
    kafka.mark(P1);
    poll(10);
    assertThat(kafka.committed).containsAllEntriesOf(Map.of(P0, 3L, P1, 1L));
  }

  @Test
  void readsFromTheBeginWhereNothingIsCommitted() {
    kafka.write(P0, 3);
    poll(5);
    kafka.committed.clear(); // the group was deleted
    kafka.assign(List.of());
    poll(2);
    kafka.committed.clear();
    kafka.assign(List.of(P0, P1));
    assertThat(poll(5)).containsExactly(id(P0, 0), id(P0, 1), id(P0, 2));
    assertThat(kafka.committed.get(P0)).isEqualTo(3L);
  }

  @Test
  void standsStillWhereNothingIsCommittedAndNoStartIsAllowed() {
    FakeKafka empty = new FakeKafka(P0);
    ConsumerUnderTest strict = new ConsumerUnderTest(empty, "none");
    empty.write(P0, 3);
    for (int second = 0; second < 60; second++) {
      assertThat(strict.poll()).isEmpty();
      strict.pass(1);
    }
    assertThat(strict.failures.isStandstill()).isTrue();
    assertThat(strict.failures.now().values().toString()).contains("NoOffsetForPartition");
    empty.committed.put(P0, 1L); // an operator says where to begin
    strict.pass(40);
    for (int poll = 0; poll < 4; poll++) {
      strict.poll();
    }
    assertThat(strict.taken).hasSize(2);
    assertThat(strict.failures.now()).isEmpty();
    strict.consumer.close();
  }

  @Test
  void aClientThatCannotBeMadeIsTriedAgain() {
    kafka.openRefused = true;
    kafka.write(P0, 1);
    assertThat(poll(5)).isEmpty();
    assertThat(test.failures.now().values().toString()).contains("Failed to construct");
    kafka.openRefused = false;
    test.pass(2);
    assertThat(poll(3)).containsExactly(id(P0, 0));
  }

  @Test
  void aBrokenClientIsReplaced() {
    kafka.write(P0, 1);
    poll(3);
    kafka.write(P0, 1);
    kafka.client.broken = true;
    List<String> taken = new ArrayList<>();
    for (int second = 0; second < 60; second++) {
      taken.addAll(poll(2));
      test.pass(1);
    }
    assertThat(taken).containsExactly(id(P0, 1));
    assertThat(kafka.opened).isEqualTo(2);
  }

  @Test
  void aFailureWhilePartitionsMoveIsNoFailureOfTheClient() {
    kafka.write(P0, 1);
    poll(5);
    kafka.commitRefusal = new KafkaException("no");
    kafka.assign(List.of(P1));
    poll(2);
    kafka.commitRefusal = null;
    kafka.assign(List.of(P0, P1));
    test.pass(2);
    assertThat(poll(4)).isEmpty();
    assertThat(test.failures.now()).isEmpty();
    assertThat(test.taken.stream().map(record -> new String(record.value(), UTF_8)))
        .containsExactly(id(P0, 0));
  }

  private String id(TopicPartition partition, long offset) {
    return kafka.logs.get(partition).id(partition, offset);
  }

  /** The events of so many polls, half a second apart; each is finished at once. */
  private List<String> poll(int times) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      test.poll().forEach(record -> ids.add(new String(record.value(), UTF_8)));
      test.pass(Duration.ofMillis(201));
    }
    return ids;
  }
}
