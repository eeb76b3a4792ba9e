package io.orderroutes.config;

import java.util.Optional;

/** The operator's page; off unless it is asked for. */
public interface PageKeys {
  boolean enabled();

  /** Who knows it may read and replay; none is needed on loopback. */
  Optional<String> token();

  /** Most parked records that are listed. */
  int recordsMax();

  /** Most records that are replayed at once. */
  int replayMax();
}
