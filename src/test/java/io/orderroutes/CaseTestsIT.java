package io.orderroutes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderroutes.sandbox.Flow;
import io.orderroutes.sandbox.SandboxService;
import io.orderroutes.sandbox.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code test} of the packaged service, with nothing else running. */
class CaseTestsIT {
  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final Path CASES = Path.of("src/test/cases").toAbsolutePath();
  private static final String ORDER = "aliexpress.solution.order.info.get";
  private static final String WITHOUT_DATA = "{\"result\": {\"data\": {\"id\": %s}}}";
  private static final String DOCUMENT =
      """
      {"schema": "order-document/1", "order_id": "%1$s", "platform": "aliexpress", "seller": "shop-1", "complete": true,
       "event": {"topic": "order-events"}, "status": {"phase": "unknown"},
       "sections": [{"name": "order", "api": "aliexpress.solution.order.info.get", "status": "ok"}],
       "sources": {"order": {"result": {"data": {"id": %1$s}}}}}
      """;

  @TempDir private Path directory;

  @Test
  void everyCaseOfOursIsWell() throws Exception {
    assertThat(test(0, CASES))
        .containsExactly(
            "ok alibaba/order-message",
            "ok alibaba/session-refused",
            "ok aliexpress-trade/neighbour-in-the-answer",
            "ok aliexpress/order-that-does-not-exist",
            "ok aliexpress/parcel-named-by-the-event",
            "ok aliexpress/parcel-of-another-order",
            "ok aliexpress/parcels-named-by-the-answer",
            "ok forms/batch-of-cloudevents",
            "ok forms/cloudevent-headers-of-http",
            "ok forms/connect",
            "ok forms/connect-of-an-id",
            "ok forms/debezium",
            "ok forms/debezium-delete",
            "ok forms/from-a-spreadsheet",
            "ok forms/json-in-text",
            "ok forms/lost-digits",
            "ok forms/outbox",
            "ok forms/schema-registry",
            "ok forms/schema-registry-avro",
            "ok forms/tmc-poll",
            "ok forms/tombstone",
            "ok forms/unknown-form",
            "ok refusals/app-address-iop",
            "ok refusals/app-address-top",
            "ok refusals/app-key-iop",
            "ok refusals/app-key-top",
            "ok refusals/app-signature-iop",
            "ok refusals/app-signature-top",
            "ok refusals/app-unauthorized-iop",
            "ok refusals/app-unauthorized-top",
            "ok refusals/leave-alone-for-seconds-iop",
            "ok refusals/leave-alone-for-seconds-top",
            "ok refusals/leave-alone-until-a-date-iop",
            "ok refusals/leave-alone-until-a-date-top",
            "ok refusals/too-many-requests-iop",
            "ok refusals/too-many-requests-top",
            "cases: 36, failed 0");
  }

  @Test
  void saysWhereADocumentIsNotAsExpected() throws Exception {
    copy("alibaba/order-message", "changed");
    Path file = directory.resolve("cases/changed/document.json");
    String document = Files.readString(file);
    assertThat(document).contains("\"complete\": true", "\"platform\": \"alibaba\",");
    Files.writeString(
        file,
        document
            .replace("\"complete\": true", "\"complete\": false")
            .replace("\"platform\": \"alibaba\",", ""));
    assertThat(test(1, directory))
        .containsExactly(
            "FAILED changed",
            "  complete: expected false, was true",
            "  platform: not expected, was \"alibaba\"",
            "cases: 1, failed 1");
  }

  @Test
  void reportsAnotherResultAndMissingOrUnusedResponses() throws Exception {
    configured();
    write("lost", "event", "1001", "document", "{}", "other.api", "{}");
    write("new", "event", "1002", ORDER, WITHOUT_DATA.formatted(1002));
    write("waits", "event", "1003", ORDER, refusal("isp.busy", "busy"), "document", "{}");
    write("broken", "event", "1004", ORDER, WITHOUT_DATA.formatted(1004), "document", "{");
    List<String> said = test(1, directory);
    Path missing = directory.resolve("cases/lost/" + ORDER + ".json");
    assertThat(said.get(0)).isEqualTo("FAILED broken");
    assertThat(said.get(1)).startsWith("  document.json ").contains("line 1");
    assertThat(said.get(2)).isEqualTo("FAILED lost");
    assertThat(said.get(3)).startsWith("  " + ORDER + " ").endsWith(missing.toString());
    assertThat(said.get(4)).startsWith("  document.json ").contains("retries-exhausted", ORDER);
    assertThat(said.get(5)).startsWith("  other.api.json ");
    assertThat(said.get(6)).isEqualTo("FAILED new");
    assertThat(said.get(7)).contains("document");
    assertThat(said).contains("    \"order_id\" : \"1002\",");
    int waits = said.indexOf("FAILED waits");
    assertThat(said.get(waits + 1))
        .startsWith("  document.json ")
        .contains("retries-exhausted", "busy", ORDER, "15");
    assertThat(said).last().isEqualTo("cases: 4, failed 4");
  }

