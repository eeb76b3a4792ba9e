package io.orderroutes.cases;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** A folder with a record, the responses to its calls, and the expected results of its events. */
public record Case(String name, Path folder) {
  public static final String EVENT = "event.json";

  /** The record's value as bytes; an empty file is a record without a value. */
  public static final String RECORD = "record.bin";

  public static final String DOCUMENT = "document.json";
  public static final String PARKED = "parked.json";
  static final String RETRY = "retry.json";
  static final String WAITS = "waits.json";
  static final String SKIPPED = "skipped.json";
  static final String TOPICS = "topics.json";
  private static final String HEADERS = "headers.json";

  /** Of the file with the status and the header of an API's response. */
  private static final String HTTP = ".http";

  private static final String PLACE = "place.json";

  /** The files of results, of which a case has one for each event of its record. */
  public static final List<String> ENDS = List.of(DOCUMENT, PARKED, RETRY, WAITS, SKIPPED);

  private static final Set<String> NO_RESPONSES =
      Stream.concat(ENDS.stream(), Stream.of(TOPICS, EVENT, HEADERS, PLACE))
          .collect(Collectors.toSet());

  /** The place of an event in a record of several: {@code document@2.json}. */
  private static final Pattern ELEMENT = Pattern.compile("@\\d+(?=\\.json$)");

  /** All cases in the directory's folder {@code cases}, else in the directory. */
  public static List<Case> in(Path directory) throws IOException {
    Path below = directory.resolve("cases");
    Path root = Files.isDirectory(below) ? below : directory;
    try (Stream<Path> files = Files.walk(root, FileVisitOption.FOLLOW_LINKS)) {
      return files
          .filter(file -> file.endsWith(EVENT) || file.endsWith(RECORD))
          .map(Path::getParent)
          .distinct()
          .map(folder -> new Case(name(root, folder), folder))
          .sorted((one, other) -> one.name.compareTo(other.name))
          .toList();
    }
  }

  private static String name(Path root, Path folder) {
    Path inside =
        folder.equals(root) ? folder.toAbsolutePath().getFileName() : root.relativize(folder);
    return inside.toString().replace('\\', '/');
  }

  /** Whether the file is an expected result. */
  public static boolean isEnd(String file) {
    return ENDS.contains(ELEMENT.matcher(file).replaceFirst(""));
  }

  /** The record's value; null where it has none. White space around a JSON file is removed. */
  byte[] event() throws IOException {
    if (has(RECORD)) {
      byte[] value = Files.readAllBytes(folder.resolve(RECORD));
      return value.length == 0 ? null : value;
    }
    Charset bytes = StandardCharsets.ISO_8859_1;
    return Files.readString(folder.resolve(EVENT), bytes).strip().getBytes(bytes);
  }

  Headers headers() throws IOException {
    RecordHeaders headers = new RecordHeaders();
    if (has(HEADERS)) {
      for (Map.Entry<String, JsonNode> header : json(HEADERS).properties()) {
        String text = header.getValue().asText();
        headers.add(header.getKey(), text.getBytes(StandardCharsets.UTF_8));
      }
    }
    return headers;
  }

  /** The topic that the record comes from, if the case names it. */
  Optional<String> topic() throws IOException {
    return has(PLACE) ? Optional.of(json(PLACE).path("topic").asText()) : Optional.empty();
  }

  /** The responses by file name without its suffix: the API, or {@code <api>@<id>}. */
  Map<String, CannedResponse> responses() throws IOException {
    Map<String, CannedResponse> responses = new HashMap<>();
    Map<String, JsonNode> https = new HashMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (!name.endsWith(".json") || NO_RESPONSES.contains(name) || isEnd(name)) {
          continue;
        }
        String api = name.substring(0, name.length() - 5);
        if (api.endsWith(HTTP)) {
          https.put(api.substring(0, api.length() - HTTP.length()), json(name));
        } else {
          responses.put(api, CannedResponse.ofBody(Files.readAllBytes(file)));
        }
      }
    }
    https.forEach(
        (api, http) ->
            responses.put(api, responses.getOrDefault(api, CannedResponse.none()).with(http)));
    return responses;
  }

  /**
   * The expected results of an event; a correct case has one. {@code element} is its place in the
   * record.
   */
  List<String> ends(int element) {
    return ENDS.stream().map(file -> file(file, element)).filter(this::has).toList();
  }

  /** The file of an event's result; {@code element} is 0 where the record has one event. */
  static String file(String end, int element) {
    return element == 0 ? end : end.replace(".json", "@" + element + ".json");
  }

  boolean has(String file) {
    return Files.exists(folder.resolve(file));
  }

  JsonNode json(String file) throws IOException {
    try {
      return Difference.JSON.readTree(Files.readAllBytes(folder.resolve(file)));
    } catch (JsonProcessingException e) {
      int line = e.getLocation().getLineNr();
      String why = e.getOriginalMessage().split(" \\(")[0];
      throw new IOException(file + " is invalid JSON in line " + line + ": " + why);
    }
  }
}
