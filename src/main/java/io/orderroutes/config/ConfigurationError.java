package io.orderroutes.config;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A key that stops the start; the message is one line that names the key and what to write there.
 */
public final class ConfigurationError extends ConfigurationException {
  public ConfigurationError(String key, String problem, String remedy) {
    super(key + " " + problem + ": " + remedy, Set.of(key));
  }

  /** The value, unless it is missing or blank. */
  public static String required(String key, Optional<String> value, String what) {
    return value
        .filter(text -> !text.isBlank())
        .orElseThrow(() -> new ConfigurationError(key, "is missing", "write " + what));
  }

  public static Supplier<ConfigurationError> wrong(String key, String value, String remedy) {
    return () -> new ConfigurationError(key, "is '" + value + "'", remedy);
  }

  /** The value, unless it is none of those that are known. */
  public static String known(String key, String value, Collection<String> known) {
    if (!known.contains(value)) {
      throw new ConfigurationError(
          key, "is '" + value + "', which is unknown", "write one of " + List.copyOf(known));
    }
    return value;
  }
}
