package io.orderroutes.events.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.orderroutes.privacy.PiiRedactor;
import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The dotted names of an object's members, for messages; no values. */
public final class MemberNames {
  private static final int DEEPEST = 4;
  private static final int MOST = 200;
  private static final int SHOWN = 10;
  private static final int LONGEST = 120;

  /** A name with other characters, an address for example, is not shown. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z_$@][\\w.$@-]{0,39}");

  private final Set<String> names = new LinkedHashSet<>();

  private MemberNames() {}

  /**
   * The names in JSON that was read before, those of the top level first; empty if there are none.
   */
  public static String of(String text) {
    var found = new MemberNames();
    try (var parser = JsonReader.FACTORY.createParser(text)) {
      parser.nextToken();
      found.read(parser, "", 1);
    } catch (IOException e) {
      // not JSON, a bare id for example: it has no members
    }
    var shown =
        found.names.stream()
            .sorted(Comparator.comparingLong(name -> name.chars().filter(c -> c == '.').count()))
            .limit(SHOWN)
            .collect(Collectors.joining(", "));
    boolean all = found.names.size() <= SHOWN && shown.length() <= LONGEST;
    return all ? shown : shown.substring(0, Math.min(shown.length(), LONGEST)) + "…";
  }

  private void read(JsonParser parser, String path, int depth) throws IOException {
    if (parser.currentToken() == JsonToken.START_ARRAY && depth > 1) {
      while (parser.nextToken() != JsonToken.END_ARRAY && names.size() < MOST) {
        readOrAdd(parser, path + "[]", depth);
      }
    } else if (parser.currentToken() == JsonToken.START_OBJECT) {
      for (var name = parser.nextFieldName();
          name != null && names.size() < MOST;
          name = parser.nextFieldName()) {
        parser.nextToken();
        readOrAdd(parser, path.isEmpty() ? shown(name) : path + "." + shown(name), depth + 1);
      }
    }
  }

  private void readOrAdd(JsonParser parser, String path, int depth) throws IOException {
    if (parser.currentToken().isStructStart() && depth <= DEEPEST) {
      read(parser, path, depth);
    } else {
      names.add(path);
      parser.skipChildren();
    }
  }

  private static String shown(String name) {
    boolean plain =
        NAME.matcher(name).matches() && PiiRedactor.redacted(name, Set.of()).equals(name);
    return plain ? name : "***";
  }
}
