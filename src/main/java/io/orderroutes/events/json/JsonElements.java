package io.orderroutes.events.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The elements of a JSON list, each as bytes, as it is written there. */
public record JsonElements(Map<String, String> names) {

  /** The elements of the list at this path, which may pass through texts of JSON. */
  public List<byte[]> of(String text, List<String> path) {
    try (var parser = JsonReader.FACTORY.createParser(JsonReader.withoutBlanks(text))) {
      parser.nextToken();
      return of(JsonReader.withoutBlanks(text), parser, path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<byte[]> of(String text, JsonParser parser, List<String> path) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_STRING) {
      return of(parser.getText(), path);
    }
    if (path.isEmpty()) {
      return elements(text, parser);
    }
    for (var given = parser.nextFieldName(); given != null; given = parser.nextFieldName()) {
      parser.nextToken();
      boolean meant = path.get(0).equals(names.get(given));
      if (meant && parser.currentToken() != JsonToken.VALUE_NULL) {
        return of(text, parser, path.subList(1, path.size()));
      }
      parser.skipChildren();
    }
    return List.of();
  }

  private static List<byte[]> elements(String text, JsonParser parser) throws IOException {
    var elements = new ArrayList<byte[]>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      int begin = (int) parser.currentTokenLocation().getCharOffset();
      parser.skipChildren();
      parser.finishToken();
      int end = (int) parser.currentLocation().getCharOffset();
      elements.add(text.substring(begin, end).strip().getBytes(StandardCharsets.UTF_8));
    }
    return elements;
  }
}
