package io.orderroutes.gateway;

import io.orderroutes.gateway.AnswerPaths.Want;
import io.orderroutes.gateway.Fault.Kind;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The platforms' error codes and what each asks of the caller, as tables: TOP's platform codes and
 * sub codes ("Error code description"), and the codes of IOP. A sub code decides before a code, a
 * whole name before its beginning; what no table knows is rejected, so that nothing is repeated
 * which the platform did not call temporary.
 */
final class Faults {
  private static final Map<String, Kind> BY_SUB_CODE =
      Map.ofEntries(
          Map.entry("isp.null-pointer-exception", Kind.REJECTED),
          Map.entry("isp.top-parse-error", Kind.REJECTED),
          Map.entry("isp.top-mapping-parse-error", Kind.REJECTED),
          Map.entry("invalid-sessionkey", Kind.SESSION_INVALID),
          Map.entry("session-expired", Kind.SESSION_INVALID),
          Map.entry("session-not-exist", Kind.SESSION_INVALID),
          Map.entry("sessionkey-not-generated-by-server", Kind.SESSION_INVALID),
          Map.entry("isv.invalid-authorization", Kind.SESSION_INVALID));

  private static final Map<String, Kind> BY_SUB_CODE_PREFIX =
      Map.of("isp.", Kind.TRY_LATER, "accesscontrol.limited-by-", Kind.TRY_LATER);

  private static final Map<String, Kind> BY_SUB_CODE_SUFFIX = Map.of("-not-exist", Kind.MISSING);

  private static final Map<String, Kind> BY_CODE =
      Map.ofEntries(
          Map.entry("4", Kind.TRY_LATER),
          Map.entry("5", Kind.TRY_LATER),
          Map.entry("6", Kind.TRY_LATER),
          Map.entry("7", Kind.TRY_LATER),
          Map.entry("8", Kind.TRY_LATER),
          Map.entry("10", Kind.TRY_LATER),
          Map.entry("31", Kind.TRY_LATER),
          Map.entry("26", Kind.SESSION_INVALID),
          Map.entry("27", Kind.SESSION_INVALID),
          Map.entry("53", Kind.SESSION_INVALID),
          Map.entry("ApiCallLimit", Kind.TRY_LATER),
          Map.entry("AppCallLimit", Kind.TRY_LATER),
          Map.entry("ServiceUnavailable", Kind.TRY_LATER),
          Map.entry("ServiceTimeout", Kind.TRY_LATER),
          Map.entry("InternalError", Kind.TRY_LATER),
          Map.entry("IllegalTimestamp", Kind.TRY_LATER),
          Map.entry("IllegalAccessToken", Kind.SESSION_INVALID));

  /** TOP writes "will last for 5 more seconds", IOP "will last 5 seconds". */
  private static final Pattern BAN =
      Pattern.compile("will last (?:for )?(\\d{1,9}) (?:more )?second", Pattern.CASE_INSENSITIVE);

  private Faults() {}

  /** Reads an error answer; its members are TOP's or IOP's. */
  static Fault of(Answer answer) {
    Map<String, String> error = answer.error();
    String code = error.getOrDefault("code", "");
    String subCode = error.getOrDefault("sub_code", "");
    String text = error.getOrDefault("msg", error.getOrDefault("message", ""));
    String message = error.containsKey("sub_msg") ? text + ": " + error.get("sub_msg") : text;
    return new Fault(kind(code, subCode), code, subCode, message, answer.requestId(), ban(message));
  }

  /** A failure that the answer tells inside a success: a flag, a code without data, or no data. */
  static Optional<Fault> inside(Answer answer, boolean asksForPayload) {
    String code = answer.value(Want.ERROR_CODE);
    boolean refused = "false".equals(answer.value(Want.SUCCESS));
    boolean empty = asksForPayload && answer.value(Want.PAYLOAD).isEmpty();
    if (!refused && !empty) {
      return Optional.empty();
    }
    Kind kind = refused || !code.isBlank() ? kind("", code) : Kind.MISSING;
    String message = answer.value(Want.ERROR_MESSAGE);
    return Optional.of(
        new Fault(
            kind,
            code,
            "",
            message.isBlank() ? "the answer holds no such thing" : message,
            answer.requestId(),
            Optional.empty()));
  }

  static Fault mismatched(Answer answer, String orderId) {
    String message = "the answer is of another order than " + orderId;
    return new Fault(Kind.MISMATCHED, "", "", message, answer.requestId(), Optional.empty());
  }

  private static Kind kind(String code, String subCode) {
    String name = subCode.isEmpty() ? code : subCode.toLowerCase(Locale.ROOT);
    Kind exact = BY_SUB_CODE.get(name);
    if (exact != null) {
      return exact;
    }
    return BY_SUB_CODE_PREFIX.entrySet().stream()
        .filter(entry -> name.startsWith(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .or(
            () ->
                BY_SUB_CODE_SUFFIX.entrySet().stream()
                    .filter(entry -> name.endsWith(entry.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst())
        .orElseGet(() -> BY_CODE.getOrDefault(code, Kind.REJECTED));
  }

  private static Optional<Duration> ban(String message) {
    Matcher matcher = BAN.matcher(message);
    return matcher.find()
        ? Optional.of(Duration.ofSeconds(Long.parseLong(matcher.group(1))))
        : Optional.empty();
  }
}
