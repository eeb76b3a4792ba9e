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

  private static final int MESSAGE_MAX = 300;

  /** The same, not too long, with secrets that the platform may have quoted blotted out. */
  Fault without(String... secrets) {
    String clean = message;
    for (String secret : secrets) {
      clean = clean.replace(secret, "***");
    }
    return new Fault(kind, code, subCode, cut(clean), requestId, retryAfter);
  }

  private static String cut(String message) {
    return message.length() <= MESSAGE_MAX ? message : message.substring(0, MESSAGE_MAX) + "…";
  }

  static Fault transport(String message) {
    return new Fault(Kind.TRY_LATER, "", "", message, "", Optional.empty());
  }
}
