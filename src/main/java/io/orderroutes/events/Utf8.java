package io.orderroutes.events;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Bytes from outside as text, without the JDK's silent replacement of broken ones. */
final class Utf8 {

  private Utf8() {}

  static String text(String what, byte[] bytes) throws InvalidEventException {
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new InvalidEventException(what + " must be valid UTF-8");
    }
  }
}
