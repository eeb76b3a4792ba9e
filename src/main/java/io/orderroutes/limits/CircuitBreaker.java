package io.orderroutes.limits;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Whether something answers at all. After so many failures without an answer between it is closed:
 * one call at a time probes it, after 1 s, then 2, 4, at last every 30 s; an answer opens it.
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

  /** Failures of fewer orders may be the orders' fault. */
  CircuitBreaker(int failuresMin, int ordersMin) {
    this.failuresMin = failuresMin;
    this.ordersMin = ordersMin;
  }

  /**
   * True when the outage begins with this failure; {@code surely} whichever order was asked for.
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

  /** True when an outage ends with this answer. */
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

  /** Whether a call may go; of those that come during an outage only the probe. */
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
