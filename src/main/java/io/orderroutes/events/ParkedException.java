package io.orderroutes.events;

import java.util.Map;

/**
 * There is no document for the event. {@code reason} is the reason of parking, {@code details} are
 * api, code, sub-code, request-id and attempts, if known.
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
