package io.orderroutes.limits;

import java.util.concurrent.TimeUnit;

/**
 * A rate limiter: calls at equal intervals, at this process's share of the rate. Times are in
 * nanoseconds.
 */
final class RateLimiter {
  private final double perSecond;
  private double share = 1;
  private long next;

  RateLimiter(double perSecond, long now) {
    this.perSecond = perSecond;
    this.next = now;
  }

  synchronized void share(double share) {
    this.share = share;
  }

  /** The time that a call would wait now. */
  synchronized long ahead(long now) {
    return Math.max(0, next - now);
  }

  /** Reserves the next place; returns the time to wait for it. */
  synchronized long take(long now) {
    long wait = ahead(now);
    next = now + wait + interval();
    return wait;
  }

  /** The number of free places within the horizon. */
  synchronized int free(long now, long horizon) {
    return (int) Math.max(0, (horizon - ahead(now)) / interval());
  }

  private long interval() {
    return (long) (TimeUnit.SECONDS.toNanos(1) / (perSecond * share));
  }
}
