package io.orderroutes.simulator;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** How often each app may call, and for how long it is banned when it calls more often. */
final class CallRates {
  private final Map<String, Rate> rates = new ConcurrentHashMap<>();

  void set(String appKey, int callsPerSecond, int banSeconds) {
    if (callsPerSecond <= 0) {
      rates.remove(appKey);
    } else if (banSeconds <= 0) {
      throw new IllegalArgumentException("a ban lasts at least one second");
    } else {
      rates.put(appKey, new Rate(callsPerSecond, TimeUnit.SECONDS.toNanos(banSeconds)));
    }
  }

  void clear() {
    rates.clear();
  }

  /** Counts a call; throws while the app is banned. A call during a ban does not lengthen it. */
  void count(String appKey) {
    Rate rate = rates.get(appKey);
    long nanos = rate == null ? 0 : rate.banAt(System.nanoTime());
    if (nanos > 0) {
      long second = TimeUnit.SECONDS.toNanos(1);
      throw Refusal.limited((nanos + second - 1) / second);
    }
  }

  private static final class Rate {
    private final int callsPerSecond;
    private final long banNanos;
    private final ArrayDeque<Long> lastSecond = new ArrayDeque<>();
    private boolean banned;
    private long bannedUntil;

    Rate(int callsPerSecond, long banNanos) {
      this.callsPerSecond = callsPerSecond;
      this.banNanos = banNanos;
    }

    synchronized long banAt(long now) {
      if (banned && now - bannedUntil < 0) {
        return bannedUntil - now;
      }
      banned = false;
      while (!lastSecond.isEmpty() && now - lastSecond.peek() >= TimeUnit.SECONDS.toNanos(1)) {
        lastSecond.remove();
      }
      if (lastSecond.size() < callsPerSecond) {
        lastSecond.add(now);
        return 0;
      }
      banned = true;
      bannedUntil = now + banNanos;
      lastSecond.clear();
      return banNanos;
    }
  }
}
