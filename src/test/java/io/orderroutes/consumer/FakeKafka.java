package io.orderroutes.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/**
 * Logs, and clients that read them as Kafka's own client does: with a position of their own, with
 * fetched records that stay in memory, and failing as it fails. One thread uses it.
 */
final class FakeKafka extends KafkaConnection {
  final Map<TopicPartition, Log> logs = new TreeMap<>(Client.ORDER);
  final Map<TopicPartition, Long> committed = new HashMap<>();
  private final Map<TopicPartition, String> metadata = new HashMap<>();

  /** Thrown by the next poll, or by each one while it stays. */
  RuntimeException refusal;

  RuntimeException commitRefusal;

  /** Whether a new log is told at once; it is told to a new client in any case. */
  boolean telling = true;

  boolean openRefused;
  boolean idInUse;
  int opened;
  Client client;
  private final Map<String, Integer> known = new HashMap<>();
  private final List<TopicPartition> assigned = new ArrayList<>();

  /** A partition's log: its events, the markers between them, and what cannot be read. */
  static final class Log {
    int generation;
    long begin;
    long end;
    final Set<Long> markers = new HashSet<>();
    final Set<Long> unreadable = new HashSet<>();
    boolean error;

    String id(TopicPartition partition, long offset) {
      return partition + "#" + generation + "@" + offset;
    }
  }

  FakeKafka(TopicPartition... partitions) {
    super(null, null);
    for (TopicPartition partition : partitions) {
      logs.put(partition, new Log());
      assigned.add(partition);
    }
  }

  /** What is committed in the present log of a partition; an offset of another log counts not. */
  long committedOfThisLog(TopicPartition partition) {
    boolean present = ("log " + logs.get(partition).generation).equals(metadata.get(partition));
    return present ? committed.getOrDefault(partition, 0L) : 0;
  }

  void write(TopicPartition partition, int events) {
    logs.get(partition).end += events;
  }

  void mark(TopicPartition partition) {
    Log log = logs.get(partition);
    log.markers.add(log.end++);
  }

  /** The topic is deleted and created anew: its partitions are empty and nothing is committed. */
  void recreate(String topic) {
    logs.forEach(
        (partition, log) -> {
          if (partition.topic().equals(topic)) {
            log.generation++;
            log.begin = 0;
            log.end = 0;
            log.markers.clear();
            log.unreadable.clear();
            committed.remove(partition);
          }
        });
  }

  /** Takes partitions away or gives them back. */
  void assign(Collection<TopicPartition> partitions) {
    assigned.clear();
    assigned.addAll(partitions);
    if (client != null) {
      client.rebalancing = true;
    }
  }

  List<TopicPartition> assigned() {
    return List.copyOf(assigned);
  }

  @Override
  Consumer<byte[], byte[]> open(Collection<String> topics) {
    if (openRefused) {
      throw new KafkaException("Failed to construct kafka consumer");
    }
    opened++;
    learn();
    client = new Client();
    return client;
  }

  @Override
  String instanceId() {
    return "copy-1";
  }

  @Override
  boolean isInstanceIdInUse() {
    return idInUse;
  }

  @Override
  String logOf(String topic) {
    return "log " + known.get(topic);
  }

  @Override
  Set<String> recreated(Collection<String> topics) {
    return telling ? learn() : Set.of();
  }

  private Set<String> learn() {
    Set<String> recreated = new HashSet<>();
    logs.forEach(
        (partition, log) -> {
          Integer before = known.put(partition.topic(), log.generation);
          if (before != null && before != log.generation) {
            recreated.add(partition.topic());
          }
        });
    return recreated;
  }

  @Override
  void close() {}

  /** One client; {@link MockConsumer} keeps its subscription, assignment and pauses. */
  final class Client extends MockConsumer<byte[], byte[]> {
    static final java.util.Comparator<TopicPartition> ORDER =
        java.util.Comparator.comparing(TopicPartition::toString);
    private static final long RESET = -1;

    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final Set<TopicPartition> stuck = new HashSet<>();
    private boolean rebalancing = true;
    boolean broken;

    Client() {
      super("none");
    }

    @Override
    public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
      if (broken) {
        throw new IllegalStateException("This consumer is broken.");
      }
      if (rebalancing) {
        rebalancing = false;
        positions.keySet().retainAll(assigned);
        stuck.retainAll(assigned);
        rebalance(assigned);
      }
      if (refusal != null) {
        throw refusal;
      }
      List<TopicPartition> fetchable = new ArrayList<>();
      Set<TopicPartition> nowhere = new HashSet<>();
      for (TopicPartition partition : assignment().stream().sorted(ORDER).toList()) {
        if (paused().contains(partition)) {
          continue;
        }
        if (positions.getOrDefault(partition, 0L) == RESET) {
          stuck.remove(partition); // its fetched records are dropped
          positions.put(partition, logs.get(partition).begin);
        } else if (!positions.containsKey(partition) && !committed.containsKey(partition)) {
          nowhere.add(partition);
        } else if (locate(partition)) {
          fetchable.add(partition);
        }
      }
      if (!nowhere.isEmpty()) {
        throw new NoOffsetForPartitionException(nowhere);
      }
      return fetch(fetchable);
    }

