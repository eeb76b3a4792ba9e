package io.orderroutes.gateway;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The parts of an answer's bytes that are left out, in any order, overlapping or not. */
final class Cuts {
  private final List<Slice> cuts = new ArrayList<>();

  /** From byte {@code from} up to, without, byte {@code to}. */
  record Slice(int from, int to) {}

  void add(int from, int to) {
    cuts.add(new Slice(from, to));
  }

  /** What stays of the bytes between start and end. */
  List<Slice> slices(int start, int end) {
    cuts.sort(Comparator.comparingInt(Slice::from));
    List<Slice> kept = new ArrayList<>(cuts.size() + 1);
    int at = start;
    for (Slice cut : cuts) {
      if (cut.from() > at) {
        kept.add(new Slice(at, cut.from()));
      }
      at = Math.max(at, cut.to());
    }
    if (end > at) {
      kept.add(new Slice(at, end));
    }
    return kept;
  }
}
