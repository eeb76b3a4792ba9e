package io.orderroutes.gateway;

import io.orderroutes.gateway.Fault.Kind;
import io.orderroutes.limits.Scope;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One row of {@code routes/faults.yaml}: the errors that it matches, and their outcome. */
public record FaultRule(
    String protocol,
    List<String> codes,
    List<String> subCodes,
    List<String> messages,
    Outcome outcome,
    Optional<Scope.Kind> scope,
    boolean untilMidnight) {

  public static final Set<String> MEMBERS =
      Set.of("protocol", "code", "sub-code", "message", "outcome", "scope", "until", "source");

  /** What the service does about an error, as named in the table. */
  public enum Outcome {
    RETRY(Kind.TRY_LATER),
    REJECTED(Kind.REJECTED),
    MISSING(Kind.MISSING),
    SESSION(Kind.SESSION_INVALID),
    BAN(Kind.BANNED),
    APP_REFUSED(Kind.APP_REFUSED);

    final Kind kind;

    Outcome(Kind kind) {
      this.kind = kind;
    }
  }

  /** The protocol, code, sub code and message of an error, in lower case. */
  record Signs(String protocol, String code, String subCode, String message) {}

  /**
   * Reads a row; a single value is a list of one.
   *
   * @throws IllegalArgumentException with the mistake and what to write
   */
  public static FaultRule of(Map<String, List<String>> row) {
    row.keySet().stream()
        .filter(name -> !MEMBERS.contains(name))
        .findFirst()
        .ifPresent(name -> fail("%s is not a column: write one of %s", name, MEMBERS));
    if (!row.containsKey("code") && !row.containsKey("sub-code") && !row.containsKey("message")) {
      fail("the rule matches nothing: write code, sub-code or message");
    }
    Outcome outcome = word(row, "outcome", Outcome.values());
    boolean ban = outcome == Outcome.BAN;
    if (ban != row.containsKey("scope") || !ban && row.containsKey("until")) {
      fail("scope and until belong to the outcome ban, which needs a scope");
    }
    return new FaultRule(
        one(row, "protocol", Set.of("top", "iop")),
        lower(row, "code"),
        lower(row, "sub-code"),
        lower(row, "message"),
        outcome,
        ban ? Optional.of(word(row, "scope", Scope.Kind.values())) : Optional.empty(),
        !one(row, "until", Set.of("midnight")).isEmpty());
  }

  private static void fail(String problem, Object... parts) {
    throw new IllegalArgumentException(problem.formatted(parts));
  }

  private static List<String> lower(Map<String, List<String>> row, String name) {
    return row.getOrDefault(name, List.of()).stream()
        .map(text -> text.toLowerCase(Locale.ROOT))
        .toList();
  }

  private static String one(Map<String, List<String>> row, String name, Set<String> known) {
    List<String> given = row.getOrDefault(name, List.of());
    if (!given.isEmpty() && (given.size() > 1 || !known.contains(given.get(0)))) {
      fail(
          "there is no %s %s: write %s",
          name,
          String.join(", ", given),
          known.stream().sorted().collect(Collectors.joining(" or ")));
    }
    return given.isEmpty() ? "" : given.get(0);
  }

  private static <E extends Enum<E>> E word(
      Map<String, List<String>> row, String name, E[] values) {
    Map<String, E> known =
        Arrays.stream(values).collect(Collectors.toMap(FaultRule::word, value -> value));
    String given = String.join(", ", row.getOrDefault(name, List.of()));
    if (!known.containsKey(given)) {
      String all = known.keySet().stream().sorted().collect(Collectors.joining(", "));
      fail(
          given.isEmpty()
              ? "%s is missing%s: write one of %s"
              : "there is no %s %s: write one of %s",
          name,
          given,
          all);
    }
    return known.get(given);
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Whether it matches every error that the other rule matches, so that the other one never
   * decides.
   */
  public boolean covers(FaultRule other) {
    return (protocol.isEmpty() || protocol.equals(other.protocol))
        && covers(codes, other.codes)
        && covers(subCodes, other.subCodes)
        && covers(messages, other.messages);
  }

  private static boolean covers(List<String> all, List<String> some) {
    return all.isEmpty()
        || all.contains("*")
        || !some.isEmpty() && some.stream().allMatch(text -> fits(pattern(all), text));
  }

  static Pattern pattern(List<String> texts) {
    return Pattern.compile(
        texts.stream()
            .map(text -> Pattern.quote(text).replace("*", "\\E.*\\Q"))
            .collect(Collectors.joining("|")),
        Pattern.DOTALL);
  }

  private static boolean fits(Pattern pattern, String text) {
    return pattern.matcher(text).matches();
  }

  /** The rule with compiled patterns. */
  Compiled compiled() {
    return new Compiled(this, pattern(codes), pattern(subCodes), pattern(messages));
  }

  /** A rule with its patterns. A column that is empty matches everything. */
  record Compiled(FaultRule rule, Pattern code, Pattern subCode, Pattern message) {
    boolean fits(Signs error) {
      return (rule.protocol.isEmpty() || rule.protocol.equals(error.protocol))
          && (rule.codes.isEmpty() || FaultRule.fits(code, error.code))
          && (rule.subCodes.isEmpty() || FaultRule.fits(subCode, error.subCode))
          && (rule.messages.isEmpty() || FaultRule.fits(message, error.message));
    }
  }
}