    private boolean locate(TopicPartition partition) {
      long position = positions.computeIfAbsent(partition, committed::get);
      Log log = logs.get(partition);
      if (position < log.begin || position > log.end) {
        throw new OffsetOutOfRangeException(Map.of(partition, position));
      }
      return position < log.end;
    }

    private ConsumerRecords<byte[], byte[]> fetch(List<TopicPartition> partitions) {
      Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records = new HashMap<>();
      Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
      for (TopicPartition partition : partitions) {
        Log log = logs.get(partition);
        long offset = positions.get(partition);
        long until = Math.min(log.end, offset + 3);
        List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();
        for (; offset < until && !isUnreadable(partition, log, offset); offset++) {
          if (!log.markers.contains(offset)) {
            read.add(record(partition, offset, log.id(partition, offset)));
          }
        }
        if (offset == positions.get(partition)) {
          stuck.add(partition);
          if (log.error) {
            // what this poll has read of other partitions is lost, their positions have moved
            throw new NoClassDefFoundError("com/github/luben/zstd/ZstdInputStream");
          }
          if (next.isEmpty()) {
            throw new KafkaException("Received exception when fetching the next record");
          }
          break;
        }
        positions.put(partition, offset);
        next.put(partition, new OffsetAndMetadata(offset));
        if (!read.isEmpty()) {
          records.put(partition, read);
        }
      }
      return new ConsumerRecords<>(records, next);
    }

    private boolean isUnreadable(TopicPartition partition, Log log, long offset) {
      return stuck.contains(partition) || log.unreadable.contains(offset);
    }

    @Override
    public synchronized Set<TopicPartition> paused() {
      Set<TopicPartition> paused = new HashSet<>(super.paused());
      paused.retainAll(assignment());
      return paused;
    }

    @Override
    public synchronized void seek(TopicPartition partition, long offset) {
      positions.put(partition, offset);
    }

    @Override
    public synchronized void seekToBeginning(Collection<TopicPartition> partitions) {
      partitions.forEach(partition -> positions.put(partition, RESET));
    }

    @Override
    public synchronized Map<TopicPartition, OffsetAndMetadata> committed(
        Set<TopicPartition> partitions, Duration timeout) {
      if (refusal != null) {
        throw refusal;
      }
      Map<TopicPartition, OffsetAndMetadata> found = new HashMap<>();
      partitions.forEach(
          partition -> {
            Long offset = committed.get(partition);
            found.put(
                partition,
                offset == null ? null : new OffsetAndMetadata(offset, metadata.get(partition)));
          });
      return found;
    }

    @Override
    public synchronized void commitAsync(
        Map<TopicPartition, OffsetAndMetadata> offsets, OffsetCommitCallback callback) {
      if (commitRefusal != null) {
        callback.onComplete(offsets, commitRefusal);
      } else {
        commitSync(offsets);
        callback.onComplete(offsets, null);
      }
    }

    @Override
    public synchronized void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets) {
      if (commitRefusal != null) {
        throw commitRefusal;
      }
      offsets.forEach(
          (partition, offset) -> {
            committed.put(partition, offset.offset());
            metadata.put(partition, offset.metadata());
          });
    }

    @Override
    public Map<TopicPartition, Long> beginningOffsets(
        Collection<TopicPartition> partitions, Duration timeout) {
      Map<TopicPartition, Long> begins = new HashMap<>();
      partitions.forEach(partition -> begins.put(partition, logs.get(partition).begin));
      return begins;
    }

    @Override
    public synchronized Map<TopicPartition, Long> endOffsets(
        Collection<TopicPartition> partitions, Duration timeout) {
      return Map.of();
    }

    @Override
    public OptionalLong currentLag(TopicPartition partition) {
      Long position = positions.get(partition);
      return position == null || position == RESET
          ? OptionalLong.empty()
          : OptionalLong.of(Math.max(0, logs.get(partition).end - position));
    }

    @Override
    public void close(CloseOptions options) {
      close();
    }

    @Override
    public synchronized void close() {
      if (assignment().isEmpty()) {
        super.close();
      } else {
        rebalance(List.of());
        super.close();
      }
    }

    @Override
    public synchronized void unsubscribe() {
      rebalance(List.of());
    }
  }

  static ConsumerRecord<byte[], byte[]> record(TopicPartition partition, long offset, String id) {
    byte[] bytes = id.getBytes(UTF_8);
    return new ConsumerRecord<>(
        partition.topic(),
        partition.partition(),
        offset,
        1_700_000_000_000L,
        TimestampType.CREATE_TIME,
        bytes.length,
        bytes.length,
        bytes,
        bytes,
        new RecordHeaders(),
        Optional.empty());
  }
}
