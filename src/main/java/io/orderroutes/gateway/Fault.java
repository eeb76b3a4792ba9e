package io.orderroutes.gateway;

import io.orderroutes.events.Contacts;
import io.orderroutes.limits.Scope;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Why a call gave no payload, in the platform's words; {@code retryAfter} is how long a ban lasts.
 */
public record Fault(
    Kind kind,
    String code,
    String subCode,
    String message,
    String requestId,
    Optional<Duration> retryAfter) {

  private static final int MESSAGE_MAX = 300;

  /** What kept the payload away: the status of its section, and why an event is parked for it. */
  public enum Kind {
    TRY_LATER("unavailable", "retries-exhausted"),
    REJECTED("denied", "api-rejected"),
    MISSING("missing", "api-rejected"),
    MISMATCHED("mismatched", "answer-mismatched"),
    SESSION_INVALID("denied", "session-invalid"),
    APP_BANNED_FOR_THE_DAY(Scope.Kind.APP),
    APP_BANNED(Scope.Kind.APP),
    API_BANNED(Scope.Kind.API),
    APP_API_BANNED(Scope.Kind.APP_API);

    private final String status;
    private final String parkedReason;
    private final Optional<Scope.Kind> banned;

    Kind(String status, String parkedReason) {
      this(status, parkedReason, Optional.empty());
    }

    Kind(Scope.Kind banned) {
      this("unavailable", "retries-exhausted", Optional.of(banned));
    }

    Kind(String status, String parkedReason, Optional<Scope.Kind> banned) {
      this.status = status;
      this.parkedReason = parkedReason;
      this.banned = banned;
    }

    /** What meters call it; a ban is one whatever it is of. */
    String outcome() {
      return banned.isPresent() ? "banned" : name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What the platform takes no calls of for a while; an attempt is not used up. */
    Optional<Scope.Kind> banned() {
      return banned;
    }

    public String parkedReason() {
      return parkedReason;
    }
  }

  static Fault of(Kind kind, String message, String requestId) {
    return new Fault(kind, "", "", message, requestId, Optional.empty());
  }

  /** Not so a ban, and not where there was no answer that tells anything. */
  boolean isToldByThePlatform() {
    return kind == Kind.REJECTED
        || kind == Kind.MISSING
        || kind == Kind.TRY_LATER && !code.isEmpty();
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
    String clean = Contacts.blotted(blotted(message, secrets), ids);
    return new Fault(
        kind,
        blotted(code, secrets),
        blotted(subCode, secrets),
        clean.length() <= MESSAGE_MAX ? clean : clean.substring(0, MESSAGE_MAX) + "…",
        blotted(requestId, secrets),
        retryAfter);
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
