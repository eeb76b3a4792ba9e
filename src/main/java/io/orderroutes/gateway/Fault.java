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

/** Why a call gave no payload, in the platform's words; a ban says what is closed for how long. */
public record Fault(
    Kind kind, String code, String subCode, String message, String requestId, Optional<Ban> ban) {

  private static final int MESSAGE_MAX = 300;

  /** What kept the payload away: the status of its section, and why an event is parked for it. */
  public enum Kind {
    TRY_LATER("unavailable", "retries-exhausted"),
    REJECTED("denied", "api-rejected"),
    MISSING("missing", "api-rejected"),
    MISMATCHED("mismatched", "answer-mismatched"),
    SESSION_INVALID("denied", "session-invalid"),
    /** The platform takes no calls of a scope for a while; an attempt is not used up. */
    BANNED("unavailable", "retries-exhausted"),
    /** The platform takes no call of the app, whatever it asks for. */
    APP_REFUSED("denied", "app-refused"),
    /** The answer came whole and cannot be read. */
    UNREADABLE("unavailable", "answer-unreadable");

    private final String status;
    private final String parkedReason;

    Kind(String status, String parkedReason) {
      this.status = status;
      this.parkedReason = parkedReason;
    }

    /** What meters call it. */
    String outcome() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether the same call may succeed some time later, as far as anybody knows. */
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

  /** Whether one of the call's orders may be the cause; nothing that holds for every order. */
  boolean isToldByThePlatform() {
    return kind == Kind.REJECTED
        || kind == Kind.MISSING
        || kind == Kind.UNREADABLE
        || kind == Kind.TRY_LATER && !code.isEmpty();
  }

  /** The same, of a code within an answer. */
  Fault withCode(String other) {
    return new Fault(kind, other, subCode, message, requestId, ban);
  }

  /** The platform's word for it, for meters and health. */
  String word() {
    return subCode.isEmpty() ? code : subCode;
  }

  String status() {
    return kind.status;
  }

  String outcome() {
    return kind.outcome();
  }

  /** What a parked record tells of it. */
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
   * The same, its message not too long, with the secrets and the buyer's contacts that the platform
   * may quote blotted out; {@code ids} are the call's own.
   */
  Fault without(Set<String> ids, String... secrets) {
    // secrets first: what is left of one that is half a phone number would be no secret any more
    String clean = PiiRedactor.blotted(blotted(message, secrets), ids);
    return new Fault(
        kind,
        blotted(code, secrets),
        blotted(subCode, secrets),
        clean.length() <= MESSAGE_MAX ? clean : clean.substring(0, MESSAGE_MAX) + "…",
        blotted(requestId, secrets),
        ban);
  }

  private static String blotted(String text, String... secrets) {
    String clean = text;
    for (String secret : secrets) {
      clean = clean.replace(secret, "***");
      clean = clean.replace(URLEncoder.encode(secret, StandardCharsets.UTF_8), "***");
    }
    return clean;
  }
}
