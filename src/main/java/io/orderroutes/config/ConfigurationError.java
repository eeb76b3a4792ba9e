package io.orderroutes.config;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A wrong key, which stops the start. The message is one line: the key, the problem, and what to
 * write.
 */
public final class ConfigurationError extends ConfigurationException {
  public ConfigurationError(String key, String problem, String remedy) {
    super(key + " " + problem + ": " + remedy, Set.of(key));
  }

  /** The value; throws where it is missing or blank. */
  public static String required(String key, Optional<String> value, String what) {
    return value
        .filter(text -> !text.isBlank())
        .orElseThrow(() -> new ConfigurationError(key, "is missing", "write " + what));
  }

  public static Supplier<ConfigurationError> wrong(String key, String value, String remedy) {
    return () -> new ConfigurationError(key, "is '" + value + "'", remedy);
  }

  /** The value; throws where it is not a known one. */
  public static String known(String key, String value, Collection<String> known) {
    if (!known.contains(value)) {
      throw new ConfigurationError(
          key, "is '" + value + "', which is unknown", "write one of " + List.copyOf(known));
    }
    return value;
  }
}
