package io.orderroutes.config;

import io.smallrye.config.WithDefault;
import java.util.Map;
import java.util.Optional;

/** What a platform's order call and answer need beyond the route. */
public interface PlatformKeys {
  Map<String, String> params();

  Optional<String> logisticsIds();

  /** Most orders that one call may ask for. */
  @WithDefault("1")
  int batchSize();

  /** The mapping file, without .jslt; its own by default. */
  Optional<String> mapping();

  /** Zone of the platform's date texts. */
  Optional<String> zone();
}
