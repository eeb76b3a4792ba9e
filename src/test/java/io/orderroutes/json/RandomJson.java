package io.orderroutes.json;

import java.util.List;
import java.util.random.RandomGenerator;

/** JSON texts as odd as they may be, the same for the same seed. */
public final class RandomJson {
  private static final List<String> NAMES =
      List.of(
          "a", "b", "c", "a b", "", "\\u0061", "é", "Aa", "BB", "long_name_of_a_member", "\\\"");
  private static final List<String> TEXTS =
      List.of(
          "",
          "a",
          "b",
          " a ",
          "12",
          "12.50",
          "é",
          "日本語",
          "😀",
          "\\ud83d\\ude00",
          "\\ud800",
          "\\n\\t",
          "\\u0001",
          "a\\/b",
          "\\\"",
          "\\\\",
          "\u2028",
          "\u3000x",
          "2024-03-01 12:30:59",
          "\u007f");
  private static final List<String> NUMBERS =
      List.of(
          "0",
          "-0",
          "1",
          "7",
          "-12",
          "0.0",
          "1.50",
          "1e3",
          "1E-7",
          "123456789012",
          "9223372036854775807",
          "-9223372036854775808",
          "9223372036854775808",
          "123456789012345678",
          "1234567890123456789012",
          "0.1000",
          "1e400",
          "12345.678901234567890123456789");

  private final RandomGenerator random;

  public RandomJson(RandomGenerator random) {
    this.random = random;
  }

  public String value() {
    return value(4);
  }

  private String value(int levels) {
    return switch (random.nextInt(levels > 0 ? 10 : 6)) {
      case 0 -> pick(List.of("null", "true", "false"));
      case 1, 2 -> pick(NUMBERS);
      case 3, 4, 5 -> '"' + pick(TEXTS) + '"';
      case 6 -> list(levels - 1);
      default -> object(levels - 1);
    };
  }

  private String list(int levels) {
    StringBuilder list = new StringBuilder("[");
    for (int left = random.nextInt(4); left > 0; left--) {
      list.append(blank()).append(value(levels)).append(blank()).append(left > 1 ? "," : "");
    }
    return list + blank() + "]";
  }

  private String object(int levels) {
    StringBuilder object = new StringBuilder("{");
    for (int left = random.nextInt(5); left > 0; left--) {
      object.append(blank()).append('"').append(pick(NAMES)).append('"').append(blank());
      object.append(':').append(blank()).append(value(levels)).append(blank());
      object.append(left > 1 ? "," : "");
    }
    return object + blank() + "}";
  }

  private String blank() {
    return pick(List.of("", "", "", " ", "\n\t", "\r"));
  }

  private <T> T pick(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
