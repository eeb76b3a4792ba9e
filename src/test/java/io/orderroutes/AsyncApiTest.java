package io.orderroutes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.orderroutes.events.EventForms;
import io.orderroutes.events.EventSource;
import io.orderroutes.events.OrderEvents;
import io.orderroutes.events.json.InvalidEventException;
import io.orderroutes.gateway.Fault;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The description of the topics for other programs, held against what the service does. */
class AsyncApiTest {
  private static final Path SINK = Path.of("routes", "kamelets", "document-sink.kamelet.yaml");
  private static final Path CODE = Path.of("src", "main", "java");

  /** The addresses of the channels, by the end of the key that sets them. */
  private static final Map<String, String> TOPICS =
      Map.of(
          "orderEvents", "events",
          "orderDocuments", "documents",
          "parkedEvents", "parked",
          "replayedEvents", "replayed");

  /** A reason is told by its last word, wherever the code writes it. */
  private static final Pattern REASON =
      Pattern.compile("\"([a-z-]+-(?:invalid|unknown|rejected|exhausted|mismatched|too-large))\"");

  private static final Pattern HEADER = Pattern.compile("\"((?:parked|origin)\\.[a-z-]+)\"");
  private static final Pattern RETRY_HEADER = Pattern.compile("\"(retry\\.[a-z-]+)\"");
  private static final Pattern DETAIL = Pattern.compile("details\\.put\\(\\s*\"([a-z-]+)\"");

  private static final OrderEvents EVENTS = new OrderEvents(EventForms.packaged());

  private AsyncApi api;

  @BeforeEach
  void read() throws IOException {
    api = AsyncApi.read();
  }

  @Test
  void namesTheTopicsAndTheGroupOfTheManual() throws IOException {
    Properties manual = manual();
    JsonNode channels = api.at("/channels");
    assertThat(AsyncApi.names(channels)).containsAll(TOPICS.keySet()).hasSize(TOPICS.size() + 1);
    TOPICS.forEach(
        (channel, key) -> {
          assertThat(channels.get(channel).get("address").textValue())
              .isEqualTo(manual.getProperty("orders.topics." + key));
          assertThat(channels.get(channel).get("description").textValue())
              .contains("orders.topics." + key);
        });
    assertThat(api.at("/operations/receiveOrderEvents/bindings/kafka/groupId/enum/0").textValue())
        .isEqualTo(manual.getProperty("orders.consumer.group"));
  }

  @Test
  void namesTheRetryTopicsOfTheManual() throws IOException {
    JsonNode channel = api.at("/channels/retryEvents");
    List<String> topics = new ArrayList<>();
    channel
        .at("/parameters/wait/enum")
        .forEach(
            wait ->
                topics.add(channel.get("address").asText().replace("{wait}", wait.textValue())));
    assertThat(String.join(",", topics)).isEqualTo(manual().getProperty("orders.retry.topics"));
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    List<String> references =
        api.objects()
            .filter(node -> node.has("$ref"))
            .map(node -> node.get("$ref").textValue())
            .toList();
    assertThat(references)
        .contains("./order-document.schema.json")
        .allSatisfy(reference -> assertThat(api.target(reference).isObject()).isTrue());
  }

  @Test
  void everyPropertyIsExplained() {
    List<String> unexplained = new ArrayList<>();
    api.objects()
        .flatMap(node -> node.path("properties").properties().stream())
        .filter(field -> api.resolved(field.getValue()).path("description").asText().isBlank())
        .forEach(field -> unexplained.add(field.getKey()));
    assertThat(unexplained).isEmpty();
  }

  @Test
  void everyMessageIsInAChannelAndHasAKeyAndAnExample() {
    List<JsonNode> sent = new ArrayList<>();
    for (JsonNode channel : api.at("/channels")) {
      channel.get("messages").forEach(message -> sent.add(api.resolved(message)));
    }
    assertThat(sent)
        .containsExactlyInAnyOrderElementsOf(api.at("/components/messages"))
        .allSatisfy(
            message -> {
              JsonNode kafka = api.resolved(message.get("bindings")).get("kafka");
              assertThat(kafka.get("key").get("description").textValue()).isNotBlank();
              assertThat(kafka.get("bindingVersion").textValue()).isEqualTo("0.5.0");
              assertThat(message.path("examples")).isNotEmpty();
            });
  }

