package io.orderroutes.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class OffsetTrackerTest {
  private static final TopicPartition P0 = new TopicPartition("order-events", 0);
  private static final TopicPartition P1 = new TopicPartition("order-events", 1);

  private final OffsetTracker tracker = new OffsetTracker();

  @Test
  void commitsNothingBeforeAnythingIsTaken() {
    assertThat(tracker.committable(Set.of(P0, P1))).isEmpty();
    assertThat(tracker.positions(List.of(P0))).isEmpty();
    assertThat(tracker.open()).isZero();
  }

  @Test
  void commitsUpToTheLowestEventThatIsNotFinished() {
    take(P0, 5, 6, 7);
    finish(P0, 7);
    finish(P0, 6);
    assertThat(committable()).containsExactly(Map.entry(P0, 5L));
    finish(P0, 5);
    assertThat(committable()).containsExactly(Map.entry(P0, 8L));
  }

  @Test
  void passesOverGapsBetweenOffsets() {
    take(P0, 5, 9, 40);
    finish(P0, 5);
    assertThat(committable()).containsExactly(Map.entry(P0, 9L));
    finish(P0, 9);
    assertThat(committable()).containsExactly(Map.entry(P0, 40L));
    finish(P0, 40);
    assertThat(committable()).containsExactly(Map.entry(P0, 41L));
  }

  @Test
  void commitsNothingTwice() {
    take(P0, 0, 1);
    finish(P0, 0);
    assertThat(committable()).containsExactly(Map.entry(P0, 1L));
    assertThat(committable()).isEmpty();
    finish(P0, 1);
    assertThat(committable()).containsExactly(Map.entry(P0, 2L));
    assertThat(committable()).isEmpty();
  }

  @Test
  void commitsAgainWhatWasNotCommitted() {
    take(P0, 0);
    take(P1, 7);
    finish(P0, 0);
    finish(P1, 7);
    assertThat(committable()).containsOnly(Map.entry(P0, 1L), Map.entry(P1, 8L));
    tracker.notCommitted(List.of(P1, new TopicPartition("other", 0)));
    assertThat(committable()).containsExactly(Map.entry(P1, 8L));
  }

  @Test
  void tellsTheLastPositionsWhetherCommittedOrNot() {
    take(P0, 3, 4);
    finish(P0, 3);
    assertThat(committable()).containsExactly(Map.entry(P0, 4L));
    assertThat(tracker.positions(List.of(P0, P1)))
        .hasSize(1)
        .hasEntrySatisfying(P0, position -> assertThat(position.offset()).isEqualTo(4));
  }

  @Test
  void countsWhatIsTakenAndNotFinished() {
    take(P0, 0, 1, 2);
    take(P1, 0);
    assertThat(tracker.open()).isEqualTo(4);
    finish(P0, 1);
    finish(P0, 1);
    finish(P0, 99);
    assertThat(tracker.open()).isEqualTo(3);
  }

  @Test
  void forgetsAPartitionThatAnotherCopyServes() {
    take(P0, 0, 1);
    take(P1, 0);
    tracker.forget(List.of(P0));
    finish(P0, 0);
    tracker.notCommitted(List.of(P0));
    assertThat(tracker.open()).isEqualTo(1);
    assertThat(committable()).containsOnlyKeys(P1);
    assertThat(tracker.positions(List.of(P0))).isEmpty();
  }

  @Test
  void startsAnewWithAPartitionThatComesBack() {
    take(P0, 10, 11);
    finish(P0, 10);
    tracker.forget(List.of(P0));
    take(P0, 4);
    assertThat(committable()).containsExactly(Map.entry(P0, 4L));
    finish(P0, 4);
    assertThat(committable()).containsExactly(Map.entry(P0, 5L));
    assertThat(tracker.open()).isZero();
  }

  @Test
  void knowsANewLogFromAnOldOne() {
    take(P0, 4990, 4991, 4992);
    long old = tracker.log(P0);
    take(P0, 0, 1, 2);
    assertThat(committable()).containsExactly(Map.entry(P0, 0L));
    tracker.finished(P0, 4990, old);
    tracker.finished(P0, 0, old);
    assertThat(committable()).as("what was taken from the old log counts no more").isEmpty();
    assertThat(tracker.open()).isEqualTo(3);
    finish(P0, 0);
    finish(P0, 1);
    finish(P0, 2);
    assertThat(committable()).containsExactly(Map.entry(P0, 3L));
  }

  @Test
  void commitsBehindWhatNobodyTakes() {
    take(P0, 5);
    tracker.passed(P0, 9);
    assertThat(committable()).containsExactly(Map.entry(P0, 5L));
    finish(P0, 5);
    assertThat(committable()).containsExactly(Map.entry(P0, 9L));
    tracker.passed(P1, 3);
    assertThat(committable()).containsExactly(Map.entry(P1, 3L));
  }

  private void take(TopicPartition partition, long... taken) {
    for (long offset : taken) {
      tracker.taken(partition, offset);
    }
  }

  private void finish(TopicPartition partition, long offset) {
    tracker.finished(partition, offset, tracker.log(partition));
  }

  private Map<TopicPartition, Long> committable() {
    return tracker.committable(Set.of(P0, P1)).entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
  }
}
