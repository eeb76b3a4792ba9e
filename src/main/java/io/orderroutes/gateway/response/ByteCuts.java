package io.orderroutes.gateway.response;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.BitSet;

/** The parts of an object or a list, some of which are cut, each with the comma beside it. */
final class ByteCuts {
  private final JsonParser json;
  private final BitSet cuts;
  private final int open;
  private int stayed = -1;

  /** Begins at the token that opens the object or the list. */
  ByteCuts(JsonParser json, BitSet cuts) throws IOException {
    this.json = json;
    this.cuts = cuts;
    this.open = JsonBytes.end(json);
  }

  /** The part that began at {@code begin} ends with the current token. */
  void part(int begin, boolean stays) throws IOException {
    if (stays && stayed < 0) {
      cuts.set(open, begin);
    } else if (!stays && stayed >= 0) {
      cuts.set(stayed, JsonBytes.end(json));
    }
    stayed = stays ? JsonBytes.end(json) : stayed;
  }

  /** Ends at the token that closes the object or the list. */
  void close() {
    if (stayed < 0) {
      cuts.set(open, JsonBytes.begin(json));
    }
  }

  /** The bytes that are not cut. */
  static byte[] kept(byte[] body, BitSet cuts) {
    byte[] kept = new byte[body.length - cuts.cardinality()];
    int to = 0;
    for (int from = cuts.nextClearBit(0); from < body.length; from = cuts.nextClearBit(from)) {
      int cut = cuts.nextSetBit(from);
      int end = cut < 0 ? body.length : cut;
      System.arraycopy(body, from, kept, to, end - from);
      to += end - from;
      from = end;
    }
    return kept;
  }
}
