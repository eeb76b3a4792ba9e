package io.orderroutes.dispatch;

import static io.orderroutes.dispatch.DispatcherFixture.P0;
import static io.orderroutes.dispatch.DispatcherFixture.P1;
import static io.orderroutes.dispatch.DispatcherFixture.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderroutes.gateway.TestOrders;
import io.orderroutes.kafka.EventRecord;
import io.orderroutes.limits.Ban;
import io.orderroutes.limits.CallLimits;
import io.orderroutes.limits.CallNotPermittedException;
import io.orderroutes.limits.Scope;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class OrderDispatcherTest {
  private final CountDownLatch release = new CountDownLatch(1);

  @Test
  void worksNeverOnTwoEventsOfOneOrderAtOnceAndKeepsTheirOrder() {
    DispatcherFixture dispatcherFixture =
        new DispatcherFixture(
            8,
            1000,
            record -> {
              Thread.yield();
              return true;
            });
    for (int offset = 0; offset < 2000; offset++) {
      dispatcherFixture.take(P0, offset, "order" + offset % 7);
    }
    dispatcherFixture.untilAllEnded();
    assertThat(dispatcherFixture.collisions()).isEmpty();
    assertThat(dispatcherFixture.most()).isLessThanOrEqualTo(7);
    for (int order = 0; order < 7; order++) {
      String name = "order" + order;
      List<String> inOrder =
          IntStream.range(0, 2000)
              .filter(offset -> name.equals("order" + offset % 7))
              .mapToObj(offset -> name + "@" + offset)
              .toList();
      assertThat(dispatcherFixture.answered.stream().filter(event -> event.startsWith(name + "@")))
          .containsExactlyElementsOf(inOrder);
    }
  }

  @Test
  void worksOnNoMoreOrdersAtOnceThanConfigured() {
    DispatcherFixture dispatcherFixture = blocked(4);
    for (int offset = 0; offset < 10; offset++) {
      dispatcherFixture.take(P0, offset, "order" + offset);
    }
    until(() -> dispatcherFixture.started().size() == 4);
    assertThat(dispatcherFixture.dispatcher.inFlight()).isEqualTo(4);
    assertThat(dispatcherFixture.dispatcher.open()).isEqualTo(10);
    release.countDown();
    dispatcherFixture.untilAllEnded();
    assertThat(dispatcherFixture.started()).hasSize(10);
    assertThat(dispatcherFixture.most()).isEqualTo(4);
  }

  @Test
  void worksOnOtherOrdersWhileSomeWaitForAScope() {
    AtomicBoolean open = new AtomicBoolean();
    DispatcherFixture dispatcherFixture =
        new DispatcherFixture(
            1, 1000, record -> open.get() || DispatcherFixture.idOf(record).startsWith("other"));
    CallLimits.Entry call =
        new CallLimits.Entry(TestOrders.APP, "shop-1", "a.b.get", "aliexpress", true);
    CallNotPermittedException closed =
        dispatcherFixture.limits.ban(
            new Ban(Scope.Kind.APP, Optional.of(Duration.ofMillis(400)), false), call);
    dispatcherFixture.closed = Optional.of(closed.scope());
    dispatcherFixture.take(P0, 0, "banned");
    dispatcherFixture.take(P0, 1, "banned");
    dispatcherFixture.take(P0, 2, "other");
    until(() -> dispatcherFixture.dispatcher.open() == 2);
    assertThat(dispatcherFixture.dispatcher.waiting()).isEqualTo(Map.of("app main", 1));
    dispatcherFixture.dispatcher.polled(0, false);
    assertThat(dispatcherFixture.dispatcher.inFlight()).isZero();
    open.set(true);
    until(
        () -> {
          dispatcherFixture.dispatcher.polled(0, false);
          return dispatcherFixture.dispatcher.open() == 0;
        });
    assertThat(dispatcherFixture.started()).containsExactly("banned@0", "other@2", "banned@1");
    assertThat(dispatcherFixture.dispatcher.waiting()).isEmpty();
  }

  @Test
  void forgetsWhatWaitsForAScopeWhenItsPartitionLeaves() {
    DispatcherFixture dispatcherFixture = new DispatcherFixture(1, 1000, record -> false);
    dispatcherFixture.closed = Optional.of(new Scope(Scope.Kind.APP, "main"));
    dispatcherFixture.take(P0, 0, "banned");
    until(() -> dispatcherFixture.dispatcher.waiting().containsKey("app main"));
    dispatcherFixture.dispatcher.drop(Set.of(P0));
    assertThat(dispatcherFixture.dispatcher.waiting()).isEmpty();
  }

  @Test
  void worksOnOtherOrdersWhileOneIsHeldUp() {
    DispatcherFixture dispatcherFixture =
        new DispatcherFixture(
            2,
            1000,
            record -> {
              if (DispatcherFixture.idOf(record).equals("slow")) {
                DispatcherFixture.await(release);
              }
              return true;
            });
    dispatcherFixture.take(P0, 0, "slow");
    dispatcherFixture.take(P0, 1, "slow");
    for (int offset = 2; offset < 20; offset++) {
      dispatcherFixture.take(P0, offset, "quick" + offset);
    }
    until(() -> dispatcherFixture.tracker.open() == 2 && dispatcherFixture.started().size() == 19);
    assertThat(dispatcherFixture.started()).doesNotContain("slow@1");
    release.countDown();
    dispatcherFixture.untilAllEnded();
    assertThat(dispatcherFixture.started()).endsWith("slow@1");
  }

  /** However many orders of an app that is slow came before, others wait for one worker only. */
  @Test
  void appsTakeTurns() {
    Semaphore calls = new Semaphore(0);
    DispatcherFixture dispatcherFixture =
        new DispatcherFixture(
            2,
            1000,
            record -> {
              calls.acquireUninterruptibly();
              return true;
            });
    for (int offset = 0; offset < 100; offset++) {
      dispatcherFixture.take(P0, offset, "slow" + offset);
    }
    dispatcherFixture.take(P0, 100, "other1");
    dispatcherFixture.take(P0, 101, "other2");
    until(() -> dispatcherFixture.started().size() == 2);
    for (int started = 3; started <= 6; started++) {
      int expected = started;
      calls.release();
      until(() -> dispatcherFixture.started().size() == expected);
    }
    assertThat(dispatcherFixture.started())
        .contains("other1@100", "other2@101")
        .doesNotContain("slow4@4");
    calls.release(100);
    dispatcherFixture.untilAllEnded();
    assertThat(dispatcherFixture.started()).endsWith("slow98@98", "slow99@99");
  }

  @Test
  void answersTheEventsOfOneOrderTogetherThatWait() {
    DispatcherFixture dispatcherFixture = blocked(2);
    dispatcherFixture.take(P0, 0, "a");
    until(() -> dispatcherFixture.started().size() == 1);
    dispatcherFixture.take(P1, 0, "a");
    dispatcherFixture.take(P0, 1, "b");
    dispatcherFixture.take(P0, 2, "a");
    release.countDown();
    dispatcherFixture.untilAllEnded();
    assertThat(dispatcherFixture.started()).containsExactlyInAnyOrder("a@0", "b@1", "a@2");
    assertThat(dispatcherFixture.answered).hasSize(4);
    Map<TopicPartition, OffsetAndMetadata> positions =
        dispatcherFixture.tracker.positions(Set.of(P0, P1));
    assertThat(positions.get(P0).offset()).isEqualTo(3);
    assertThat(positions.get(P1).offset()).isEqualTo(1);
  }

  @Test
  void namesTheEventThatWasSentLastWhereverItWaited() {
    EventRecord waited =
        EventRecord.of(
            DispatcherFixture.message(P0, 5, 1_700_000_000_030L, "a"),
            DispatcherFixture.NO_RETRIES::contains);
    EventRecord fresh =
        EventRecord.of(
            DispatcherFixture.message(P1, 1, 1_700_000_000_020L, "a"),
            DispatcherFixture.NO_RETRIES::contains);
    Batch.CoalescedRequest request =
        new Batch.CoalescedRequest(
            Stream.of(waited, fresh)
                .map(record -> Task.of(record, TestOrders.order("a")))
                .toList());
    assertThat(request.newest().record()).isSameAs(waited);
  }

  @Test
  void beginsNoneWhileThereAreMoreToPollAndRoomForThem() {
    DispatcherFixture dispatcherFixture = new DispatcherFixture(4, 1000, record -> true);
    dispatcherFixture.dispatcher.polled(0, true);
    dispatcherFixture.take(P0, 0, "a");
    dispatcherFixture.take(P0, 1, "a");
    assertThat(dispatcherFixture.dispatcher.inFlight()).isZero();
    assertThat(dispatcherFixture.started()).isEmpty();
    dispatcherFixture.dispatcher.polled(0, false);
    dispatcherFixture.untilAllEnded();
    assertThat(dispatcherFixture.started()).containsExactly("a@1");
  }

  @Test
  void beginsWhenHalfOfWhatMayWaitIsThere() {
    DispatcherFixture dispatcherFixture = new DispatcherFixture(4, 1000, record -> true);
    int half = 20_000 / 2;
    dispatcherFixture.dispatcher.polled(0, true);
    for (int offset = 0; offset < half; offset++) {
      dispatcherFixture.take(P0, offset, "order" + offset % 10);
    }
    assertThat(dispatcherFixture.started()).isEmpty();
    dispatcherFixture.dispatcher.polled(0, true);
    dispatcherFixture.untilAllEnded();
    assertThat(dispatcherFixture.started()).hasSize(10);
  }

  @Test
  void finishesARecordOfSeveralEventsWhenTheLastOfThemHasEnded() {
    DispatcherFixture dispatcherFixture =
        new DispatcherFixture(
            4,
            1000,
            record -> {
              if (DispatcherFixture.idOf(record).equals("slow")) {
                DispatcherFixture.await(release);
              }
              return true;
            });
    dispatcherFixture.take(P0, 0, "a\nslow\nbad\na");
    dispatcherFixture.take(P0, 1, "b");
    until(() -> dispatcherFixture.dispatcher.open() == 1 && dispatcherFixture.answered.size() == 5);
    assertThat(dispatcherFixture.tracker.positions(Set.of(P0)).get(P0).offset()).isZero();
    release.countDown();
    dispatcherFixture.untilAllEnded();
    assertThat(dispatcherFixture.answered)
        .containsExactlyInAnyOrder("a@0", "a@0", "bad@0", "slow@0", "b@1");
    assertThat(dispatcherFixture.tracker.positions(Set.of(P0)).get(P0).offset()).isEqualTo(2);
    assertThat(dispatcherFixture.dispatcher.open()).isZero();
  }

  @Test
  void triesOneEventOfSeveralAgainAndNotTheOthers() {
    AtomicInteger attempts = new AtomicInteger();
    DispatcherFixture dispatcherFixture =
        new DispatcherFixture(
            4,
            1000,
            record ->
                !DispatcherFixture.idOf(record).equals("sick") || attempts.incrementAndGet() > 1);
    dispatcherFixture.take(P0, 0, "a\nsick\nb");
    dispatcherFixture.untilAllEnded();
    assertThat(dispatcherFixture.answered)
        .containsExactlyInAnyOrder("a@0", "sick@0", "sick@0", "b@0");
    assertThat(dispatcherFixture.tracker.positions(Set.of(P0)).get(P0).offset()).isEqualTo(1);
  }

  @Test
  void finishesATombstoneAtOnce() {
    DispatcherFixture dispatcherFixture = blocked(1);
    dispatcherFixture.take(P0, 0, "a");
    dispatcherFixture.take(P0, 1, "");
    assertThat(dispatcherFixture.tracker.open()).isEqualTo(1);
    release.countDown();
    dispatcherFixture.untilAllEnded();
    assertThat(dispatcherFixture.tracker.positions(Set.of(P0)).get(P0).offset()).isEqualTo(2);
    assertThat(dispatcherFixture.started()).containsExactly("a@0");
  }

  @Test
  void forgetsTheEventsOfARecordOfADrainedPartitionAndLeavesItUncommitted() {
    DispatcherFixture dispatcherFixture =
        new DispatcherFixture(1, 20, record -> !DispatcherFixture.idOf(record).equals("sick"));
    dispatcherFixture.take(P0, 0, "a\nsick\nsick");
    dispatcherFixture.take(P1, 0, "b\nb");
    until(
        () ->
            dispatcherFixture.answered.contains("b@0")
                && dispatcherFixture.answered.contains("sick@0"));
    until(() -> dispatcherFixture.dispatcher.inFlight() == 0);
    dispatcherFixture.dispatcher.drain(Set.of(P0));
    assertThat(dispatcherFixture.tracker.positions(Set.of(P0)).get(P0).offset()).isZero();
    dispatcherFixture.tracker.forget(Set.of(P0));
    dispatcherFixture.untilAllEnded();
    assertThat(dispatcherFixture.dispatcher.open()).isZero();
    dispatcherFixture.take(P0, 0, "a\nc");
    dispatcherFixture.untilAllEnded();
    assertThat(dispatcherFixture.tracker.positions(Set.of(P0)).get(P0).offset()).isEqualTo(1);
  }

  /** Memory is bounded by events, not by records that may hold a thousand each. */
  @Test
  void takesNoMoreRecordsOfSeveralEventsApartThanEventsMayWait() {
    DispatcherFixture dispatcherFixture = blocked(1);
    String thousand =
        IntStream.range(0, 1000).mapToObj(i -> "o" + i).collect(Collectors.joining("\n"));
    for (int offset = 0; offset < 40; offset++) {
      dispatcherFixture.take(P0, offset, thousand);
    }
    dispatcherFixture.take(P0, 40, "last");
    assertThat(dispatcherFixture.dispatcher.open()).isBetween(20_000, 21_100);
    release.countDown();
    until(() -> dispatcherFixture.dispatcher.open() == 0);
    assertThat(dispatcherFixture.answered).hasSize(40_001).endsWith("last@40");
    assertThat(dispatcherFixture.tracker.positions(Set.of(P0)).get(P0).offset()).isEqualTo(41);
  }

  @Test
  void countsTheTombstonesOfARecordThatHadToWaitOnce() {
    DispatcherFixture dispatcherFixture = blocked(1);
    String thousand =
        IntStream.range(0, 1000).mapToObj(i -> "o" + i).collect(Collectors.joining("\n"));
    for (int offset = 0; offset < 21; offset++) {
      dispatcherFixture.take(P0, offset, thousand);
    }
    dispatcherFixture.take(P0, 21, "a\n\n\nb");
    assertThat(dispatcherFixture.dispatcher.open()).as("it waits").isLessThan(21_000);
    release.countDown();
    until(() -> dispatcherFixture.dispatcher.open() == 0);
    assertThat(dispatcherFixture.answered).endsWith("a@21", "b@21");
    assertThat(dispatcherFixture.tombstones).hasValue(2);
  }

  @Test
  void bringsRefusedEventsToTheirEndSideBySide() {
    DispatcherFixture dispatcherFixture = blocked(4);
    dispatcherFixture.take(P0, 0, "bad");
    dispatcherFixture.take(P0, 1, "bad");
    until(() -> dispatcherFixture.started().size() == 2);
    release.countDown();
    dispatcherFixture.untilAllEnded();
  }

  @Test
  void triesAnEventAgainThatHasNotEndedAndHoldsThoseBehindIt() {
    AtomicInteger attempts = new AtomicInteger();
    DispatcherFixture dispatcherFixture =
        new DispatcherFixture(
            4, 1000, record -> record.offset() > 0 || attempts.incrementAndGet() > 1);
    dispatcherFixture.take(P0, 0, "a");
    dispatcherFixture.take(P0, 1, "a");
    until(
        () ->
            dispatcherFixture.started().size() == 1
                && dispatcherFixture.dispatcher.inFlight() == 0);
    assertThat(dispatcherFixture.tracker.committable(Set.of(P0)).get(P0).offset()).isZero();
    dispatcherFixture.untilAllEnded();
    assertThat(dispatcherFixture.started()).containsExactly("a@0", "a@1");
    assertThat(dispatcherFixture.answered).containsExactly("a@0", "a@0", "a@1");
    assertThat(dispatcherFixture.tracker.committable(Set.of(P0)).get(P0).offset()).isEqualTo(2);
  }

  @Test
  void triesAnEventAgainThatFailsUnforeseen() {
    AtomicInteger attempts = new AtomicInteger();
    DispatcherFixture dispatcherFixture =
        new DispatcherFixture(
            4,
            1000,
            record -> {
              if (attempts.incrementAndGet() == 1) {
                throw new IllegalStateException("unforeseen");
              }
              return true;
            });
    dispatcherFixture.take(P0, 0, "a");
    dispatcherFixture.untilAllEnded();
    assertThat(dispatcherFixture.started()).containsExactly("a@0", "a@0");
  }

  @Test
  void drainsByWaitingForWhatIsInFlightAndForgettingWhatWaits() throws Exception {
    DispatcherFixture dispatcherFixture = blocked(2);
    dispatcherFixture.take(P0, 0, "a");
    dispatcherFixture.take(P1, 0, "c");
    dispatcherFixture.take(P0, 1, "a");
    dispatcherFixture.take(P0, 2, "b");
    dispatcherFixture.take(P1, 1, "c");
    until(() -> dispatcherFixture.started().size() == 2);
    Thread drain = new Thread(() -> dispatcherFixture.dispatcher.drain(Set.of(P0)));
    drain.start();
    until(() -> drain.getState() == Thread.State.TIMED_WAITING);
    release.countDown();
    drain.join(30_000);
    assertThat(drain.isAlive()).isFalse();
    assertThat(dispatcherFixture.tracker.positions(Set.of(P0)).get(P0).offset()).isEqualTo(1);
    dispatcherFixture.tracker.forget(Set.of(P0));
    dispatcherFixture.take(P0, 9, "a");
    dispatcherFixture.untilAllEnded();
    assertThat(dispatcherFixture.started()).containsExactlyInAnyOrder("a@0", "c@0", "c@1", "a@9");
  }

  @Test
  void drainsNoLongerThanConfigured() {
    DispatcherFixture dispatcherFixture = new DispatcherFixture(1, 20, this::blocks);
    dispatcherFixture.take(P0, 0, "a");
    until(() -> dispatcherFixture.started().size() == 1);
    dispatcherFixture.dispatcher.drain(Set.of(P0));
    assertThat(dispatcherFixture.dispatcher.inFlight()).isEqualTo(1);
    assertThat(dispatcherFixture.tracker.positions(Set.of(P0)).get(P0).offset()).isZero();
    release.countDown();
    dispatcherFixture.untilAllEnded();
  }

  @Test
  void forgetsWhatWouldBeTriedAgainOfADrainedPartition() {
    DispatcherFixture dispatcherFixture =
        new DispatcherFixture(2, 1000, record -> record.offset() != 0);
    dispatcherFixture.take(P0, 0, "a");
    dispatcherFixture.take(P0, 1, "a");
    until(
        () ->
            dispatcherFixture.started().size() == 1
                && dispatcherFixture.dispatcher.inFlight() == 0);
    dispatcherFixture.dispatcher.drain(Set.of(P0));
    dispatcherFixture.tracker.forget(Set.of(P0));
    dispatcherFixture.take(P1, 7, "a");
    dispatcherFixture.untilAllEnded();
    assertThat(dispatcherFixture.started()).doesNotContain("a@1").endsWith("a@7");
  }

  @Test
  void forgetsWhatFailsWhileItsPartitionIsDrained() throws Exception {
    DispatcherFixture dispatcherFixture =
        new DispatcherFixture(
            2,
            20_000,
            record -> {
              DispatcherFixture.await(release);
              return record.offset() != 0;
            });
    dispatcherFixture.take(P0, 0, "a");
    until(() -> dispatcherFixture.started().size() == 1);
    Thread drain = new Thread(() -> dispatcherFixture.dispatcher.drain(Set.of(P0)));
    drain.start();
    until(() -> drain.getState() == Thread.State.TIMED_WAITING);
    release.countDown();
    drain.join(30_000);
    dispatcherFixture.tracker.forget(Set.of(P0));
    dispatcherFixture.take(P1, 7, "a");
    dispatcherFixture.untilAllEnded();
    assertThat(dispatcherFixture.started()).containsExactly("a@0", "a@7");
  }

  @Test
  void stopsWithWhatIsInFlight() {
    DispatcherFixture dispatcherFixture = blocked(1);
    dispatcherFixture.take(P0, 0, "a");
    dispatcherFixture.take(P0, 1, "a");
    dispatcherFixture.take(P0, 2, "b");
    until(() -> dispatcherFixture.started().size() == 1);
    dispatcherFixture.dispatcher.stopping(null);
    dispatcherFixture.take(P0, 3, "c");
    release.countDown();
    until(() -> dispatcherFixture.dispatcher.inFlight() == 0);
    assertThat(dispatcherFixture.started()).containsExactly("a@0");
    assertThat(dispatcherFixture.tracker.committable(Set.of(P0)).get(P0).offset()).isEqualTo(1);
    assertThat(dispatcherFixture.dispatcher.open()).isEqualTo(3);
  }

  private DispatcherFixture blocked(int concurrency) {
    return new DispatcherFixture(concurrency, 20_000, this::blocks);
  }

  private boolean blocks(EventRecord record) {
    DispatcherFixture.await(release);
    return true;
  }
}
