package io.orderroutes.config;

import java.util.Optional;

/** The operator's page; off by default. */
public interface PageKeys {
  boolean enabled();

  /** The access token; not required on loopback. */
  Optional<String> token();

  /** The maximum of listed parked records. */
  int recordsMax();

  /** The maximum of records in one replay. */
  int replayMax();
}
