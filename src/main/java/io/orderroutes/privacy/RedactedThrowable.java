package io.orderroutes.privacy;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The classes and the stack trace of a failure, without messages, which may have data of an order.
 */
public final class RedactedThrowable extends Throwable {
  public RedactedThrowable(Throwable failure) {
    super(names(failure), null, false, true);
    Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .reduce((outer, inner) -> inner)
        .ifPresent(root -> setStackTrace(root.getStackTrace()));
  }

  private static String names(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .map(cause -> cause.getClass().getName())
        .distinct()
        .collect(Collectors.joining(" by "));
  }
}
