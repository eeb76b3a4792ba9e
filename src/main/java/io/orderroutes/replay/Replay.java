package io.orderroutes.replay;

import io.orderroutes.kafka.KafkaSettings;
import io.orderroutes.parked.ParkedRecord;
import io.orderroutes.parked.ParkedTopic;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;

/** The command {@code replay}: sends all selected parked records, one after the other. */
@Singleton
public record Replay(
    ReplayRoute route,
    ParkedTopic parked,
    Replays replays,
    Replayed replayed,
    KafkaSettings settings) {
  private static final int PROGRESS = 1000;
  private static final ReplayCounts FOREIGN = new ReplayCounts(1, 1, 0, 0, 0, 0);
  private static final ReplayCounts NOT_SELECTED = new ReplayCounts(1, 0, 0, 0, 0, 0);

  /** Prints the counts. Returns true when all selected events have been sent, now or before. */
  public boolean run(ReplayOptions options) {
    AtomicReference<ReplayCounts> counts = new AtomicReference<>(ReplayCounts.NONE);
    boolean ended = false;
    replayed.begin();
    try {
      parked.read(record -> counts.set(counts.get().and(one(record, options, counts.get()))));
      ended = true;
    } catch (KafkaException e) {
      System.err.println(
          "The replay stopped, run it again to continue: "
              + e.getMessage()
              + " (kafka.bootstrap.servers="
              + settings.brokers()
              + ")");
    }
    System.out.println((options.dryRun() ? "dry run: " : "replay: ") + counts);
    return ended && counts.get().tooLarge() == 0;
  }

  private ReplayCounts one(
      ConsumerRecord<byte[], byte[]> record, ReplayOptions options, ReplayCounts before) {
    Optional<ParkedRecord> read = ParkedRecord.of(record);
    if (read.isEmpty()) {
      return FOREIGN;
    }
    if (options.dryRun()) {
      return show(read.get(), options);
    }
    ReplayCounts one = route.send(read.get(), options, System.err::println);
    if (one.selected() > 0 && (before.selected() + 1) % PROGRESS == 0) {
      System.out.println(before.and(one));
    }
    return one;
  }

  private ReplayCounts show(ParkedRecord record, ReplayOptions options) {
    if (!replays.selected(options, record)) {
      return NOT_SELECTED;
    }
    boolean again = replayed.contains(record.origin());
    System.out.println(record.summary() + (again ? " (already replayed)" : ""));
    return new ReplayCounts(1, 0, 1, again ? 1 : 0, 0, 0);
  }
}
