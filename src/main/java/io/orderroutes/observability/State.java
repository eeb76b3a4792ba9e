package io.orderroutes.observability;

import java.util.Locale;

/** The state of the flow, the worst first. Each asks for another action of the operator. */
enum State {
  /** Kafka refuses or fails; what fails is retried until it works. */
  KAFKA_FAILING,
  /** No consumer has polled yet. */
  STARTING,
  /** Nothing is polled, or nothing is finished without a known cause. */
  STUCK,
  /** A gateway does not respond; its orders wait until it does. */
  GATEWAY_SILENT,
  /** A platform refuses every call of an app; its orders wait until one is accepted. */
  APP_REFUSED,
  /** A platform refuses the calls of an app, an API or a seller for some time. */
  BANNED,
  /** A platform refuses a seller's token; the seller's orders wait for another one. */
  SESSION_REFUSED,
  /** More events arrive than the configured limits allow. */
  LIMITED,
  /** Many events wait, and only for their turn. */
  SLOW,
  OK;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
