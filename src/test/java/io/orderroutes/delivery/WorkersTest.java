package io.orderroutes.delivery;

import static io.orderroutes.delivery.Work.P0;
import static io.orderroutes.delivery.Work.P1;
import static io.orderroutes.delivery.Work.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderroutes.gateway.Orders;
import io.orderroutes.limits.Ban;
import io.orderroutes.limits.CallLimits;
import io.orderroutes.limits.ClosedException;
import io.orderroutes.limits.Scope;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class WorkersTest {
  private final CountDownLatch release = new CountDownLatch(1);

  @Test
  void worksNeverOnTwoEventsOfOneOrderAtOnceAndKeepsTheirOrder() {
    Work work =
        new Work(
            8,
            1000,
            record -> {
              Thread.yield();
              return true;
            });
    for (int offset = 0; offset < 2000; offset++) {
      work.take(P0, offset, "order" + offset % 7);
    }
    work.untilAllEnded();
    assertThat(work.collisions()).isEmpty();
    assertThat(work.most()).isLessThanOrEqualTo(7);
    for (int order = 0; order < 7; order++) {
      String name = "order" + order;
      List<String> inOrder =
          IntStream.range(0, 2000)
              .filter(offset -> name.equals("order" + offset % 7))
              .mapToObj(offset -> name + "@" + offset)
              .toList();
      assertThat(work.answered.stream().filter(event -> event.startsWith(name + "@")))
          .containsExactlyElementsOf(inOrder);
    }
  }

  @Test
  void worksOnNoMoreOrdersAtOnceThanConfigured() {
    Work work = blocked(4);
    for (int offset = 0; offset < 10; offset++) {
      work.take(P0, offset, "order" + offset);
    }
    until(() -> work.started().size() == 4);
    assertThat(work.workers.inFlight()).isEqualTo(4);
    assertThat(work.workers.open()).isEqualTo(10);
    release.countDown();
    work.untilAllEnded();
    assertThat(work.started()).hasSize(10);
    assertThat(work.most()).isEqualTo(4);
  }

  @Test
  void worksOnOtherOrdersWhileSomeWaitForAScope() {
    AtomicBoolean open = new AtomicBoolean();
    Work work = new Work(1, 1000, record -> open.get() || Work.idOf(record).startsWith("other"));
    CallLimits.Entry call =
        new CallLimits.Entry(Orders.APP, "shop-1", "a.b.get", "aliexpress", true);
    ClosedException closed =
        work.limits.ban(new Ban(Scope.Kind.APP, Optional.of(Duration.ofMillis(400)), false), call);
    work.closed = Optional.of(closed.scope());
    work.take(P0, 0, "banned");
    work.take(P0, 1, "banned");
    work.take(P0, 2, "other");
    until(() -> work.workers.open() == 2);
    assertThat(work.workers.waiting()).isEqualTo(Map.of("app main", 1));
    work.workers.polled(0, false);
    assertThat(work.workers.inFlight()).isZero();
    open.set(true);
    until(
        () -> {
          work.workers.polled(0, false);
          return work.workers.open() == 0;
        });
    assertThat(work.started()).containsExactly("banned@0", "other@2", "banned@1");
    assertThat(work.workers.waiting()).isEmpty();
  }

  @Test
  void forgetsWhatWaitsForAScopeWhenItsPartitionLeaves() {
    Work work = new Work(1, 1000, record -> false);
    work.closed = Optional.of(new Scope(Scope.Kind.APP, "main"));
    work.take(P0, 0, "banned");
    until(() -> work.workers.waiting().containsKey("app main"));
    work.workers.drop(Set.of(P0));
    assertThat(work.workers.waiting()).isEmpty();
  }

  @Test
  void worksOnOtherOrdersWhileOneIsHeldUp() {
    Work work =
        new Work(
            2,
            1000,
            record -> {
              if (Work.idOf(record).equals("slow")) {
                Work.await(release);
              }
              return true;
            });
    work.take(P0, 0, "slow");
    work.take(P0, 1, "slow");
    for (int offset = 2; offset < 20; offset++) {
      work.take(P0, offset, "quick" + offset);
    }
    until(() -> work.offsets.open() == 2 && work.started().size() == 19);
    assertThat(work.started()).doesNotContain("slow@1");
    release.countDown();
    work.untilAllEnded();
    assertThat(work.started()).endsWith("slow@1");
  }

  @Test
  void answersTheEventsOfOneOrderTogetherThatWait() {
    Work work = blocked(2);
    work.take(P0, 0, "a");
    until(() -> work.started().size() == 1);
    work.take(P1, 0, "a");
    work.take(P0, 1, "b");
    work.take(P0, 2, "a");
    release.countDown();
    work.untilAllEnded();
    assertThat(work.started()).containsExactlyInAnyOrder("a@0", "b@1", "a@2");
    assertThat(work.answered).hasSize(4);
    Map<TopicPartition, OffsetAndMetadata> positions = work.offsets.positions(Set.of(P0, P1));
    assertThat(positions.get(P0).offset()).isEqualTo(3);
    assertThat(positions.get(P1).offset()).isEqualTo(1);
  }

  @Test
  void namesTheEventThatWasSentLastWhereverItWaited() {
    EventRecord waited =
        EventRecord.of(Work.message(P0, 5, 1_700_000_000_030L, "a"), Work.NO_RETRIES);
    EventRecord fresh =
        EventRecord.of(Work.message(P1, 1, 1_700_000_000_020L, "a"), Work.NO_RETRIES);
    Fetch fetch =
        new Fetch(
            Stream.of(waited, fresh)
                .map(record -> Task.of(record, Admission.of(Orders.order("a"))))
                .toList());
    assertThat(fetch.newest().record()).isSameAs(waited);
  }

  @Test
  void beginsNoneWhileThereAreMoreToPollAndRoomForThem() {
    Work work = new Work(4, 1000, record -> true);
    work.workers.polled(0, true);
    work.take(P0, 0, "a");
    work.take(P0, 1, "a");
    assertThat(work.workers.inFlight()).isZero();
    assertThat(work.started()).isEmpty();
    work.workers.polled(0, false);
    work.untilAllEnded();
    assertThat(work.started()).containsExactly("a@1");
  }

  @Test
  void beginsWhenHalfOfWhatMayWaitIsThere() {
    Work work = new Work(4, 1000, record -> true);
    int half = 20_000 / 2;
    work.workers.polled(0, true);
    for (int offset = 0; offset < half; offset++) {
      work.take(P0, offset, "order" + offset % 10);
    }
    assertThat(work.started()).isEmpty();
    work.workers.polled(0, true);
    work.untilAllEnded();
    assertThat(work.started()).hasSize(10);
  }

  @Test
  void finishesARecordOfSeveralEventsWhenTheLastOfThemHasEnded() {
    Work work =
        new Work(
            4,
            1000,
            record -> {
              if (Work.idOf(record).equals("slow")) {
                Work.await(release);
              }
              return true;
            });
    work.take(P0, 0, "a\nslow\nbad\na");
    work.take(P0, 1, "b");
    until(() -> work.offsets.open() == 1 && work.answered.size() == 5);
    assertThat(work.offsets.positions(Set.of(P0)).get(P0).offset()).isZero();
    assertThat(work.workers.open()).isEqualTo(1);
    release.countDown();
    work.untilAllEnded();
    assertThat(work.answered).containsExactlyInAnyOrder("a@0", "a@0", "bad@0", "slow@0", "b@1");
    assertThat(work.offsets.positions(Set.of(P0)).get(P0).offset()).isEqualTo(2);
    assertThat(work.workers.open()).isZero();
  }

  @Test
  void triesOneEventOfSeveralAgainAndNotTheOthers() {
    AtomicInteger attempts = new AtomicInteger();
    Work work =
        new Work(
            4, 1000, record -> !Work.idOf(record).equals("sick") || attempts.incrementAndGet() > 1);
    work.take(P0, 0, "a\nsick\nb");
    work.untilAllEnded();
    assertThat(work.answered).containsExactlyInAnyOrder("a@0", "sick@0", "sick@0", "b@0");
    assertThat(work.offsets.positions(Set.of(P0)).get(P0).offset()).isEqualTo(1);
  }

  @Test
  void finishesATombstoneAtOnce() {
    Work work = blocked(1);
    work.take(P0, 0, "a");
    work.take(P0, 1, "");
    assertThat(work.offsets.open()).isEqualTo(1);
    release.countDown();
    work.untilAllEnded();
    assertThat(work.offsets.positions(Set.of(P0)).get(P0).offset()).isEqualTo(2);
    assertThat(work.started()).containsExactly("a@0");
  }

  @Test
  void forgetsTheEventsOfARecordOfADrainedPartitionAndLeavesItUncommitted() {
    Work work = new Work(1, 20, record -> !Work.idOf(record).equals("sick"));
    work.take(P0, 0, "a\nsick\nsick");
    work.take(P1, 0, "b\nb");
    until(() -> work.answered.contains("b@0") && work.answered.contains("sick@0"));
    until(() -> work.workers.inFlight() == 0);
    work.workers.drain(Set.of(P0));
    assertThat(work.offsets.positions(Set.of(P0)).get(P0).offset()).isZero();
    work.offsets.forget(Set.of(P0));
    work.untilAllEnded();
    assertThat(work.workers.open()).isZero();
    work.take(P0, 0, "a\nc");
    work.untilAllEnded();
    assertThat(work.offsets.positions(Set.of(P0)).get(P0).offset()).isEqualTo(1);
  }

  /** Memory is bounded by events, not by records that may hold a thousand each. */
  @Test
  void takesNoMoreRecordsOfSeveralEventsApartThanEventsMayWait() {
    Work work = blocked(1);
    String thousand =
        IntStream.range(0, 1000).mapToObj(i -> "o" + i).collect(Collectors.joining("\n"));
    for (int offset = 0; offset < 40; offset++) {
      work.take(P0, offset, thousand);
    }
    work.take(P0, 40, "last");
    assertThat(work.workers.open()).isBetween(20_000, 21_100);
    release.countDown();
    until(() -> work.workers.open() == 0);
    assertThat(work.answered).hasSize(40_001).endsWith("last@40");
    assertThat(work.offsets.positions(Set.of(P0)).get(P0).offset()).isEqualTo(41);
  }

  @Test
  void bringsRefusedEventsToTheirEndSideBySide() {
    Work work = blocked(4);
    work.take(P0, 0, "bad");
    work.take(P0, 1, "bad");
    until(() -> work.started().size() == 2);
    release.countDown();
    work.untilAllEnded();
  }

  @Test
  void triesAnEventAgainThatHasNotEndedAndHoldsThoseBehindIt() {
    AtomicInteger attempts = new AtomicInteger();
    Work work = new Work(4, 1000, record -> record.offset() > 0 || attempts.incrementAndGet() > 1);
    work.take(P0, 0, "a");
    work.take(P0, 1, "a");
    until(() -> work.started().size() == 1 && work.workers.inFlight() == 0);
    assertThat(work.offsets.committable(Set.of(P0)).get(P0).offset()).isZero();
    work.untilAllEnded();
    assertThat(work.started()).containsExactly("a@0", "a@1");
    assertThat(work.answered).containsExactly("a@0", "a@0", "a@1");
    assertThat(work.offsets.committable(Set.of(P0)).get(P0).offset()).isEqualTo(2);
  }

  @Test
  void triesAnEventAgainThatFailsUnforeseen() {
    AtomicInteger attempts = new AtomicInteger();
    Work work =
        new Work(
            4,
            1000,
            record -> {
              if (attempts.incrementAndGet() == 1) {
                throw new IllegalStateException("unforeseen");
              }
              return true;
            });
    work.take(P0, 0, "a");
    work.untilAllEnded();
    assertThat(work.started()).containsExactly("a@0", "a@0");
  }

  @Test
  void drainsByWaitingForWhatIsInFlightAndForgettingWhatWaits() throws Exception {
    Work work = blocked(2);
    work.take(P0, 0, "a");
    work.take(P1, 0, "c");
    work.take(P0, 1, "a");
    work.take(P0, 2, "b");
    work.take(P1, 1, "c");
    until(() -> work.started().size() == 2);
    Thread drain = new Thread(() -> work.workers.drain(Set.of(P0)));
    drain.start();
    until(() -> drain.getState() == Thread.State.TIMED_WAITING);
    release.countDown();
    drain.join(30_000);
    assertThat(drain.isAlive()).isFalse();
    assertThat(work.offsets.positions(Set.of(P0)).get(P0).offset()).isEqualTo(1);
    work.offsets.forget(Set.of(P0));
    work.take(P0, 9, "a");
    work.untilAllEnded();
    assertThat(work.started()).containsExactlyInAnyOrder("a@0", "c@0", "c@1", "a@9");
  }

  @Test
  void drainsNoLongerThanConfigured() {
    Work work = new Work(1, 20, this::blocks);
    work.take(P0, 0, "a");
    until(() -> work.started().size() == 1);
    work.workers.drain(Set.of(P0));
    assertThat(work.workers.inFlight()).isEqualTo(1);
    assertThat(work.offsets.positions(Set.of(P0)).get(P0).offset()).isZero();
    release.countDown();
    work.untilAllEnded();
  }

  @Test
  void forgetsWhatWouldBeTriedAgainOfADrainedPartition() {
    Work work = new Work(2, 1000, record -> record.offset() != 0);
    work.take(P0, 0, "a");
    work.take(P0, 1, "a");
    until(() -> work.started().size() == 1 && work.workers.inFlight() == 0);
    work.workers.drain(Set.of(P0));
    work.offsets.forget(Set.of(P0));
    work.take(P1, 7, "a");
    work.untilAllEnded();
    assertThat(work.started()).doesNotContain("a@1").endsWith("a@7");
  }

  @Test
  void forgetsWhatFailsWhileItsPartitionIsDrained() throws Exception {
    Work work =
        new Work(
            2,
            20_000,
            record -> {
              Work.await(release);
              return record.offset() != 0;
            });
    work.take(P0, 0, "a");
    until(() -> work.started().size() == 1);
    Thread drain = new Thread(() -> work.workers.drain(Set.of(P0)));
    drain.start();
    until(() -> drain.getState() == Thread.State.TIMED_WAITING);
    release.countDown();
    drain.join(30_000);
    work.offsets.forget(Set.of(P0));
    work.take(P1, 7, "a");
    work.untilAllEnded();
    assertThat(work.started()).containsExactly("a@0", "a@7");
  }

  @Test
  void stopsWithWhatIsInFlight() {
    Work work = blocked(1);
    work.take(P0, 0, "a");
    work.take(P0, 1, "a");
    work.take(P0, 2, "b");
    until(() -> work.started().size() == 1);
    work.workers.stopping(null);
    work.take(P0, 3, "c");
    release.countDown();
    until(() -> work.workers.inFlight() == 0);
    assertThat(work.started()).containsExactly("a@0");
    assertThat(work.offsets.committable(Set.of(P0)).get(P0).offset()).isEqualTo(1);
    assertThat(work.workers.open()).isEqualTo(3);
  }

  private Work blocked(int concurrency) {
    return new Work(concurrency, 20_000, this::blocks);
  }

  private boolean blocks(EventRecord record) {
    Work.await(release);
    return true;
  }
}
