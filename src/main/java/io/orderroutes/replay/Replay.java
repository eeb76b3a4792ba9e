package io.orderroutes.replay;

import io.orderroutes.parked.ParkedRecord;
import io.orderroutes.parked.ParkedTopic;
import io.quarkus.runtime.annotations.CommandLineArguments;
import jakarta.inject.Singleton;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The command {@code replay}: sends all selected parked records, one after the other. */
@Singleton
public class Replay {
  private static final int PROGRESS = 1000;
  private static final ReplayCounts FOREIGN = new ReplayCounts(1, 1, 0, 0, 0, 0);
  private static final ReplayCounts PASSED_BY = new ReplayCounts(1, 0, 0, 0, 0, 0);

  private final ReplayRoute route;
  private final ParkedTopic parked;
  private final Replays replays;
  private final Replayed replayed;
  private final ReplayOptions options;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String brokers;

  private ReplayCounts counts = ReplayCounts.NONE;

  public Replay(
      ReplayRoute route,
      ParkedTopic parked,
      Replays replays,
      Replayed replayed,
      @CommandLineArguments String[] args) {
    this.route = route;
    this.parked = parked;
    this.replays = replays;
    this.replayed = replayed;
    this.options = ReplayOptions.of(args);
  }

  /** Prints the counts. Returns true when all selected events have been sent, now or before. */
  public boolean run() {
    boolean ended = false;
    replayed.begin();
    try {
      parked.read(this::one);
      ended = true;
    } catch (KafkaException e) {
      System.err.println(
          "The replay stopped, run it again to continue: "
              + e.getMessage()
              + " (kafka.bootstrap.servers="
              + brokers
              + ")");
    }
    System.out.println((options.dryRun() ? "dry run: " : "replay: ") + counts);
    return ended && counts.tooLarge() == 0;
  }

  private void one(ConsumerRecord<byte[], byte[]> record) {
    ReplayCounts one =
        ParkedRecord.of(record).map(options.dryRun() ? this::show : this::send).orElse(FOREIGN);
    counts = counts.and(one);
    if (!options.dryRun() && one.selected() > 0 && counts.selected() % PROGRESS == 0) {
      System.out.println(counts);
    }
  }

  private ReplayCounts show(ParkedRecord record) {
    if (!replays.selected(options, record)) {
      return PASSED_BY;
    }
    boolean again = replayed.contains(record.origin());
    System.out.println(record.summary() + (again ? " (already replayed)" : ""));
    return new ReplayCounts(1, 0, 1, again ? 1 : 0, 0, 0);
  }

  private ReplayCounts send(ParkedRecord record) {
    return route.send(record, options, System.err::println);
  }
}
