package io.orderroutes.json;

import static io.orderroutes.json.JsonIndex.ARRAY;
import static io.orderroutes.json.JsonIndex.DECIMAL;
import static io.orderroutes.json.JsonIndex.ESCAPED;
import static io.orderroutes.json.JsonIndex.FALSE;
import static io.orderroutes.json.JsonIndex.NAME;
import static io.orderroutes.json.JsonIndex.NULL;
import static io.orderroutes.json.JsonIndex.OBJECT;
import static io.orderroutes.json.JsonIndex.ODD_OBJECT;
import static io.orderroutes.json.JsonIndex.TEXT;
import static io.orderroutes.json.JsonIndex.TRUE;
import static io.orderroutes.json.JsonIndex.WHOLE;
import static io.orderroutes.json.JsonIndex.WIDTH;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Proves that bytes are one JSON value in UTF-8, and finds its tokens. */
final class JsonScanner {
  private static final int REFUSED = -1;
  private static final int DIGITS_MAX = 1000;
  private static final int NAME_MAX = 50_000;

  /** Scanners wait here with their tokens' room for the next bytes. */
  private static final Queue<JsonScanner> IDLE = new ConcurrentLinkedQueue<>();

  private static final int ROOM = 4096;
  private static final int ROOM_MAX = 1 << 18;

  private byte[] bytes;
  private int size;

  /**
   * Of each token: kind, begin, end, and of a value the token after all that is in it, of a name
   * its hash, if it is plain.
   */
  private int[] tokens = new int[ROOM];

  /** What a text or a name that was just read had in it. */
  private boolean escaped;

  private boolean ascii;

  /**
   * Reads the bytes.
   *
   * @throws IOException of Jackson, when they are not one whole JSON value in UTF-8
   */
  static JsonIndex read(byte[] bytes) throws IOException {
    JsonScanner idle = IDLE.poll();
    JsonScanner scanner = idle == null ? new JsonScanner() : idle;
    boolean whole = scanner.scan(bytes);
    int[] tokens = Arrays.copyOf(scanner.tokens, whole ? WIDTH * scanner.size : 0);
    scanner.bytes = null;
    if (scanner.tokens.length <= ROOM_MAX) {
      IDLE.add(scanner);
    }
    if (!whole) {
      throw refusal(bytes);
    }
    return new JsonIndex(bytes, tokens, tokens.length / WIDTH);
  }

  private boolean scan(byte[] json) {
    bytes = json;
    size = 0;
    int end = value(blank(mark()), 0);
    return end != REFUSED && blank(end) == json.length;
  }

  /** Jackson says what is wrong. */
  private static IOException refusal(byte[] bytes) throws IOException {
    try (JsonParser json = Json.FACTORY.createParser(bytes)) {
      if (json.nextToken() == null) {
        return new IOException("the answer is empty");
      }
      json.skipChildren();
      json.finishToken();
      return new IOException(
          json.nextToken() == null
              ? "the answer is not UTF-8"
              : "the answer goes on after its JSON");
    }
  }

  /** After a byte order mark. */
  private int mark() {
    return at(0) == 0xEF && at(1) == 0xBB && at(2) == 0xBF ? 3 : 0;
  }

  private int at(int place) {
    return place < bytes.length ? bytes[place] & 0xFF : 0;
  }

  private int blank(int from) {
    byte[] in = bytes;
    int place = from;
    while (place < in.length
        && in[place] <= ' '
        && (in[place] == ' ' || in[place] == '\n' || in[place] == '\r' || in[place] == '\t')) {
      place++;
    }
    return place;
  }

  private int value(int from, int level) {
    return switch (at(from)) {
      case '{' -> container(from, level + 1, OBJECT, '}');
      case '[' -> container(from, level + 1, ARRAY, ']');
      case '"' -> text(from);
      case 't' -> word(from, "true", TRUE);
      case 'f' -> word(from, "false", FALSE);
      case 'n' -> word(from, "null", NULL);
      default -> number(from);
    };
  }

  private int container(int from, int level, int kind, char bracket) {
    int container = add(kind, from, 0);
    int place = blank(from + 1);
    if (level > Json.LEVELS_MAX || at(place) == bracket) {
      return level > Json.LEVELS_MAX ? REFUSED : close(container, place + 1);
    }
    long seen = 0;
    while (true) {
      if (kind == OBJECT) {
        int name = size;
        place = colon(name(place));
        if (place == REFUSED) {
          return REFUSED;
        }
        seen |= seen(container, name, seen);
      }
      place = value(place, level);
      if (place == REFUSED) {
        return REFUSED;
      }
      place = blank(place);
      if (at(place) == bracket) {
        return close(container, place + 1);
      } else if (at(place) != ',') {
        return REFUSED;
      }
      place = blank(place + 1);
    }
  }

