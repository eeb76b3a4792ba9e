package io.orderroutes.consumer;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * What is not consumed or committed because Kafka refuses or fails. Reported to health, metrics and
 * the log.
 */
@Singleton
public class KafkaFailures {
  private static final Logger LOG = Logger.getLogger(KafkaFailures.class);
  private static final long LOG_EVERY = Duration.ofMinutes(1).toNanos();

  private final MeterRegistry meters;
  private final Map<String, Failure> failures = new ConcurrentHashMap<>();

  private record Failure(String cause, boolean all, long logged) {}

  public KafkaFailures(MeterRegistry meters) {
    this.meters = meters;
    meters.gauge("orders.kafka.failing", failures, Map::size);
  }

  /**
   * Something fails, or fails again.
   *
   * @param what fails, such as a partition
   * @param where its position; may be empty
   * @param all whether nothing is consumed meanwhile
   */
  void failed(String what, String where, Throwable error, boolean all) {
    meters.counter("orders.kafka.errors", "error", error.getClass().getSimpleName()).increment();
    String cause = (where.isEmpty() ? "" : where + ": ") + sentence(error);
    long now = System.nanoTime();
    failures.compute(
        what,
        (key, before) -> {
          if (before != null && now - before.logged < LOG_EVERY) {
            return new Failure(cause, all, before.logged);
          }
          LOG.warnf("%s fails and is retried: %s", what, cause);
          return new Failure(cause, all, now);
        });
  }

  void ended(String what) {
    if (failures.remove(what) != null) {
      LOG.infof("%s works again", what);
    }
  }

  /** The causes, by what fails. */
  public Map<String, String> now() {
    Map<String, String> causes = new TreeMap<>();
    failures.forEach((what, failure) -> causes.put(what, failure.cause));
    return causes;
  }

  /** Whether a failure stops all consumption. */
  public boolean isStandstill() {
    return failures.values().stream().anyMatch(Failure::all);
  }

  /** The error and its causes, in one line. */
  static String sentence(Throwable error) {
    StringBuilder text = new StringBuilder();
    for (Throwable cause = error; cause != null && text.length() < 1000; cause = cause.getCause()) {
      text.append(text.length() == 0 ? "" : ", caused by ")
          .append(cause.getClass().getSimpleName())
          .append(cause.getMessage() == null ? "" : ": " + cause.getMessage());
    }
    return text.toString().replaceAll("\\s+", " ");
  }
}
