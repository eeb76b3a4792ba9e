package io.orderroutes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderroutes.sandbox.Flow;
import io.orderroutes.simulator.RecordedGateway;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each folder under src/test/cases is one event with the answers to its calls, and the document or
 * the parked record that must come of it; those of several events, or of none, are left to the
 * command {@code test}. What differs from run to run is left out of a document: times, partition
 * and offset.
 */
class CasesIT {
  private static final Path CASES = Path.of("src/test/cases");

  private static RecordedGateway gateway;
  private static Flow flow;

  @BeforeAll
  static void start() throws Exception {
    gateway = RecordedGateway.start();
    flow = Flow.start("cases", gateway.url(), gateway.url(), Map.of("orders.retry.attempts", "0"));
  }

  @AfterAll
  static void stop() throws Exception {
    flow.close();
    gateway.close();
  }

  static List<Path> cases() throws IOException {
    try (Stream<Path> events = Files.walk(CASES)) {
      return events
          .filter(path -> path.endsWith("document.json") || path.endsWith("parked.json"))
          .map(Path::getParent)
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theEventComesToTheExpectedEnd(Path folder) throws IOException {
    gateway.serve(answers(folder));
    byte[] key = folder.toString().getBytes(StandardCharsets.UTF_8);
    flow.send(key, value(folder), headers(folder));
    if (Files.exists(folder.resolve("parked.json"))) {
      assertParked(folder);
    } else {
      JsonNode expected = Flow.json(Files.readAllBytes(folder.resolve("document.json")));
      JsonNode document = flow.document(expected.path("order_id").asText());
      assertThat(withoutWhatVaries(document, expected)).isEqualTo(expected);
    }
  }

  private static byte[] value(Path folder) throws IOException {
    Path record = folder.resolve("record.bin");
    return Files.exists(record)
        ? Files.readAllBytes(record)
        : Files.readString(folder.resolve("event.json")).strip().getBytes(StandardCharsets.UTF_8);
  }

  private static Header[] headers(Path folder) throws IOException {
    Path file = folder.resolve("headers.json");
    return Files.exists(file)
        ? Flow.json(Files.readAllBytes(file)).properties().stream()
            .map(one -> header(one.getKey(), one.getValue().asText()))
            .toArray(Header[]::new)
        : new Header[0];
  }

  private static Header header(String name, String text) {
    return new RecordHeader(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void assertParked(Path folder) throws IOException {
    ConsumerRecord<byte[], byte[]> record = flow.parkedRecord(folder.toString());
    Map<String, String> headers = new HashMap<>();
    record
        .headers()
        .forEach(
            header ->
                headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
    headers.keySet().removeAll(List.of("parked.at", "origin.partition", "origin.offset"));
    Map<String, String> expected = new HashMap<>();
    Flow.json(Files.readAllBytes(folder.resolve("parked.json")))
        .fields()
        .forEachRemaining(header -> expected.put(header.getKey(), header.getValue().asText()));
    assertThat(headers).isEqualTo(expected);
  }

  private static JsonNode withoutWhatVaries(JsonNode document, JsonNode expected) {
    ObjectNode event = (ObjectNode) document.path("event");
    assertThat(event.has("partition") && event.has("offset") && event.has("time")).isTrue();
    event.remove(List.of("partition", "offset"));
    if (!expected.path("event").has("time")) {
      event.remove("time");
    }
    document.path("sections").forEach(section -> ((ObjectNode) section).remove("fetched_at"));
    return ((ObjectNode) document).without("enriched_at");
  }

  private static Map<String, byte[]> answers(Path folder) throws IOException {
    Map<String, byte[]> answers = new HashMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString().replace(".json", "");
        if (name.contains(".")) {
          answers.put(name, Files.readAllBytes(file));
        }
      }
    }
    return answers;
  }
}
