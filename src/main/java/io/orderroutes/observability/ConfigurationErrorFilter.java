package io.orderroutes.observability;

import io.orderroutes.config.ConfigurationError;
import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.stream.Stream;

/** Removes traces of configuration errors from the log: {@code Main} prints them in one line. */
@LoggingFilter(name = "configuration-errors")
public final class ConfigurationErrorFilter implements Filter {
  @Override
  public boolean isLoggable(LogRecord entry) {
    return Stream.iterate(entry.getThrown(), cause -> cause != null, Throwable::getCause)
        .noneMatch(ConfigurationError.class::isInstance);
  }
}
