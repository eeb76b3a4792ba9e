package io.orderroutes.config;

import io.smallrye.config.WithDefault;
import java.util.Optional;

/** The operator's page; off unless it is asked for. */
public interface PageKeys {
  @WithDefault("false")
  boolean enabled();

  /** Who knows it may read and replay; none is needed on loopback. */
  Optional<String> token();

  /** Most parked records that are listed. */
  @WithDefault("50000")
  int recordsMax();

  /** Most records that are replayed at once. */
  @WithDefault("10000")
  int replayMax();
}