  /** To the value of the member whose name ends there. */
  private int colon(int from) {
    int place = from == REFUSED ? REFUSED : blank(from);
    return place != REFUSED && at(place) == ':' ? blank(place + 1) : REFUSED;
  }

  /** The bit of a name; few others of the object have the same one. */
  private long seen(int object, int name, long seen) {
    long bit = 1L << (tokens[WIDTH * name + 3] * 0x9E3779B9 >>> 26);
    if (escaped || !ascii || (seen & bit) != 0 && isTwice(object, name)) {
      tokens[WIDTH * object] = ODD_OBJECT;
    }
    return bit;
  }

  private boolean isTwice(int object, int name) {
    for (int other = object + 1; other < name; other = tokens[WIDTH * other + 2 * WIDTH - 1]) {
      if (isSame(WIDTH * other, WIDTH * name)) {
        return true;
      }
    }
    return false;
  }

  private boolean isSame(int one, int other) {
    return tokens[one + 3] == tokens[other + 3]
        && Arrays.equals(
            bytes, tokens[one + 1], tokens[one + 2], bytes, tokens[other + 1], tokens[other + 2]);
  }

  private int close(int container, int end) {
    tokens[WIDTH * container + 2] = end;
    tokens[WIDTH * container + 3] = size;
    return end;
  }

  private int name(int from) {
    if (at(from) != '"') {
      return REFUSED;
    }
    byte[] in = bytes;
    int hash = 0;
    for (int place = from + 1; place < in.length; place++) {
      int sign = in[place];
      if (sign == '"') {
        add(NAME, from + 1, place);
        tokens[WIDTH * size - 1] = hash;
        escaped = false;
        ascii = true;
        return place - from - 1 > NAME_MAX ? REFUSED : place + 1;
      } else if (sign == '\\' || sign < ' ') { // or not ASCII
        break;
      }
      hash = 31 * hash + sign;
    }
    int end = quoted(from + 1);
    add(NAME, from + 1, end - 1);
    tokens[WIDTH * size - 1] = 0;
    return end - from - 2 > NAME_MAX ? REFUSED : end;
  }

  private int text(int from) {
    int end = quoted(from + 1);
    add(escaped ? ESCAPED : TEXT, from + 1, end - 1);
    return end;
  }

  /** From after its quotation mark to after the one that ends it. */
  private int quoted(int from) {
    escaped = false;
    ascii = true;
    int place = from;
    while (place != REFUSED) {
      place = TextBytes.plain(bytes, place);
      int sign = at(place);
      if (sign == '"') {
        return place + 1;
      } else if (sign == '\\') {
        escaped = true;
        place = TextBytes.escape(bytes, place + 1);
      } else {
        ascii = false;
        // Jackson writes a character of four bytes as two escapes
        escaped |= sign >= 0xF0;
        place = TextBytes.character(bytes, place);
      }
    }
    return REFUSED;
  }

  private int word(int from, String word, int kind) {
    for (int i = 0; i < word.length(); i++) {
      if (at(from + i) != word.charAt(i)) {
        return REFUSED;
      }
    }
    add(kind, from, from + word.length());
    return from + word.length();
  }

  private int number(int from) {
    int place = from + (at(from) == '-' ? 1 : 0);
    int whole = digits(place);
    if (whole == place || whole > place + 1 && at(place) == '0') {
      return REFUSED;
    }
    int end = whole;
    int digits = whole - place;
    if (at(end) == '.') {
      end = digits(whole + 1);
      digits += end - whole - 1;
      if (end == whole + 1) {
        return REFUSED;
      }
    }
    if (at(end) == 'e' || at(end) == 'E') {
      int exponent = end + (at(end + 1) == '+' || at(end + 1) == '-' ? 2 : 1);
      end = digits(exponent);
      digits += end - exponent;
      if (end == exponent) {
        return REFUSED;
      }
    }
    add(end == whole ? WHOLE : DECIMAL, from, end);
    return digits > DIGITS_MAX ? REFUSED : end;
  }

  private int digits(int from) {
    int place = from;
    for (int sign = at(place); sign >= '0' && sign <= '9'; sign = at(++place)) {}
    return place;
  }

  private int add(int kind, int begin, int end) {
    int at = WIDTH * size;
    if (at == tokens.length) {
      tokens = Arrays.copyOf(tokens, 2 * at);
    }
    tokens[at] = kind;
    tokens[at + 1] = begin;
    tokens[at + 2] = end;
    tokens[at + 3] = ++size;
    return size - 1;
  }
}
