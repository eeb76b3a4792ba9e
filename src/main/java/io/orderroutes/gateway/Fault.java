package io.orderroutes.gateway;

import java.time.Duration;
import java.util.Optional;

/** Why a call gave no payload, in the platform's words; {@code retryAfter} is the wait it names. */
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
    SESSION_INVALID("denied", "session-invalid");

    private final String status;
    private final String parkedReason;

    Kind(String status, String parkedReason) {
      this.status = status;
      this.parkedReason = parkedReason;
    }

    public String parkedReason() {
      return parkedReason;
    }
  }

  static Fault of(Kind kind, String message, String requestId) {
    return new Fault(kind, "", "", message, requestId, Optional.empty());
  }

  String status() {
    return kind.status;
  }

  /**
   * The same, its message not too long, with the secrets that the platform may quote blotted out.
   */
  Fault without(String... secrets) {
    String clean = blotted(message, secrets);
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
    }
    return clean;
  }
}
