package io.orderroutes.limits;

import java.util.concurrent.TimeUnit;

/** Calls evenly spaced, this process's share of so many a second; times in nanoseconds. */
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

  /** How long a call that comes now would wait. */
  synchronized long ahead(long now) {
    return Math.max(0, next - now);
  }

  /** Takes the next place, and says how long to wait for it. */
  synchronized long take(long now) {
    long wait = ahead(now);
    next = now + wait + interval();
    return wait;
  }

  /** How many places are free before that much time has passed. */
  synchronized int free(long now, long horizon) {
    return (int) Math.max(0, (horizon - ahead(now)) / interval());
  }

  private long interval() {
    return (long) (TimeUnit.SECONDS.toNanos(1) / (perSecond * share));
  }
}