  /** The first two close the app, the next two the seller: the last must not notice. */
  @Test
  void noCaseHasToWaitForWhatAnotherHasBroughtAbout() throws Exception {
    configured();
    write(
        "1-ban",
        "event",
        "1001",
        ORDER,
        refusal("accesscontrol.limited-by-app-access-count", "ban will last for 5 more seconds"),
        "waits",
        "{\"for\": \"app top\"}");
    write(
        "2-ban-of-a-day",
        "event",
        "1002",
        ORDER,
        refusal("accesscontrol.limited-by-app-access-count", "ban will last for 79200 seconds"),
        "retry",
        "{\"topic\": \"order-events.retry-1h\", \"retry.cause\": \"app top is closed\","
            + " \"retry.attempts\": \"0\"}");
    for (String id : List.of("1003", "1004")) {
      String topic = "{\"topic\": \"order-events.retry-10s\", \"retry.attempts\": \"1\",";
      write(
          "3-session-" + id,
          "event",
          id,
          ORDER,
          refusal("invalid-sessionkey", "expired"),
          "retry",
          topic + " \"retry.cause\": \"expired\"}");
    }
    write(
        "4-well",
        "event",
        "1005",
        ORDER,
        WITHOUT_DATA.formatted("1005"),
        "document",
        DOCUMENT.formatted("1005"),
        "topics",
        "[\"order-documents\"]");
    assertThat(test(0, directory)).endsWith("ok 4-well", "cases: 5, failed 0");
  }

  @Test
  void headersAreTheRecordsAndTopicsWhereItsDocumentGoes() throws Exception {
    configured();
    write(
        "event",
        "event",
        "{\"order_id\": \"1001\"}",
        "headers",
        "{\"ce_specversion\": \"1.0\", \"ce_id\": \"e-1\", \"ce_source\": \"/s\", \"ce_type\":"
            + " \"t\", \"ce_time\": \"2026-01-02T03:04:05Z\"}",
        ORDER,
        WITHOUT_DATA.formatted("1001"),
        "document",
        DOCUMENT
            .formatted("1001")
            .replace(
                "{\"topic\": \"order-events\"}",
                "{\"topic\": \"order-events\", \"id\": \"e-1\", \"type\": \"t\", \"time\":"
                    + " \"2026-01-02T03:04:06Z\"}"),
        "topics",
        "[\"audit\", \"order-documents\"]");
    assertThat(test(1, directory))
        .containsExactly(
            "FAILED event",
            "  event.time: expected \"2026-01-02T03:04:06Z\", was \"2026-01-02T03:04:05Z\"",
            "  topics: expected [audit, order-documents], was [order-documents]",
            "cases: 1, failed 1");
  }

  @Test
  void saysInOneLineWhatIsWrongWithTheCommandOrTheConfiguration() throws Exception {
    assertThat(test(2)).singleElement().asString().startsWith("test: write: test <directory>");
    assertThat(test(2, directory.resolve("nowhere")))
        .singleElement()
        .asString()
        .startsWith("test: ")
        .endsWith(directory.resolve("nowhere").toString());
    assertThat(test(2, directory))
        .singleElement()
        .asString()
        .startsWith("test: ")
        .contains(directory.toString(), "event.json");
    write("one", "event", "1001");
    assertThat(test(2, directory))
        .singleElement()
        .asString()
        .startsWith("test: ")
        .contains("orders.apps.<app>.protocol")
        .contains(directory.resolve("application.properties").toString());
    configured();
    assertThat(test(2, Map.of("orders.default-seller", "nobody"), directory))
        .containsExactly(
            "The service cannot start: orders.default-seller is 'nobody', which is unknown: write"
                + " one of [shop-1, shop-2, shop-3]");
  }

