package io.orderroutes.parked;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.orderroutes.config.OrdersConfig;
import io.orderroutes.kafka.KafkaSettings;
import io.orderroutes.kafka.TopicProvisioner;
import io.orderroutes.kafka.TopicReader;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/** Reads the parked topic and the marks of replayed events continuously, once it is started. */
@Singleton
public class ParkedIndex {
  private static final Logger LOG = Logger.getLogger(ParkedIndex.class);
  private static final int LOOKS_BETWEEN_SWEEPS = 30;

  private final KafkaSettings settings;
  private final TopicProvisioner admin;
  private final OrdersConfig.Topics topics;
  private final ParkedEventReader events;
  private final int most;
  private final ParkedEntries entries;
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(
          look -> {
            Thread thread = new Thread(look, "parked-index");
            thread.setDaemon(true);
            return thread;
          });
  private Optional<TopicReader> parked = Optional.empty();
  private Optional<TopicReader> marks = Optional.empty();
  private int looked;
  private volatile Optional<String> trouble = Optional.of("the topic has not been read yet");

  public ParkedIndex(
      KafkaSettings settings,
      TopicProvisioner admin,
      OrdersConfig config,
      ParkedEventReader events) {
    this.settings = settings;
    this.admin = admin;
    this.topics = config.topics();
    this.events = events;
    this.most = config.page().recordsMax();
    this.entries = new ParkedEntries(most);
  }

  public void start() {
    looks.scheduleWithFixedDelay(this::look, 0, 1, TimeUnit.SECONDS);
  }

  @PreDestroy
  void stop() {
    looks.shutdownNow();
  }

  private void look() {
    try {
      boolean sweeps = looked++ % LOOKS_BETWEEN_SWEEPS == 0;
      if (sweeps && marks.isEmpty()) {
        admin.createReplayed(settings.of(AdminClientConfig.configNames(), Map.of()));
      }
      if (sweeps || marks.isPresent()) {
        marks = follow(marks, topics.replayed(), Long.MAX_VALUE, this::mark);
      }
      parked = follow(parked, topics.parked(), most, this::add);
      if (sweeps) {
        parked.ifPresent(reading -> entries.keepFrom(reading.beginnings()));
      }
      trouble = Optional.empty();
    } catch (KafkaException e) {
      if (trouble.isEmpty()) {
        LOG.warnf("the parked topic cannot be read, retrying: %s", e.getMessage());
      }
      trouble = Optional.of(e.getClass().getSimpleName());
      marks = closed(marks);
      parked = closed(parked);
      looked = 0;
    } catch (RuntimeException e) {
      LOG.error("the parked topic cannot be read, retrying", e);
    }
  }

  /**
   * Continues from the last position, or starts so many records before the end. New partitions are
   * included.
   */
  private Optional<TopicReader> follow(
      Optional<TopicReader> known,
      String topic,
      long newest,
      Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    TopicReader reading = known.orElseGet(() -> new TopicReader(settings, topic));
    Optional<TopicReader> followed = Optional.of(reading);
    try {
      List<TopicPartition> partitions = reading.partitions();
      reading.take(partitions);
      if (known.isEmpty()) {
        Map<TopicPartition, Long> starts = reading.newest(newest);
        if (!starts.equals(reading.beginnings())) {
          entries.beginLater();
        }
        reading.seek(starts);
      }
      reading.read(reading.ends(), reader);
      return partitions.isEmpty() ? closed(followed) : followed;
    } catch (KafkaException e) {
      closed(followed);
      throw e;
    }
  }

  private static Optional<TopicReader> closed(Optional<TopicReader> reading) {
    reading.ifPresent(TopicReader::close);
    return Optional.empty();
  }

  private void mark(ConsumerRecord<byte[], byte[]> mark) {
    entries.replayed(new String(mark.key(), UTF_8));
  }

  private void add(ConsumerRecord<byte[], byte[]> record) {
    ParkedRecord.of(record).map(read -> ParkedEntry.of(read, events)).ifPresent(entries::add);
  }

  /** Why the last read failed; empty where it succeeded. */
  public Optional<String> trouble() {
    return trouble;
  }

  public ParkedEntries entries() {
    return entries;
  }

  /** The entry of a record, which may be older than those that are kept. */
  public ParkedEntry at(ParkedRecord record) {
    return ParkedEntry.of(record, events);
  }
}
