package io.orderroutes.sandbox;

import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * How the sandbox runs.
 *
 * @param orders how many events are sent, as fast as they go; 0: a trickle without end
 * @param exit whether it ends by itself once every order has ended
 * @param rate events per second of the trickle
 * @param special whether orders that make the gateway misbehave are mixed in
 * @param alone whether somebody else runs the service
 */
record SandboxSettings(int orders, boolean exit, double rate, boolean special, boolean alone) {
  static SandboxSettings of(UnaryOperator<String> properties) {
    int orders = (int) number(properties, "sandbox.orders", "0");
    boolean exit = flag(properties, "sandbox.exit");
    if (exit && orders == 0) {
      throw new IllegalArgumentException(
          "sandbox.exit needs sandbox.orders: say how many to send, e.g. -Dsandbox.orders=50");
    }
    return new SandboxSettings(
        orders,
        exit,
        number(properties, "sandbox.rate", "2"),
        flag(properties, "sandbox.special"),
        "none".equals(properties.apply("sandbox.service")));
  }

  /** Given without a value it is on. */
  private static boolean flag(UnaryOperator<String> properties, String key) {
    String value = properties.apply(key);
    return value != null && !value.equalsIgnoreCase("false");
  }

  private static double number(UnaryOperator<String> properties, String key, String otherwise) {
    String text = Optional.ofNullable(properties.apply(key)).orElse(otherwise);
    try {
      double number = Double.parseDouble(text);
      if (number >= 0 && number <= 1_000_000) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw new IllegalArgumentException(
        key + " is '" + text + "': write a number from 0 to 1000000");
  }
}
