package io.orderroutes.events.registry;

/** The registry does not give a schema now; the same event can be read once it does. */
public final class SchemaUnavailableException extends Exception {
  SchemaUnavailableException(String message) {
    super(message);
  }
}
