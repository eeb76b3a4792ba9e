package io.orderroutes.config;

import io.smallrye.config.WithDefault;
import java.util.Map;
import java.util.Optional;

/** One registered application of a platform. */
public interface AppKeys {
  @WithDefault("top")
  String protocol();

  Optional<String> gateway();

  Optional<String> key();

  Optional<String> secret();

  Optional<String> signMethod();

  /** In milliseconds; without it {@code orders.gateway.connect-timeout}. */
  Optional<Integer> connectTimeout();

  /** In milliseconds; without it {@code orders.gateway.read-timeout}. */
  Optional<Integer> readTimeout();

  /** Of all instances of the service together; no limit where it is not set. */
  Optional<Double> callsPerSecond();

  /** The same for one API of the application. */
  Map<String, Double> apiCallsPerSecond();
}
