package io.orderroutes.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderroutes.limits.Scope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The result of an event: the file that expects such a result, its content, and a description. */
record End(String file, JsonNode content, String words) {
  private static final String CAUSE = "retry.cause";

  static End nothing() {
    return new End("", JsonNodeFactory.instance.objectNode(), "no record was sent");
  }

  static End skipped() {
    return new End(
        Case.SKIPPED,
        JsonNodeFactory.instance.objectNode().put("as", "tombstone"),
        "it was skipped as a tombstone");
  }

  static End waiting(Scope scope) {
    ObjectNode content = JsonNodeFactory.instance.objectNode().put("for", scope.toString());
    return new End(Case.WAITS, content, "it waits for " + scope);
  }

  static End parked(ProducerRecord<byte[], byte[]> record) {
    ObjectNode content = headers(record);
    String words = words(content, "parked.reason", "parked.message", "parked.api", "parked.code");
    return new End(Case.PARKED, content, "it was parked: " + words);
  }

  static End retried(ProducerRecord<byte[], byte[]> record) {
    ObjectNode content = headers(record).retain(CAUSE, "retry.attempts");
    content.put("topic", record.topic());
    String words = words(content, "topic", CAUSE);
    return new End(Case.RETRY, content, "it went to a retry topic: " + words);
  }

  static End document(ProducerRecord<byte[], byte[]> record) throws IOException {
    JsonNode content = Difference.JSON.readTree(record.value());
    return new End(Case.DOCUMENT, content, "it became a document");
  }

  private static ObjectNode headers(ProducerRecord<byte[], byte[]> record) {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    record
        .headers()
        .forEach(one -> all.put(one.key(), new String(one.value(), StandardCharsets.UTF_8)));
    return all;
  }

  private static String words(ObjectNode content, String... names) {
    return Stream.of(names)
        .map(content::get)
        .filter(Objects::nonNull)
        .map(JsonNode::asText)
        .collect(Collectors.joining(", "));
  }

  /**
   * The differences from the expected content. The event's time is compared only where it is
   * expected.
   */
  List<String> differences(JsonNode expected) {
    boolean timed = expected.at("/event/time").isTextual();
    return Difference.between(stable(expected, timed), stable(content, timed));
  }

  /** The content as it could be written to the file. */
  String asFile() {
    return stable(content, false).toPrettyString();
  }

  /** Removes what differs from run to run. */
  private static JsonNode stable(JsonNode content, boolean timed) {
    JsonNode stable = content.deepCopy();
    remove(stable, "enriched_at", "parked.at", "origin.partition", "origin.offset");
    stable.path("sections").forEach(section -> remove(section, "fetched_at"));
    remove(stable.path("event"), "partition", "offset", timed ? "" : "time");
    return stable;
  }

  private static void remove(JsonNode object, String... names) {
    if (object instanceof ObjectNode found) {
      found.remove(List.of(names));
    }
  }
}
