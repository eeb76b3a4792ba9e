package io.orderroutes.replay;

import io.orderroutes.parked.ParkedEntry;
import io.orderroutes.parked.ParkedTopic;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.spi.CamelEvent.CamelContextStoppingEvent;

/**
 * The replays that were started on the operator's page. They run one at a time, and each runs once.
 */
@Singleton
public class ReplayRuns {
  private static final int REMEMBERED = 50;

  private final ReplayRoute route;
  private final ParkedTopic parked;
  private final Replayed replayed;
  private final Map<String, ReplayRun> runs = new LinkedHashMap<>();

  public ReplayRuns(ReplayRoute route, ParkedTopic parked, Replayed replayed) {
    this.route = route;
    this.parked = parked;
    this.replayed = replayed;
  }

  /**
   * Starts a replay. Returns the known replay of that id, if there is one; empty while another one
   * runs.
   */
  public synchronized Optional<ReplayRun> begin(String id, String what, List<ParkedEntry> entries) {
    if (runs.containsKey(id)) {
      return find(id);
    }
    if (running().isPresent()) {
      return Optional.empty();
    }
    ReplayRun run = new ReplayRun(id, what, entries);
    runs.put(id, run);
    if (runs.size() > REMEMBERED) {
      runs.remove(runs.keySet().iterator().next());
    }
    Thread thread = new Thread(() -> run.run(route, parked, replayed), "replay");
    thread.setDaemon(true);
    thread.start();
    return Optional.of(run);
  }

  public synchronized Optional<ReplayRun> find(String id) {
    return Optional.ofNullable(runs.get(id));
  }

  public synchronized Optional<ReplayRun> running() {
    return runs.values().stream().filter(run -> !run.hasEnded()).findFirst();
  }

  /** The oldest first. */
  public synchronized List<ReplayRun> all() {
    return List.copyOf(runs.values());
  }

  synchronized void stopping(@Observes CamelContextStoppingEvent event) {
    runs.values().forEach(ReplayRun::stop);
  }
}
