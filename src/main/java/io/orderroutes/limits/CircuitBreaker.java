package io.orderroutes.limits;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A circuit breaker. It closes the scope after a number of failures in a row, of a number of
 * different orders. Then single calls probe it, after 1 s, 2 s, 4 s, at last every 30 s. A success
 * opens it.
 */
final class CircuitBreaker {
  private static final long FIRST_PROBE = TimeUnit.SECONDS.toNanos(1);
  private static final long SLOWEST_PROBE = TimeUnit.SECONDS.toNanos(30);

  private final int failuresMin;
  private final int ordersMin;
  private final Set<String> orders = new HashSet<>();
  private int failures;
  private boolean closed;
  private long since;
  private long nextProbe;
  private long interval;
  private volatile boolean clean = true;

  /** Fewer orders than {@code ordersMin} may be the cause themselves. */
  CircuitBreaker(int failuresMin, int ordersMin) {
    this.failuresMin = failuresMin;
    this.ordersMin = ordersMin;
  }

  /**
   * Counts a failure; true if it closes the scope. If {@code surely}, no order can be the cause.
   */
  synchronized boolean failed(String order, boolean surely, long now) {
    clean = false;
    failures++;
    if (orders.size() < ordersMin) {
      orders.add(order);
    }
    if (closed || failures < failuresMin || (!surely && orders.size() < ordersMin)) {
      return false;
    }
    closed = true;
    since = now;
    interval = FIRST_PROBE;
    nextProbe = now + interval;
    return true;
  }

  /** Counts a success; true if it opens the scope. */
  boolean answered() {
    return !clean && forget();
  }

  private synchronized boolean forget() {
    boolean ended = closed;
    clean = true;
    closed = false;
    failures = 0;
    orders.clear();
    return ended;
  }

  /** Whether a call is permitted; while the scope is closed, only the probe is. */
  boolean admits(long now) {
    return clean || !isClosed() || probes(now);
  }

  private synchronized boolean probes(long now) {
    if (now - nextProbe < 0) {
      return false;
    }
    interval = Math.min(interval * 2, SLOWEST_PROBE);
    nextProbe = now + interval;
    return true;
  }

  synchronized boolean isClosed() {
    return closed;
  }

  synchronized boolean probeIsDue(long now) {
    return now - nextProbe >= 0;
  }

  synchronized boolean isOlderThan(long nanos, long now) {
    return closed && now - since > nanos;
  }
}
