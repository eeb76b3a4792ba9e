package io.orderroutes.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A JSON object in UTF-8, read token by token, each with its place in the bytes. */
final class JsonBytes implements AutoCloseable {
  private static final JsonFactory JSON = new JsonFactory();

  private final JsonParser parser;

  /** Stands at the object's beginning. */
  JsonBytes(byte[] body) throws IOException {
    // the parser passes over broken UTF-8 that it need not decode
    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
    parser = JSON.createParser(body);
    expect(next() == JsonToken.START_OBJECT, "is no JSON object");
    expect(begin() >= 0, "is not UTF-8");
  }

  JsonToken next() throws IOException {
    return parser.nextToken();
  }

  JsonToken token() {
    return parser.currentToken();
  }

  String name() throws IOException {
    return parser.currentName();
  }

  String text() throws IOException {
    return parser.getText();
  }

  void skipChildren() throws IOException {
    parser.skipChildren();
  }

  /** The byte at which the current token begins. */
  int begin() {
    return (int) parser.currentTokenLocation().getByteOffset();
  }

  /** The byte after the current token. */
  int end() throws IOException {
    parser.finishToken();
    return (int) parser.currentLocation().getByteOffset();
  }

  static void expect(boolean met, String problem) throws IOException {
    if (!met) {
      throw new IOException("the answer " + problem);
    }
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
