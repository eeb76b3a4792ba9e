package io.orderroutes.json;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;

/**
 * JSON in UTF-8, and where its tokens are: one reading that proves all of it. A token is known by
 * its number; a container comes before what is in it, and a member's name before its value. Token 0
 * is the JSON as a whole.
 */
public final class JsonIndex {
  static final int OBJECT = 0;

  /** An object that names a member twice, or whose names have escapes or are not ASCII. */
  static final int ODD_OBJECT = 1;

  /** An object that stands for the list in its only member. */
  static final int WRAPPER = 2;

  static final int ARRAY = 3;
  static final int NAME = 4;

  /** The name of a member that was taken out. */
  static final int GONE = 5;

  static final int TEXT = 6;

  /** A text that JSON can also write in another way. */
  static final int ESCAPED = 7;

  static final int WHOLE = 8;
  static final int DECIMAL = 9;
  static final int TRUE = 10;
  static final int FALSE = 11;
  static final int NULL = 12;

  static final int WIDTH = 4;

  private final byte[] bytes;
  private final int size;

  /**
   * Of each token: kind, begin, end, and of a value the token after all that is in it, of a name
   * its hash, if it is plain.
   */
  private final int[] tokens;

  JsonIndex(byte[] bytes, int[] tokens, int size) {
    this.bytes = bytes;
    this.tokens = tokens;
    this.size = size;
  }

  /**
   * Reads the bytes.
   *
   * @throws IOException of Jackson, when they are not one whole JSON value in UTF-8
   */
  public static JsonIndex of(byte[] bytes) throws IOException {
    return JsonScanner.read(bytes);
  }

  int kind(int token) {
    return tokens[WIDTH * token];
  }

  /** The first byte of a token, of a text or a name that after its quotation mark. */
  public int begin(int token) {
    return tokens[WIDTH * token + 1];
  }

  /** The byte after a token, of a text or a name its quotation mark. */
  public int end(int token) {
    return tokens[WIDTH * token + 2];
  }

  /** The token after a value and all that is in it. */
  public int after(int token) {
    return tokens[WIDTH * token + 3];
  }

  public boolean isObject(int token) {
    return kind(token) <= WRAPPER;
  }

  public boolean isArray(int token) {
    return kind(token) == ARRAY;
  }

  public boolean isContainer(int token) {
    return kind(token) <= ARRAY;
  }

  public boolean isNull(int token) {
    return kind(token) == NULL;
  }

  /** Whether an object's only member is a list. */
  public boolean isAroundList(int object) {
    return isObject(object)
        && after(object) > object + 1
        && isArray(object + 2)
        && after(object + 2) == after(object);
  }

  /** From now on the object stands for the list in it. */
  public void unwrap(int object) {
    tokens[WIDTH * object] = WRAPPER;
  }

  /** From now on the member is none. */
  public void remove(int name) {
    tokens[WIDTH * name] = GONE;
  }

  /** A text, a name or the digits of a number, as they are meant. */
  public String text(int token) {
    int begin = begin(token);
    int end = end(token);
    if (kind(token) == ESCAPED || kind(token) == NAME && tokens[WIDTH * token + 3] == 0) {
      try (JsonParser json = Json.FACTORY.createParser(bytes, begin - 1, end - begin + 2)) {
        return json.nextTextValue();
      } catch (IOException e) {
        throw new IllegalStateException(e); // it has been read before
      }
    }
    return new String(bytes, begin, end - begin, StandardCharsets.UTF_8);
  }

  /** Whether a member has this name. */
  public boolean isNamed(int name, String wanted) {
    return isPlain(name, wanted)
        || kind(name) == NAME && tokens[WIDTH * name + 3] == 0 && text(name).equals(wanted);
  }

  /** The value of an object's member; -1 where there is none. */
  int member(int object, String wanted) {
    int hash = wanted.hashCode();
    int end = after(object);
    for (int name = object + 1; name < end; name = after(name + 1)) {
      if (tokens[WIDTH * name + 3] == hash && isPlain(name, wanted)) {
        return name + 1;
      }
    }
    return -1;
  }

  /** Whether it stands there as it is, in ASCII. */
  private boolean isPlain(int name, String wanted) {
    int begin = begin(name);
    int length = wanted.length();
    if (tokens[WIDTH * name + 3] != wanted.hashCode()
        || end(name) - begin != length
        || kind(name) != NAME) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (bytes[begin + i] != wanted.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** The first byte of a value with its quotation mark. */
  public int outerBegin(int value) {
    return begin(value) - (isText(value) ? 1 : 0);
  }

  /** The byte after a value and its quotation mark. */
  public int outerEnd(int value) {
    return end(value) + (isText(value) ? 1 : 0);
  }

  private boolean isText(int value) {
    return kind(value) == TEXT || kind(value) == ESCAPED;
  }

  public byte[] bytes() {
    return bytes;
  }

  /**
   * Without these bytes, which hold tokens as a whole or not at all; this index is no more used.
   *
   * @param root the value that is left
   */
  public JsonPayload without(BitSet cuts, int root) {
    JsonIndex kept = new JsonIndex(kept(cuts), tokens, size);
    int shift = 0;
    int from = cuts.nextSetBit(0);
    for (int token = 0; token < size; token++) {
      while (from >= 0 && from <= begin(token)) {
        int to = cuts.nextClearBit(from);
        shift += to - from;
        from = cuts.nextSetBit(to);
      }
      tokens[WIDTH * token + 1] -= shift;
      tokens[WIDTH * token + 2] -= shift;
    }
    return new JsonPayload(kept, root);
  }

  /** The bytes that are not cut. */
  public byte[] kept(BitSet cuts) {
    byte[] kept = new byte[bytes.length - cuts.cardinality()];
    int to = 0;
    for (int from = cuts.nextClearBit(0); from < bytes.length; from = cuts.nextClearBit(from)) {
      int cut = cuts.nextSetBit(from);
      int end = cut < 0 ? bytes.length : cut;
      System.arraycopy(bytes, from, kept, to, end - from);
      to += end - from;
      from = end;
    }
    return kept;
  }
}
