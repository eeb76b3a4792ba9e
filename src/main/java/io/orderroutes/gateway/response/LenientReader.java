package io.orderroutes.gateway.response;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads what {@link ResponseReader} reads, and what it refuses although the platforms send it: JSON
 * with raw control characters or escaped apostrophes in its texts, which is written as it should
 * have been, and an error in XML.
 */
public final class LenientReader {
  private static final String ERROR = "error_response";

  private LenientReader() {}

  /** The response is whole, and nobody can read it. */
  public static final class UnreadableException extends IOException {
    UnreadableException(String message) {
      super(message);
    }
  }

  /**
   * Reads the bytes of an answer for these orders.
   *
   * @throws UnreadableException when they came whole and cannot be read
   * @throws IOException when they did not come whole, or are no answer of the platform at all
   */
  public static Map<String, Response> read(
      byte[] body, ResponsePaths paths, Collection<String> orderIds) throws IOException {
    try {
      return ResponseReader.read(body, paths, orderIds);
    } catch (JsonEOFException cut) {
      throw cut;
    } catch (IOException refusal) {
      return switch (firstSign(body)) {
        case '{' -> readRepaired(body, paths, orderIds);
        case '<' -> readXml(body, orderIds);
        default -> throw refusal;
      };
    }
  }

  private static Map<String, Response> readRepaired(
      byte[] body, ResponsePaths paths, Collection<String> orderIds) throws IOException {
    try {
      return ResponseReader.read(repaired(body), paths, orderIds);
    } catch (JsonEOFException cut) {
      throw cut;
    } catch (JacksonException e) {
      long at = e.getLocation() == null ? -1 : e.getLocation().getByteOffset();
      throw new UnreadableException("the response is complete and invalid JSON, at byte " + at);
    } catch (IOException e) {
      throw new UnreadableException(e.getMessage());
    }
  }

  private static Map<String, Response> readXml(byte[] body, Collection<String> orderIds)
      throws IOException {
    Response error = new Response();
    error.error().putAll(xmlError(body));
    Map<String, Response> responses = new HashMap<>();
    orderIds.forEach(id -> responses.put(id, error));
    return responses;
  }

  private static int firstSign(byte[] body) {
    for (byte sign : body) {
      // white space, and the three bytes of a byte order mark
      if (sign > ' '
          || sign < 0 && sign != (byte) 0xEF && sign != (byte) 0xBB && sign != (byte) 0xBF) {
        return sign;
      }
    }
    return 0;
  }

  /** Raw control characters in texts become escapes, and \\' an apostrophe; the rest stays. */
  private static byte[] repaired(byte[] body) {
    ByteArrayOutputStream repaired = new ByteArrayOutputStream(body.length + 64);
    boolean text = false;
    for (int at = 0; at < body.length; at++) {
      byte sign = body[at];
      if (text && sign == '\\' && at + 1 < body.length) {
        at++;
        if (body[at] != '\'') {
          repaired.write('\\');
        }
        repaired.write(body[at]);
      } else if (text && sign >= 0 && sign < ' ') {
        repaired.writeBytes("\\u%04x".formatted((int) sign).getBytes(StandardCharsets.US_ASCII));
      } else {
        text ^= sign == '"';
        repaired.write(sign);
      }
    }
    return repaired.toByteArray();
  }

  /** The single values of an {@code error_response}. */
  private static Map<String, String> xmlError(byte[] body) throws IOException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    try {
      XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(body));
      xml.nextTag();
      String root = xml.getLocalName();
      if (!root.equals(ERROR)) {
        throw root.endsWith("_response")
            ? new UnreadableException("the response is complete and XML")
            : new IOException("the response is XML or HTML without " + ERROR);
      }
      return members(xml);
    } catch (XMLStreamException e) {
      throw new IOException("the response is not complete XML", e);
    }
  }

  private static Map<String, String> members(XMLStreamReader xml) throws XMLStreamException {
    Map<String, String> error = new HashMap<>(Map.of("code", ""));
    String name = "";
    for (int depth = 1; depth > 0; ) {
      int event = xml.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        depth++;
        name = depth == 2 ? xml.getLocalName() : name;
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        depth--;
      } else if (event == XMLStreamConstants.CHARACTERS && depth == 2 && !xml.isWhiteSpace()) {
        error.put(name, xml.getText());
      }
    }
    return error;
  }
}
