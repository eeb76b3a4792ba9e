package io.orderroutes.gateway.response;

import java.util.BitSet;

/** The parts of an object or a list, some of which are cut, each with the comma beside it. */
final class ByteCuts {
  private final BitSet cuts;
  private final int open;
  private int stayed = -1;

  /** Begins after the bracket that opens the object or the list. */
  ByteCuts(BitSet cuts, int open) {
    this.cuts = cuts;
    this.open = open;
  }

  void part(int begin, int end, boolean stays) {
    if (stays && stayed < 0) {
      cuts.set(open, begin);
    } else if (!stays && stayed >= 0) {
      cuts.set(stayed, end);
    }
    stayed = stays ? end : stayed;
  }

  /** Ends at the bracket that closes the object or the list. */
  void close(int bracket) {
    if (stayed < 0) {
      cuts.set(open, bracket);
    }
  }
}
