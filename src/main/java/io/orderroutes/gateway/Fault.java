package io.orderroutes.gateway;

import io.orderroutes.limits.Ban;
import io.orderroutes.privacy.PiiRedactor;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Why a call has no payload, as the platform says it. A ban names the closed scope and the time.
 */
public record Fault(
    Kind kind, String code, String subCode, String message, String requestId, Optional<Ban> ban) {

  private static final int MESSAGE_MAX = 300;

  /** The kind of fault: it decides the status of the section and the reason of parking. */
  public enum Kind {
    TRY_LATER("unavailable", "retries-exhausted"),
    REJECTED("denied", "api-rejected"),
    MISSING("missing", "api-rejected"),
    MISMATCHED("mismatched", "answer-mismatched"),
    SESSION_INVALID("denied", "session-invalid"),
    /** The platform takes no calls of a scope for a time. No attempt is used. */
    BANNED("unavailable", "retries-exhausted"),
    /** The platform takes no call of the app at all. */
    APP_REFUSED("denied", "app-refused"),
    /** The response is complete and cannot be parsed. */
    UNREADABLE("unavailable", "answer-unreadable");

    private final String status;
    private final String parkedReason;

    Kind(String status, String parkedReason) {
      this.status = status;
      this.parkedReason = parkedReason;
    }

    /** Its name in metrics. */
    String outcome() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether the same call may succeed later. */
    public boolean passes() {
      return this == TRY_LATER || this == SESSION_INVALID || this == APP_REFUSED;
    }

    public String parkedReason() {
      return parkedReason;
    }
  }

  static Fault of(Kind kind, String message, String requestId) {
    return new Fault(kind, "", "", message, requestId, Optional.empty());
  }

  /** Whether one of the call's orders may be the cause; false if the fault is about all orders. */
  boolean isReportedByThePlatform() {
    return kind == Kind.REJECTED
        || kind == Kind.MISSING
        || kind == Kind.UNREADABLE
        || kind == Kind.TRY_LATER && !code.isEmpty();
  }

  /** The same fault with the code that is inside a response. */
  Fault withCode(String other) {
    return new Fault(kind, other, subCode, message, requestId, ban);
  }

  /** The sub code, else the code; for metrics and health. */
  String word() {
    return subCode.isEmpty() ? code : subCode;
  }

  String status() {
    return kind.status;
  }

  String outcome() {
    return kind.outcome();
  }

  /** The details for the headers of a parked record. */
  public Map<String, String> details(String api) {
    Map<String, String> details = new HashMap<>();
    details.put("api", api);
    details.put("code", code);
    details.put("sub-code", subCode);
    details.put("request-id", requestId);
    details.values().removeIf(String::isEmpty);
    return details;
  }

  /**
   * The same fault, with a shorter message. Secrets, and contacts of buyers that the platform may
   * quote, are redacted. {@code ids} are the call's own ids, which stay.
   */
  Fault without(Set<String> ids, String... secrets) {
    // secrets first: a secret that contains a phone number would be redacted only in part
    String clean = PiiRedactor.redacted(redacted(message, secrets), ids);
    return new Fault(
        kind,
        redacted(code, secrets),
        redacted(subCode, secrets),
        clean.length() <= MESSAGE_MAX ? clean : clean.substring(0, MESSAGE_MAX) + "…",
        redacted(requestId, secrets),
        ban);
  }

  private static String redacted(String text, String... secrets) {
    String clean = text;
    for (String secret : secrets) {
      clean = clean.replace(secret, "***");
      clean = clean.replace(URLEncoder.encode(secret, StandardCharsets.UTF_8), "***");
    }
    return clean;
  }
}
