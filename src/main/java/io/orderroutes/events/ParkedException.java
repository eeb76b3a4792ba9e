package io.orderroutes.events;

import java.util.Map;

/**
 * The event cannot become a document; {@code reason} is the stable word it is parked with, {@code
 * details} what else is known: api, code, sub-code, request-id, attempts.
 */
public class ParkedException extends Exception {
  private final String reason;
  private final transient Map<String, String> details;

  public ParkedException(String reason, String message, Map<String, String> details) {
    super(message, null, false, false);
    this.reason = reason;
    this.details = Map.copyOf(details);
  }

  public String reason() {
    return reason;
  }

  public Map<String, String> details() {
    return details;
  }
}
