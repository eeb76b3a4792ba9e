package io.orderroutes.json;

import java.util.List;
import java.util.random.RandomGenerator;

/** JSLT mappings of every kind of expression, the same for the same seed. */
final class RandomJslt {
  private static final List<String> LITERALS =
      List.of("null", "true", "false", "0", "7", "-3", "1.5", "\"\"", "\"a\"", "\"é 😀 \\\" \\n\"");
  private static final List<String> KEYS = List.of("a", "b", "c", "\"a b\"", "\"é\"", "\"\"");
  private static final List<String> NAMES = List.of("a", "b", "c", "\"d e\"", "f", "\"\\\"é\"");
  private static final List<String> OPERATORS =
      List.of("+", "-", "*", "==", "!=", "<", ">=", "and", "or", "|");
  private static final List<String> FUNCTIONS =
      List.of(
          "size",
          "not",
          "is-array",
          "is-object",
          "is-string",
          "string",
          "number",
          "boolean",
          "flatten",
          "array",
          "to-json",
          "lowercase",
          "trim",
          "all",
          "any");

  private final RandomGenerator random;

  /** Whether objects may copy members; then none computes its names. */
  private boolean matching;

  RandomJslt(RandomGenerator random) {
    this.random = random;
  }

  String mapping() {
    matching = random.nextInt(4) == 0;
    String body = "(" + value(3, "$x", "$y") + ")\n";
    return "def f(x, y)\n"
        + lets(2, "g", 2)
        + body
        + "def n(x)\n  if (is-array($x) and size($x) > 1)"
        + " {\"a\": n($x[1 : ]), \"b\": $x[0]} else ($x)\n"
        + lets(3, "l", 2)
        + value(5);
  }

  private String lets(int most, String prefix, int levels, String... variables) {
    StringBuilder lets = new StringBuilder();
    for (int i = random.nextInt(most); i > 0; i--) {
      // in parentheses, since a dot or a bracket after it would belong to it
      String value = "(" + value(Math.min(levels, 2), variables) + ")";
      lets.append("let ").append(prefix).append(i).append(" = ").append(value).append('\n');
    }
    return lets.toString();
  }

  private String value(int levels, String... variables) {
    if (levels == 0) {
      return leaf(variables);
    }
    return switch (random.nextInt(16)) {
      case 0, 1, 2, 3 -> object(levels - 1, variables);
      case 4 -> list(levels - 1, variables);
      case 5, 6 -> loop(levels - 1, variables);
      case 7 -> loop(levels - 1, variables) + " + " + loop(levels - 1, variables);
      case 8, 9 ->
          "if ("
              + value(levels - 1, variables)
              + ") "
              + lets(2, "i", levels - 1, variables)
              + value(levels - 1, variables)
              + (random.nextBoolean() ? " else " + value(levels - 1, variables) : "");
      case 10 -> "f(" + value(levels - 1, variables) + ", " + value(levels - 1, variables) + ")";
      case 11 -> "n(" + value(levels - 1, variables) + ")";
      case 12 -> pick(FUNCTIONS) + "(" + value(levels - 1, variables) + ")";
      case 13 ->
          "("
              + value(levels - 1, variables)
              + " "
              + pick(OPERATORS)
              + " "
              + value(levels - 1, variables)
              + ")";
      case 14 -> "fallback(" + value(levels - 1, variables) + ", " + leaf(variables) + ")";
      default -> leaf(variables);
    };
  }

  private String object(int levels, String... variables) {
    StringBuilder object = new StringBuilder("{").append(lets(2, "o", levels, variables));
    List<String> names = NAMES.subList(0, random.nextInt(NAMES.size() + 1));
    String separator = "";
    for (String name : names) {
      object.append(separator).append(name(name, variables)).append(": ");
      object.append(value(levels, variables));
      separator = ", ";
    }
    if (matching && variables.length == 0 && random.nextInt(4) == 0) {
      object.append(separator).append("* : .");
    }
    return object.append("}").toString();
  }

  private String name(String name, String... variables) {
    String text = name.startsWith("\"") ? name : '"' + name + '"';
    return !matching && random.nextInt(12) == 0
        ? "(" + text + " + string(" + leaf(variables) + "))"
        : text;
  }

  private String list(int levels, String... variables) {
    StringBuilder list = new StringBuilder("[");
    for (int left = random.nextInt(4); left > 0; left--) {
      list.append(value(levels, variables)).append(left > 1 ? ", " : "");
    }
    return list.append("]").toString();
  }

  private String loop(int levels, String... variables) {
    String over =
        random.nextInt(4) == 0
            ? value(levels, variables)
            : pick(List.of(".", ".a", ".b", "[1, \"a\", null, {}]", "null", "[]", "array(.c)"));
    String condition =
        random.nextBoolean() ? " if (" + value(Math.min(levels, 1), variables) + ")" : "";
    return "[for ("
        + over
        + ") "
        + lets(2, "e", levels, variables)
        + value(levels, variables)
        + condition
        + "]";
  }

  private String leaf(String... variables) {
    return switch (random.nextInt(8)) {
      case 0, 1 -> pick(LITERALS);
      case 2 -> ".";
      case 3 -> variables.length > 0 ? pick(List.of(variables)) + path() : path(".");
      case 4 -> path(".") + "[" + pick(List.of("0", "-1", "1", "0 : 1", " : -1")) + "]";
      default -> path(".");
    };
  }

  private String path() {
    return random.nextBoolean() ? "" : "." + pick(KEYS);
  }

  private String path(String start) {
    return start + pick(KEYS) + path();
  }

  private <T> T pick(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
