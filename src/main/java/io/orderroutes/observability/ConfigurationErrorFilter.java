package io.orderroutes.observability;

import io.orderroutes.config.ConfigurationError;
import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.stream.Stream;

/** Keeps traces of wrong configuration out of the log: {@code Main} says it in one line. */
@LoggingFilter(name = "configuration-errors")
public final class ConfigurationErrorFilter implements Filter {
  @Override
  public boolean isLoggable(LogRecord entry) {
    return Stream.iterate(entry.getThrown(), cause -> cause != null, Throwable::getCause)
        .noneMatch(ConfigurationError.class::isInstance);
  }
}
