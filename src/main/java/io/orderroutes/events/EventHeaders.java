package io.orderroutes.events;

import io.orderroutes.events.json.InvalidEventException;
import io.orderroutes.events.json.JsonReader;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * The headers of a record that forms name. Case is ignored, and {@code ce-} is the same as {@code
 * ce_}. Of a repeated header, the first one counts.
 */
final class EventHeaders {
  private final Headers headers;
  private final Set<String> known;
  private Map<String, Header> byName;

  EventHeaders(Headers headers, Set<String> known) {
    this.headers = headers;
    this.known = known;
  }

  /** Whether the record has a header that a form names. */
  boolean any() {
    if (byName == null) {
      byName = headers.iterator().hasNext() ? byName() : Map.of();
    }
    return !byName.isEmpty();
  }

  /** The text of a header, or null. */
  String text(String name) throws InvalidEventException {
    if (!any()) {
      return null;
    }
    var header = byName.get(name);
    return header == null ? null : unquoted(JsonReader.text(header.key(), header.value()));
  }

  private Map<String, Header> byName() {
    var found = new HashMap<String, Header>();
    for (var header : headers) {
      var name = FormReader.header(header.key());
      if (header.value() != null && known.contains(name)) {
        found.putIfAbsent(name, header);
      }
    }
    return found;
  }

  /** Some clients write header values as JSON texts. */
  private static String unquoted(String text) {
    boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
    return quoted ? text.substring(1, text.length() - 1) : text;
  }
}
