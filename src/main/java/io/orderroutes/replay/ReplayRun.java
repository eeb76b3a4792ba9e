package io.orderroutes.replay;

import io.orderroutes.config.ConfigurationError;
import io.orderroutes.parked.ParkedEntry;
import io.orderroutes.parked.ParkedRecord;
import io.orderroutes.parked.ParkedTopic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/** A replay that was started on the operator's page, and its progress. */
public final class ReplayRun {
  private static final Logger LOG = Logger.getLogger(ReplayRun.class);
  private static final ReplayOptions OPTIONS = new ReplayOptions(Map.of("--all", ""));
  private static final int COMPLAINTS_MAX = 20;
  private static final int ORDERS_MAX = 20;

  private final String id;
  private final String what;
  private final List<ParkedEntry> entries;
  private final Instant begun = Instant.now();
  private final List<String> complaints = new ArrayList<>();
  private ReplayCounts counts = ReplayCounts.NONE;
  private Optional<String> failure = Optional.empty();
  private boolean ended;
  private boolean stopped;

  ReplayRun(String id, String what, List<ParkedEntry> entries) {
    this.id = id;
    this.what = what;
    this.entries = List.copyOf(entries);
  }

  void run(ReplayRoute route, ParkedTopic parked, Replayed replayed) {
    try {
      replayed.begin();
      parked.read(entries.stream().map(ParkedEntry::place).toList(), record -> one(record, route));
      end(Optional.empty());
    } catch (ConfigurationError | KafkaException e) {
      end(Optional.of(e.getMessage()));
    } catch (RuntimeException e) {
      LOG.error("a replay failed", e);
      end(Optional.of("unexpected error, see the log of the service"));
    } finally {
      replayed.end();
    }
  }

  private void one(ConsumerRecord<byte[], byte[]> record, ReplayRoute route) {
    if (stops()) {
      throw new KafkaException("the service stops");
    }
    ReplayCounts one =
        ParkedRecord.of(record)
            .map(read -> route.send(read, OPTIONS, this::complain))
            .orElse(new ReplayCounts(1, 1, 0, 0, 0, 0));
    synchronized (this) {
      counts = counts.and(one);
    }
  }

  private synchronized void complain(String complaint) {
    if (complaints.size() < COMPLAINTS_MAX) {
      complaints.add(complaint);
    }
  }

  private synchronized void end(Optional<String> why) {
    failure = why;
    ended = true;
  }

  synchronized void stop() {
    stopped = true;
  }

  private synchronized boolean stops() {
    return stopped;
  }

  public String id() {
    return id;
  }

  /** A description of the selection. */
  public String what() {
    return what;
  }

  public List<ParkedEntry> entries() {
    return entries;
  }

  /** The orders of the first records, where the events name them. */
  public List<String> orders() {
    return entries.stream()
        .map(entry -> entry.sale().orderId())
        .filter(order -> !order.isEmpty())
        .distinct()
        .limit(ORDERS_MAX)
        .toList();
  }

  public Instant begun() {
    return begun;
  }

  public synchronized ReplayCounts counts() {
    return counts;
  }

  public synchronized boolean hasEnded() {
    return ended;
  }

  /** Why the replay stopped early. */
  public synchronized Optional<String> failure() {
    return failure;
  }

  /** Records that could not be sent; limited in number. */
  public synchronized List<String> complaints() {
    return List.copyOf(complaints);
  }

  /** The number of records that no longer exist. */
  public synchronized long vanished() {
    return ended && failure.isEmpty() ? entries.size() - counts.read() : 0;
  }
}