  @Test
  void parkedReasonsAreThoseOfTheCode() throws IOException {
    Set<String> reasons = found(REASON);
    Stream.of(Fault.Kind.values()).map(Fault.Kind::parkedReason).forEach(reasons::add);
    JsonNode described = api.message("parkedEvent").at("/headers/properties/parked.reason");
    assertThat(described.get("enum"))
        .extracting(JsonNode::textValue)
        .containsExactlyInAnyOrderElementsOf(reasons);
    reasons.forEach(
        reason -> assertThat(described.get("description").textValue()).contains(reason + " - "));
  }

  @Test
  void retryHeadersAreThoseOfTheCode() throws IOException {
    Set<String> headers = found(RETRY_HEADER);
    headers.addAll(Set.of("origin.topic", "origin.partition", "origin.offset", "origin.element"));
    assertThat(AsyncApi.names(api.message("retryEvent").at("/headers/properties")))
        .containsExactlyInAnyOrderElementsOf(headers);
  }

  @Test
  void parkedHeadersAreThoseOfTheCode() throws IOException {
    Set<String> headers = found(HEADER);
    found(DETAIL).forEach(detail -> headers.add("parked." + detail));
    assertThat(AsyncApi.names(api.message("parkedEvent").at("/headers/properties")))
        .containsExactlyInAnyOrderElementsOf(headers);
  }

  @Test
  void documentHeadersAreThoseThatTheSinkSets() throws IOException {
    JsonNode described = api.message("orderDocument").at("/headers/properties");
    List<String> set = new ArrayList<>();
    for (JsonNode step : AsyncApi.yaml(SINK).at("/spec/template/from/steps")) {
      for (JsonNode header : step.at("/setHeaders/headers")) {
        set.add(header.get("name").textValue());
        JsonNode constant = header.at("/expression/constant/expression");
        assertThat(constant.isMissingNode() || constant.equals(described.at("/schema/const")))
            .isTrue();
      }
    }
    assertThat(set.remove("kafka.KEY")).isTrue();
    assertThat(AsyncApi.names(described)).containsExactlyInAnyOrderElementsOf(set);
  }

  @Test
  void everyEventExampleIsReadAsTheOrderThatItsMessageNames() throws Exception {
    for (JsonNode listed : api.at("/channels/orderEvents/messages")) {
      JsonNode message = api.resolved(listed);
      for (JsonNode example : message.get("examples")) {
        EventSource record =
            EventSource.of(
                "order-events", AsyncApi.value(message, example), AsyncApi.headers(example));
        assertThat(EVENTS.read(record).event().orElseThrow())
            .as("%s", example)
            .extracting("orderId")
            .isEqualTo(message.get("x-order-id").textValue());
      }
    }
  }

  @Test
  void theParkedExampleIsRefusedInTheWordsThatItShows() {
    JsonNode message = api.message("parkedEvent");
    for (JsonNode example : message.get("examples")) {
      assertThatThrownBy(
              () ->
                  EVENTS.read(
                      EventSource.of(
                          "order-events", AsyncApi.value(message, example), new RecordHeaders())))
          .isInstanceOf(InvalidEventException.class)
          .hasMessage(example.at("/headers/parked.message").textValue());
    }
  }

  @Test
  void everyExampleFitsItsSchemas() {
    for (JsonNode message : api.at("/components/messages")) {
      for (JsonNode example : message.get("examples")) {
        JsonNode payload = example.has("payload") ? example.get("payload") : NullNode.instance;
        assertThat(api.schema(message.get("payload")).validate(payload))
            .as("%s", example)
            .isEmpty();
        if (message.has("headers")) {
          assertThat(api.schema(message.get("headers")).validate(example.get("headers")))
              .as("%s", example)
              .isEmpty();
        }
      }
    }
  }

  /** In the code of the service itself; the commands for its operator only read such names. */
  private static Set<String> found(Pattern pattern) throws IOException {
    Set<String> found = new TreeSet<>();
    try (Stream<Path> files = Files.walk(CODE)) {
      for (Path file : files.filter(AsyncApiTest::isService).toList()) {
        pattern.matcher(Files.readString(file)).results().forEach(m -> found.add(m.group(1)));
      }
    }
    return found;
  }

  private static boolean isService(Path file) {
    return file.toString().endsWith(".java")
        && !file.startsWith(CODE.resolve("io/orderroutes/cases"))
        && !file.startsWith(CODE.resolve("io/orderroutes/lint"));
  }

  private static Properties manual() throws IOException {
    Properties manual = new Properties();
    try (Reader reader = Files.newBufferedReader(Path.of("application.properties"))) {
      manual.load(reader);
    }
    return manual;
  }
}