  @Test
  void aMappingOfTheDirectoryIsTheOneThatIsTested() throws Exception {
    copy("alibaba/order-message", "one");
    Path mappings = Files.createDirectories(directory.resolve("mappings"));
    Files.writeString(mappings.resolve("alibaba.jslt"), "{\"status\": {\"phase\": \"of mine\"}}");
    assertThat(test(1, directory))
        .contains("  status.phase: expected \"awaiting_shipment\", was \"of mine\"");
  }

  /**
   * The service's own start is what any run of its routes costs: from the process's begin to the
   * line that says its routes are started, with no broker to wait for. The best of two to five,
   * since others may use the machine.
   */
  @Test
  void fiftyCasesTakeAtMostTwiceAsLongAsTheServicesOwnStart() throws Exception {
    List<Path> ours = ourCases();
    for (int i = 0; i < 50; i++) {
      copy(CASES.relativize(ours.get(i % ours.size())).toString(), "copy-" + i);
    }
    ServiceProcess.prepare(TARGET);
    Duration start = Duration.ofHours(1);
    Duration cases = Duration.ofHours(3);
    for (int i = 0; i < 2 || i < 5 && cases.compareTo(start.multipliedBy(2)) > 0; i++) {
      start = shorter(start, () -> startService());
      cases = shorter(cases, () -> assertThat(test(0, directory)).endsWith("cases: 50, failed 0"));
    }
    System.out.printf("start %d ms, 50 cases %d ms%n", start.toMillis(), cases.toMillis());
    assertThat(cases).isLessThanOrEqualTo(start.multipliedBy(2));
  }

  private interface Step {
    void run() throws Exception;
  }

  private static Duration shorter(Duration before, Step step) throws Exception {
    long began = System.nanoTime();
    step.run();
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    return took.compareTo(before) < 0 ? took : before;
  }

  private static void startService() throws IOException {
    Map<String, String> properties =
        SandboxService.properties("127.0.0.1:1", "http://127.0.0.1:1/a", "http://127.0.0.1:1/b");
    try (ServiceProcess service = ServiceProcess.start(TARGET, "bare-start", properties)) {
      Flow.await(() -> service.alive() && said(service).contains("(camel-1) started in"));
      service.kill();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String said(ServiceProcess process) {
    try {
      return Files.readString(process.log());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Path> ourCases() throws IOException {
    try (Stream<Path> files = Files.walk(CASES)) {
      return files
          .filter(file -> file.endsWith("event.json"))
          .map(Path::getParent)
          .sorted()
          .toList();
    }
  }

  private void configured() throws IOException {
    Files.copy(
        CASES.resolve("application.properties"), directory.resolve("application.properties"));
  }

  private void copy(String ours, String name) throws IOException {
    if (!Files.exists(directory.resolve("application.properties"))) {
      configured();
    }
    Path folder = Files.createDirectories(directory.resolve("cases").resolve(name));
    try (Stream<Path> files = Files.list(CASES.resolve(ours))) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
  }

  /** Files of one case by name without ending. */
  private void write(String name, String... files) throws IOException {
    Path folder = Files.createDirectories(directory.resolve("cases").resolve(name));
    for (int i = 0; i < files.length; i += 2) {
      Files.writeString(folder.resolve(files[i] + ".json"), files[i + 1], UTF_8);
    }
  }

  private static String refusal(String subCode, String message) {
    return "{\"error_response\": {\"code\": 15, \"sub_code\": \"%s\", \"msg\": \"%s\"}}"
        .formatted(subCode, message);
  }

  /** The lines that the command has written when it ended with this status. */
  private static List<String> test(int status, Path... arguments) throws Exception {
    return test(status, Map.of(), arguments);
  }

  private static List<String> test(int status, Map<String, String> properties, Path... arguments)
      throws Exception {
    String[] words =
        Stream.concat(Stream.of("test"), Stream.of(arguments).map(Path::toString))
            .toArray(String[]::new);
    try (ServiceProcess process = ServiceProcess.start(TARGET, "test-command", properties, words)) {
      int ended = process.exitStatus(Flow.PATIENCE);
      List<String> said = Files.readAllLines(process.log());
      assertThat(ended).as(String.join("\n", said)).isEqualTo(status);
      return said;
    }
  }
}
