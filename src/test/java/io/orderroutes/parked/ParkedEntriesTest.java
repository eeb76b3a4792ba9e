package io.orderroutes.parked;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderroutes.parked.ParkedEntries.Group;
import io.orderroutes.parked.ParkedEntries.Selection;
import io.orderroutes.parked.ParkedEntry.Cause;
import io.orderroutes.parked.ParkedEntry.Place;
import io.orderroutes.parked.ParkedEntry.Sale;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ParkedEntriesTest {
  private static final Cause REFUSED = new Cause("api-rejected", "15", "isv.one");
  private static final Cause UNKNOWN = new Cause("seller-unknown", "", "");
  private static final Selection ALL = new Selection(Optional.empty(), Optional.empty());

  @Test
  void keepsTheNewestAndSaysThatThereAreOlderOnes() {
    ParkedEntries entries = new ParkedEntries(3);
    entries.add(entry(5, 0, REFUSED));
    entries.add(entry(1, 1, REFUSED));
    entries.add(entry(4, 2, REFUSED));
    assertThat(entries.hasOlder()).isFalse();
    entries.add(entry(3, 3, REFUSED));
    assertThat(entries.hasOlder()).isTrue();
    assertThat(entries.select(ALL))
        .extracting(one -> one.place().offset())
        .containsExactly(0L, 2L, 3L);
  }

  @Test
  void countsARecordOnceHoweverOftenItIsRead() {
    ParkedEntries entries = new ParkedEntries(3);
    entries.add(entry(1, 1, REFUSED));
    entries.add(entry(1, 1, REFUSED));
    assertThat(entries.size()).isEqualTo(1);
  }

  @Test
  void groupsByCauseTheLargestFirst() {
    ParkedEntries entries = new ParkedEntries(10);
    entries.add(entry(1, 1, UNKNOWN));
    entries.add(entry(2, 2, REFUSED));
    entries.add(entry(3, 3, REFUSED));
    entries.replayed("order-events-0-3");
    assertThat(entries.groups(ALL))
        .containsExactly(
            new Group(REFUSED, 2, 1, Instant.ofEpochSecond(2), Instant.ofEpochSecond(3)),
            new Group(UNKNOWN, 1, 0, Instant.ofEpochSecond(1), Instant.ofEpochSecond(1)));
    assertThat(entries.select(new Selection(Optional.of(UNKNOWN), Optional.of("shop-1"))))
        .hasSize(1);
    assertThat(entries.groups(new Selection(Optional.empty(), Optional.of("shop-2")))).isEmpty();
  }

  @Test
  void forgetsWhatTheTopicHasDropped() {
    ParkedEntries entries = new ParkedEntries(10);
    entries.add(entry(1, 1, REFUSED));
    entries.add(entry(2, 2, REFUSED));
    entries.keepFrom(
        Map.of(new TopicPartition("parked", 0), 2L, new TopicPartition("parked", 1), 9L));
    assertThat(entries.select(ALL)).extracting(one -> one.place().offset()).containsExactly(2L);
  }

  private static ParkedEntry entry(int second, long offset, Cause cause) {
    return new ParkedEntry(
        new Place(0, offset),
        Instant.ofEpochSecond(second),
        cause,
        "some.api",
        new Sale("shop-1", "81"),
        "order-events-0-" + offset);
  }
}
