package io.orderroutes.config;

/** Whether a record that only says that something was deleted is left out, or parked. */
public enum Tombstones {
  SKIP,
  PARK
}
