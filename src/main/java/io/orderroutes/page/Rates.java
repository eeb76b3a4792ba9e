package io.orderroutes.page;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Sums of the service's meters, and their rates over the last minute. */
@Singleton
class Rates {
  private static final int SAMPLES = 13;

  private final MeterRegistry meters;
  private final Deque<Sample> samples = new ArrayDeque<>();

  private record Sample(long nanos, Map<Meter.Id, Double> counts) {}

  Rates(MeterRegistry meters) {
    this.meters = meters;
  }

  /** Called every five seconds, so that a minute is kept. */
  synchronized void sample(long nanos) {
    Map<Meter.Id, Double> counts = new HashMap<>();
    meters.find("orders.documents").counters().forEach(one -> counts.put(one.getId(), one.count()));
    meters.find("orders.events").counters().forEach(one -> counts.put(one.getId(), one.count()));
    samples.addLast(new Sample(nanos, counts));
    if (samples.size() > SAMPLES) {
      samples.removeFirst();
    }
  }

  /** The rate per second of the counters with this tag; empty before two samples. */
  synchronized OptionalDouble perSecond(String name, String tag, String value) {
    if (samples.size() < 2) {
      return OptionalDouble.empty();
    }
    Sample first = samples.getFirst();
    Sample last = samples.getLast();
    double seconds = (last.nanos - first.nanos) / (double) TimeUnit.SECONDS.toNanos(1);
    double more = sum(last, name, tag, value) - sum(first, name, tag, value);
    return OptionalDouble.of(more / seconds);
  }

  private static double sum(Sample sample, String name, String tag, String value) {
    return sample.counts.entrySet().stream()
        .filter(count -> count.getKey().getName().equals(name))
        .filter(count -> value.equals(count.getKey().getTag(tag)))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }

  /** The sums of a counter by the values of a tag. */
  Map<String, Long> counts(String name, String tag, String... only) {
    Map<String, Long> sums = new TreeMap<>();
    for (Counter counter : meters.find(name).tags(only).counters()) {
      sums.merge(String.valueOf(counter.getId().getTag(tag)), (long) counter.count(), Long::sum);
    }
    return sums;
  }

  Map<String, Long> gauges(String name, String tag) {
    Map<String, Long> values = new TreeMap<>();
    for (Gauge gauge : meters.find(name).gauges()) {
      values.merge(String.valueOf(gauge.getId().getTag(tag)), (long) gauge.value(), Long::sum);
    }
    return values;
  }
}
