package io.orderroutes.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The bytes of a text of JSON in UTF-8; -1 where they are none. */
final class TextBytes {
  private static final int REFUSED = -1;
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH = 0x8080808080808080L;

  private TextBytes() {}

  private static int at(byte[] bytes, int place) {
    return place < bytes.length ? bytes[place] & 0xFF : 0;
  }

  /** The first byte that is a quotation mark, a backslash, a control character or not ASCII. */
  static int plain(byte[] bytes, int from) {
    int place = from;
    while (place + Long.BYTES <= bytes.length) {
      long eight = (long) EIGHT.get(bytes, place);
      long quote = eight ^ ONES * '"';
      long slash = eight ^ ONES * '\\';
      long found =
          ((quote - ONES) & ~quote
                  | (slash - ONES) & ~slash
                  | (eight - ONES * ' ') & ~eight
                  | eight)
              & HIGH;
      if (found != 0) {
        return place + (Long.numberOfTrailingZeros(found) >>> 3);
      }
      place += Long.BYTES;
    }
    for (int sign = at(bytes, place);
        sign >= ' ' && sign < 0x80 && sign != '"' && sign != '\\';
        sign = at(bytes, ++place)) {}
    return place;
  }

  /** To after an escape, from after its backslash. */
  static int escape(byte[] bytes, int place) {
    return switch (at(bytes, place)) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> place + 1;
      case 'u' -> {
        for (int digit = 1; digit <= 4; digit++) {
          if (Character.digit(at(bytes, place + digit), 16) < 0) {
            yield REFUSED;
          }
        }
        yield place + 5;
      }
      default -> REFUSED;
    };
  }

  /** A character of more than one byte, in the shortest form that UTF-8 has for it. */
  static int character(byte[] bytes, int place) {
    int lead = at(bytes, place);
    int second = at(bytes, place + 1);
    int length = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
    boolean whole =
        switch (lead) {
          case 0xE0 -> second >= 0xA0;
          case 0xED -> second < 0xA0;
          case 0xF0 -> second >= 0x90;
          case 0xF4 -> second < 0x90;
          default -> length > 0;
        };
    for (int next = 1; next < length; next++) {
      whole &= (at(bytes, place + next) & 0xC0) == 0x80;
    }
    return whole ? place + length : REFUSED;
  }
}
