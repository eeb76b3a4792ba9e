package io.orderroutes.observability;

import java.util.Locale;

/** How the flow is, the worst first; an operator does something else about each. */
enum State {
  /** Kafka refuses or fails; what it holds up is tried again until it works. */
  KAFKA_FAILING,
  /** No consumer has polled yet. */
  STARTING,
  /** Nothing is polled, or nothing is finished though nothing is in its way. */
  STUCK,
  /** A gateway does not answer; its orders wait until it does. */
  GATEWAY_SILENT,
  /** A platform refuses every call of an app; its orders wait until one is taken. */
  APP_REFUSED,
  /** A platform takes no calls of an app, an API or a seller for a while. */
  BANNED,
  /** A platform refuses the token of a seller; that seller's orders wait for another one. */
  SESSION_REFUSED,
  /** More events come than the configured limits let through. */
  LIMITED,
  /** Events wait for nothing but their turn, and there are many. */
  SLOW,
  OK;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
