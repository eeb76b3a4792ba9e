package io.orderroutes.gateway;

import io.orderroutes.gateway.AnswerPaths.Want;
import io.orderroutes.gateway.Fault.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the platforms' error answers ask of the caller. */
final class Faults {
  /**
   * TOP's sub codes and codes ("Error code description") and the codes of IOP; the first line that
   * fits decides, and what fits none is rejected: only what is called temporary is repeated.
   */
  private static final List<Rule> RULES =
      List.of(
          subCode("isp.null-pointer-exception", Kind.REJECTED),
          subCode("isp.top-parse-error isp.top-mapping-parse-error", Kind.REJECTED),
          subCode("isp.*", Kind.TRY_LATER),
          subCode("accesscontrol.limited-by-app-access-count", Kind.APP_BANNED_FOR_THE_DAY),
          subCode("accesscontrol.limited-by-api-access-count", Kind.API_BANNED),
          subCode("accesscontrol.limited-by-*", Kind.APP_API_BANNED),
          subCode("invalid-sessionkey session-expired session-not-exist", Kind.SESSION_INVALID),
          subCode("sessionkey-not-generated-by-server", Kind.SESSION_INVALID),
          subCode("isv.invalid-authorization", Kind.SESSION_INVALID),
          code("26 27 53 IllegalAccessToken", Kind.SESSION_INVALID),
          subCode("*-not-exist", Kind.MISSING),
          code("7 8 AppCallLimit", Kind.APP_BANNED),
          code("ApiCallLimit", Kind.APP_API_BANNED),
          code("4 5 6 10 31 IllegalTimestamp", Kind.TRY_LATER),
          code("ServiceUnavailable ServiceTimeout InternalError", Kind.TRY_LATER));

  /** TOP writes "will last for 5 more seconds", IOP "will last 5 seconds". */
  private static final Pattern BAN =
      Pattern.compile("will last (?:for )?(\\d{1,9}) (?:more )?second", Pattern.CASE_INSENSITIVE);

  private record Rule(boolean ofSubCode, Pattern names, Kind kind) {
    boolean fits(String code, String subCode) {
      return names.matcher(ofSubCode ? subCode : code).matches();
    }
  }

  private Faults() {}

  private static Rule subCode(String names, Kind kind) {
    return new Rule(true, pattern(names), kind);
  }

  private static Rule code(String names, Kind kind) {
    return new Rule(false, pattern(names), kind);
  }

  private static Pattern pattern(String names) {
    String regex = names.replace(".", "\\.").replace("*", ".*").replace(' ', '|');
    return Pattern.compile(regex, Pattern.DOTALL);
  }

  /** Reads an error answer; its members are TOP's or IOP's. */
  static Fault of(Answer answer) {
    Map<String, String> error = answer.error();
    String code = error.getOrDefault("code", "");
    String subCode = error.getOrDefault("sub_code", "");
    String text = error.getOrDefault("msg", error.getOrDefault("message", ""));
    String message = error.containsKey("sub_msg") ? text + ": " + error.get("sub_msg") : text;
    return new Fault(kind(code, subCode), code, subCode, message, answer.requestId(), ban(message));
  }

  /** Whether the answer refuses the call, not just one of its orders. */
  static boolean isWhole(Answer answer) {
    return !answer.error().isEmpty() || "false".equals(answer.value(Want.SUCCESS));
  }

  /** A failure that the answer tells inside a success: a flag, a code without data, or no data. */
  static Optional<Fault> inside(Answer answer, boolean asksForPayload) {
    String code = answer.value(Want.ERROR_CODE);
    boolean refused = isWhole(answer);
    boolean empty = asksForPayload && answer.value(Want.PAYLOAD).isEmpty();
    if (!refused && !empty) {
      return Optional.empty();
    }
    Kind kind = refused || !code.isBlank() ? kind("", code) : Kind.MISSING;
    String text = answer.value(Want.ERROR_MESSAGE);
    String message = text.isBlank() ? "the answer holds no such thing" : text;
    return Optional.of(new Fault(kind, code, "", message, answer.requestId(), Optional.empty()));
  }

  private static Kind kind(String code, String subCode) {
    String name = subCode.isEmpty() ? code : subCode.toLowerCase(Locale.ROOT);
    return RULES.stream()
        .filter(rule -> rule.fits(code, name))
        .findFirst()
        .map(Rule::kind)
        .orElse(Kind.REJECTED);
  }

  private static Optional<Duration> ban(String message) {
    Matcher matcher = BAN.matcher(message);
    return matcher.find()
        ? Optional.of(Duration.ofSeconds(Long.parseLong(matcher.group(1))))
        : Optional.empty();
  }
}
