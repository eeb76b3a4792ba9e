package io.orderroutes.events;

import java.util.Map;

/** The order's own answer cannot be had now; the same event may well succeed later. */
public final class UnavailableException extends ParkedException {
  public UnavailableException(String reason, String message, Map<String, String> details) {
    super(reason, message, details);
  }
}
