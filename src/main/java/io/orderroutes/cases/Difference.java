package io.orderroutes.cases;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The differences of two JSON values, a line for each place. */
final class Difference {
  /** Keeps numbers as they are written: nothing is rounded, and 1.0 differs from 1.00. */
  static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
          .build();

  private static final int TEXT_MAX = 200;

  private final List<String> lines = new ArrayList<>();

  private Difference() {}

  static List<String> between(JsonNode expected, JsonNode actual) {
    Difference difference = new Difference();
    difference.compare("", expected, actual);
    return difference.lines;
  }

  private void compare(String path, JsonNode expected, JsonNode actual) {
    if (expected.isObject() && actual.isObject()) {
      Set<String> names = new LinkedHashSet<>();
      expected.fieldNames().forEachRemaining(names::add);
      actual.fieldNames().forEachRemaining(names::add);
      for (String name : names) {
        String inside = path.isEmpty() ? name : path + "." + name;
        compare(inside, expected.path(name), actual.path(name));
      }
    } else if (expected.isArray() && actual.isArray()) {
      for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
        compare(path + "[" + i + "]", expected.path(i), actual.path(i));
      }
    } else if (!expected.toString().equals(actual.toString())) {
      lines.add((path.isEmpty() ? "the whole" : path) + ": " + words(expected, actual));
    }
  }

  private static String words(JsonNode expected, JsonNode actual) {
    if (actual.isMissingNode()) {
      return "expected " + text(expected) + ", is missing";
    }
    return expected.isMissingNode()
        ? "not expected, was " + text(actual)
        : "expected " + text(expected) + ", was " + text(actual);
  }

  private static String text(JsonNode value) {
    String text = value.toString();
    return text.length() <= TEXT_MAX ? text : text.substring(0, TEXT_MAX) + "…";
  }
}
