package io.orderroutes.cases;

import io.orderroutes.config.OrdersConfig;
import io.orderroutes.dispatch.SingleEventRunner;
import io.orderroutes.dispatch.SingleEventRunner.Trial;
import io.orderroutes.limits.CallLimits;
import io.orderroutes.limits.Scope;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Message;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.support.DefaultMessage;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/** Runs cases one after the other, and compares the results with the expected ones. */
@Singleton
public record Cases(
    OrdersConfig config,
    StandIns standIns,
    SingleEventRunner runner,
    CallLimits limits,
    CamelContext camel) {
  /** A line for each difference from what the case expects. */
  public List<String> run(Case one) {
    try {
      CannedResponses cannedResponses = new CannedResponses(one.responses());
      standIns.begin(cannedResponses);
      limits.lift();
      List<ProducerRecord<byte[], byte[]>> sent = new ArrayList<>();
      List<End> ends = ends(one, sent);
      List<String> complaints = cannedResponses.missing(one.folder());
      for (int i = 0; i < ends.size(); i++) {
        complaints.addAll(differences(one, ends.get(i), ends.size() == 1 ? 0 : i + 1));
      }
      complaints.addAll(topics(one, sent));
      complaints.addAll(cannedResponses.unused());
      return complaints;
    } catch (FileSystemException e) {
      return List.of("cannot read " + e.getMessage());
    } catch (IOException | IllegalStateException e) {
      return List.of(e.getMessage());
    }
  }

  private static List<String> differences(Case one, End end, int element) throws IOException {
    List<String> expected = one.ends(element);
    String file = Case.file(end.file(), element);
    if (expected.size() > 1) {
      return List.of("the case has several results, keep one: " + String.join(", ", expected));
    }
    if (expected.contains(file)) {
      return end.differences(one.json(file)).stream()
          .map(line -> element == 0 ? line : file + ": " + line)
          .toList();
    }
    String which = element == 0 ? "" : file + ", ";
    return expected.isEmpty()
        ? List.of(
            which + end.words() + "; the case expects no result, this file would:", end.asFile())
        : List.of(expected.get(0) + " is expected, but " + end.words());
  }

  private boolean isRetry(String topic) {
    return config.retry().topics().orElse(List.of()).contains(topic);
  }

  private List<String> topics(Case one, List<ProducerRecord<byte[], byte[]>> sent)
      throws IOException {
    if (!one.has(Case.TOPICS)) {
      return List.of();
    }
    List<String> expected = new ArrayList<>();
    one.json(Case.TOPICS).forEach(name -> expected.add(name.asText()));
    Collections.sort(expected);
    List<String> actual =
        sent.stream()
            .map(ProducerRecord::topic)
            .filter(topic -> !topic.equals(config.topics().parked()) && !isRetry(topic))
            .sorted()
            .toList();
    return expected.equals(actual)
        ? List.of()
        : List.of("topics: expected " + expected + ", was " + actual);
  }

  /** The result of each event of the record. */
  private List<End> ends(Case one, List<ProducerRecord<byte[], byte[]>> sent) throws IOException {
    String topic = one.topic().orElse(config.topics().events());
    List<Trial> events = runner.of(message(topic, one.headers(), one.event()));
    List<End> ends = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      String retry = Case.file(Case.RETRY, events.size() == 1 ? 0 : i + 1);
      ends.add(end(events.get(i), one.has(retry), sent));
    }
    return ends.isEmpty() ? List.of(End.skipped()) : ends;
  }

  /**
   * An event that goes to a retry topic is tried again at once, as often as the service would,
   * unless the retry is expected. An event that waits for a ban returns to the same topic, so each
   * topic is used once.
   */
  private End end(Trial event, boolean stopsAtRetry, List<ProducerRecord<byte[], byte[]>> sent)
      throws IOException {
    Set<String> waited = new HashSet<>();
    End end = end(event, sent);
    while (end.file().equals(Case.RETRY) && !stopsAtRetry) {
      ProducerRecord<byte[], byte[]> retry = sent.get(sent.size() - 1);
      if (!waited.add(retry.topic())) {
        return end;
      }
      Message message = message(retry.topic(), retry.headers(), retry.value());
      end = end(runner.of(message).get(0), sent);
    }
    return end;
  }

  /** The message as Camel's consumer creates it, without a key. */
  private Message message(String topic, Headers headers, byte[] value) {
    Message message = new DefaultMessage(camel);
    message.setHeader(KafkaConstants.TOPIC, topic);
    message.setHeader(KafkaConstants.PARTITION, 0);
    message.setHeader(KafkaConstants.OFFSET, 0L);
    message.setHeader(KafkaConstants.TIMESTAMP, System.currentTimeMillis());
    message.setHeader(KafkaConstants.HEADERS, headers);
    message.setBody(value);
    return message;
  }

  private End end(Trial trial, List<ProducerRecord<byte[], byte[]>> sent) throws IOException {
    Optional<Scope> closed = trial.end();
    List<ProducerRecord<byte[], byte[]>> records = standIns.takeSent();
    sent.addAll(records);
    return closed.isPresent() ? End.waiting(closed.get()) : end(records);
  }

  /** A document is that of the documents topic, else the first one. */
  private End end(List<ProducerRecord<byte[], byte[]>> sent) throws IOException {
    End end = End.nothing();
    for (ProducerRecord<byte[], byte[]> record : sent) {
      if (record.topic().equals(config.topics().parked())) {
        return End.parked(record);
      }
      if (isRetry(record.topic())) {
        return End.retried(record);
      }
      if (end.file().isEmpty() || record.topic().equals(config.topics().documents())) {
        end = End.document(record);
      }
    }
    return end;
  }
}
