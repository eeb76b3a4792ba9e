package io.orderroutes.events;

import java.util.Map;

/** The order cannot be fetched now. The same event may succeed later. */
public final class UnavailableException extends ParkedException {
  public UnavailableException(String reason, String message, Map<String, String> details) {
    super(reason, message, details);
  }
}
