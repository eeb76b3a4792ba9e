package io.orderroutes.sellers;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.Set;

/**
 * A key that stops the start; the message is one line that names the key and what to write there.
 */
public final class ConfigurationError extends ConfigurationException {
  public ConfigurationError(String key, String problem, String remedy) {
    super(key + " " + problem + ": " + remedy, Set.of(key));
  }
}
