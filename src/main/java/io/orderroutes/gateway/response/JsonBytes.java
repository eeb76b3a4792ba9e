package io.orderroutes.gateway.response;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** A JSON object in UTF-8, read token by token, each with its place in the bytes. */
final class JsonBytes {
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final long NOT_ASCII = 0x8080808080808080L;

  private JsonBytes() {}

  /** A parser that stands at the beginning of the object. */
  static JsonParser open(byte[] body) throws IOException {
    expect(isUtf8(body), "is not UTF-8");
    JsonParser json = Json.FACTORY.createParser(body);
    expect(json.nextToken() == JsonToken.START_OBJECT, "is not a JSON object");
    // the parser knows no bytes where it found UTF-16 or UTF-32
    expect(begin(json) >= 0, "is not UTF-8");
    return json;
  }

  /** The parser checks that a sequence is whole, but neither its range nor its shortness. */
  private static boolean isUtf8(byte[] body) {
    for (int at = 0; at < body.length - 1; at++) {
      while (at + Long.BYTES <= body.length && ((long) EIGHT.get(body, at) & NOT_ASCII) == 0) {
        at += Long.BYTES;
      }
      int lead = at < body.length - 1 ? body[at] & 0xFF : 0;
      if (lead >= 0xC0 && !isCharacter(lead, body[at + 1] & 0xFF)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isCharacter(int lead, int second) {
    return switch (lead) {
      case 0xE0 -> second >= 0xA0;
      case 0xED -> second < 0xA0;
      case 0xF0 -> second >= 0x90;
      case 0xF4 -> second < 0x90;
      default -> lead >= 0xC2 && lead < 0xF4;
    };
  }

  /** The byte at which the current token begins. */
  static int begin(JsonParser json) {
    return (int) json.currentTokenLocation().getByteOffset();
  }

  /** The byte after the current token. */
  static int end(JsonParser json) throws IOException {
    json.finishToken();
    return (int) json.currentLocation().getByteOffset();
  }

  static void expect(boolean met, String problem) throws IOException {
    if (!met) {
      throw new IOException("the response " + problem);
    }
  }
}
