package io.orderroutes.config;

import io.smallrye.config.WithDefault;
import java.util.Map;
import java.util.Optional;

/** What a platform's order call and response need in addition to the route. */
public interface PlatformKeys {
  Map<String, String> params();

  Optional<String> logisticsIds();

  /** The maximum of orders in one call. */
  @WithDefault("1")
  int batchSize();

  /** The mapping file without .jslt; by default the one of the platform's name. */
  Optional<String> mapping();

  /** The time zone of dates without offset. */
  Optional<String> zone();
}
