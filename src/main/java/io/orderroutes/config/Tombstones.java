package io.orderroutes.config;

/** Whether a record that only reports a deletion is skipped or parked. */
public enum Tombstones {
  SKIP,
  PARK
}
