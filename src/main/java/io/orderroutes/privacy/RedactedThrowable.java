package io.orderroutes.privacy;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where something failed and by which exceptions; not their messages, which may quote an order. */
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
