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

  /** What the caller should do about it. */
  public enum Kind {
    TRY_LATER,
    REJECTED,
    MISSING,
    MISMATCHED,
    SESSION_INVALID
  }

  /** The same with secrets that the platform may have quoted blotted out. */
  Fault without(String... secrets) {
    String clean = message;
    for (String secret : secrets) {
      clean = clean.replace(secret, "***");
    }
    return new Fault(kind, code, subCode, clean, requestId, retryAfter);
  }

  static Fault transport(String message) {
    return new Fault(Kind.TRY_LATER, "", "", message, "", Optional.empty());
  }
}
