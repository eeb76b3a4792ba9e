package io.orderroutes.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderroutes.sandbox.SampleResults.End;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Tells each document and each parked record in one line. */
final class SampleReport {
  private final SampleResults results;
  private final ObjectMapper json = new ObjectMapper();

  SampleReport(SampleResults results) {
    this.results = results;
  }

  String of(ConsumerRecord<String, byte[]> record) throws IOException {
    return record.topic().equals(SampleTopics.PARKED) ? parkedLine(record) : documentLine(record);
  }

  private String documentLine(ConsumerRecord<String, byte[]> record) throws IOException {
    JsonNode document = json.readTree(record.value());
    End end = results.document(document);
    return "%6d  %-19s %-16s %-7s %-10s  %-28s %6d ms  %s"
        .formatted(
            results.documents(),
            document.path("order_id").asText(),
            document.path("platform").asText(),
            document.path("seller").asText(),
            document.path("complete").asBoolean() ? "complete" : "INCOMPLETE",
            sections(document),
            end.millis(),
            end.label());
  }

  /** Sections of one name and status are told once, with their number. */
  private static String sections(JsonNode document) {
    List<String> all =
        document.path("sections").findParents("status").stream()
            .map(section -> section.path("name").asText() + " " + section.path("status").asText())
            .toList();
    return all.stream()
        .distinct()
        .map(one -> all.indexOf(one) == all.lastIndexOf(one) ? one : one + " x" + count(all, one))
        .collect(Collectors.joining(", "));
  }

  private static long count(List<String> all, String one) {
    return all.stream().filter(one::equals).count();
  }

  private String parkedLine(ConsumerRecord<String, byte[]> record) {
    End end = results.parked(record.key());
    return "parked  %-19s %s: %s  %d ms  (%s)"
        .formatted(
            record.key(),
            header(record, "parked.reason"),
            header(record, "parked.message"),
            end.millis(),
            end.label());
  }

  private static String header(ConsumerRecord<String, byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? "-" : new String(header.value(), StandardCharsets.UTF_8);
  }
}
