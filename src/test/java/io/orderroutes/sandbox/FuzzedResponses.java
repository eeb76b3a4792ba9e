package io.orderroutes.sandbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.orderroutes.simulator.ScriptedGateway.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The platforms' documented example answers, about an order of the caller's, each damaged in one
 * way; the same seed gives the same ones.
 */
public final class FuzzedResponses {
  private static final Pattern ID =
      Pattern.compile("31130700125804|1100040120015434|8143812362060033|\"trade_id\": \"[^\"]*\"");

  /** A scalar, behind its name. */
  private static final Pattern SCALAR =
      Pattern.compile("(?<=\":) *(?:\"(?:\\\\.|[^\"\\\\])*\"|-?[0-9.]+|true|false|null)");

  private static final List<String> CONTROLS =
      List.of("\u0000", "\u0007", "\n", "\u001f", "\u007f", "\\u0000", "\u2028", "\\ud800", "\\x");
  private static final List<String> NUMBERS =
      List.of(
          "1e999999999",
          "-1e-999999999",
          "9".repeat(400),
          "9".repeat(4000),
          "0." + "0".repeat(900) + "1",
          "-0",
          "007",
          "NaN",
          "1e",
          "9223372036854775808");
  private static final List<String> OTHERS =
      List.of(
          "null",
          "true",
          "[]",
          "{}",
          "[null]",
          "\"\"",
          "\"\\ud800\"",
          "\"\\u0000\"",
          "[[{}]]",
          "{\"a\": {\"a\": []}}",
          "12.5",
          "\"" + "x".repeat(100_000) + "\"");
  private static final List<String> BODIES =
      List.of(
          "", " ", "null", "[]", "{}", "0", "\"\"", "{", "<html>busy</html>", "{}{}", "{\"a\":1},");

  /** Without those that stop a whole app or seller, as they should. */
  private static final List<String> ERRORS =
      List.of("", "10", "15", "40", "isv.x", "isp.x", "isv.order-not-exist", "\\u0000", "é");

  private static final Map<String, String> EXAMPLES = new ConcurrentHashMap<>();

  private final Random random;

  public FuzzedResponses(Random random) {
    this.random = random;
  }

  /** The example answer of an API, about this order. */
  public static byte[] example(String api, String orderId, boolean simplified) {
    return ID.matcher(EXAMPLES.computeIfAbsent(file(api, simplified), FuzzedResponses::read))
        .replaceAll(
            found -> found.group().startsWith("\"") ? "\"trade_id\": \"" + orderId + "\"" : orderId)
        .getBytes(UTF_8);
  }

  private static String file(String api, boolean simplified) {
    return "/api/" + api + (simplified ? ".simplified" : "") + ".response.json";
  }

  private static String read(String file) {
    try (InputStream in = FuzzedResponses.class.getResourceAsStream(file)) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A damaged answer of this API about this order; {@code another} is an API's, to mix them up. */
  public Reply next(String api, String another, String orderId) {
    byte[] well = example(api, orderId, random.nextBoolean());
    return switch (random.nextInt(14)) {
      case 0 -> Reply.of(Arrays.copyOf(well, random.nextInt(well.length)));
      case 1 -> Reply.of(flipped(well));
      case 2 -> Reply.of(inserted(well, pick(CONTROLS).getBytes(UTF_8)));
      case 3 -> Reply.of(twice(well));
      case 4 -> Reply.of(nested(well));
      case 5 -> Reply.of(replaced(well, pick(NUMBERS)));
      case 6 -> Reply.of(replaced(well, pick(OTHERS)));
      case 7 -> Reply.of(enveloped(well, orderId, example(another, orderId, random.nextBoolean())));
      case 8 -> Reply.of(illEncoded(well));
      case 9 -> Reply.of(well).status(200 + random.nextInt(400));
      case 10 -> Reply.of(error());
      case 11 -> Reply.of(pick(BODIES));
      case 12 -> labelled(Reply.of(well));
      default -> Reply.of(well).cutOff();
    };
  }

  private byte[] flipped(byte[] bytes) {
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return bytes;
  }

  private byte[] inserted(byte[] bytes, byte[] more) {
    int at = random.nextInt(bytes.length);
    ByteArrayOutputStream result = new ByteArrayOutputStream();
    result.write(bytes, 0, at);
    result.writeBytes(more);
    result.write(bytes, at, bytes.length - at);
    return result.toByteArray();
  }

  /** One member stands there again, with another value. */
  private byte[] twice(byte[] bytes) {
    String text = new String(bytes, UTF_8);
    Matcher name = Pattern.compile("\"[a-z_]+\":").matcher(text);
    List<Integer> places = new ArrayList<>();
    while (name.find()) {
      places.add(name.start());
    }
    int at = pick(places);
    String again = text.substring(at, text.indexOf(':', at) + 1) + pick(OTHERS) + ",";
    return (text.substring(0, at) + again + text.substring(at)).getBytes(UTF_8);
  }

  private byte[] nested(byte[] bytes) {
    int depth = List.of(50, 900, 990, 994, 996, 998, 1000, 20_000).get(random.nextInt(8));
    String open = random.nextBoolean() ? "[" : "{\"a\":";
    String close = open.equals("[") ? "]" : "}";
    return replaced(bytes, open.repeat(depth) + "1" + close.repeat(depth));
  }

  private byte[] replaced(byte[] bytes, String value) {
    String text = new String(bytes, UTF_8);
    List<int[]> places = new ArrayList<>();
    Matcher scalar = SCALAR.matcher(text);
    while (scalar.find()) {
      places.add(new int[] {scalar.start(), scalar.end()});
    }
    int[] place = pick(places);
    return (text.substring(0, place[0]) + value + text.substring(place[1])).getBytes(UTF_8);
  }

  private byte[] enveloped(byte[] bytes, String orderId, byte[] other) {
    String text = new String(bytes, UTF_8);
    String another = new String(other, UTF_8);
    String mixed =
        switch (random.nextInt(6)) {
          case 0 -> another;
          case 1 -> text.replace(orderId, "8399999999999999");
          case 2 -> "{\"x_response\":" + text + "}";
          case 3 -> "{\"error_response\":" + text + "}";
          case 4 -> "{\"error_response\":{}," + text.strip().substring(1);
          default -> "{\"a_response\":" + text + ",\"b_response\":" + another + "}";
        };
    return mixed.getBytes(UTF_8);
  }

  private byte[] illEncoded(byte[] bytes) {
    return switch (random.nextInt(5)) {
      case 0 -> inserted(bytes, new byte[] {(byte) (0x80 + random.nextInt(128))});
      case 1 -> inserted(bytes, new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80});
      case 2 -> inserted(bytes, new byte[] {(byte) 0xc0, (byte) 0xaf});
      case 3 -> ("\uFEFF" + new String(bytes, UTF_8)).getBytes(UTF_8);
      default -> new String(bytes, random.nextBoolean() ? UTF_8 : ISO_8859_1).getBytes(UTF_16LE);
    };
  }

  private String error() {
    return "{\"error_response\":{\"code\":\"%s\",\"sub_code\":\"%s\",\"msg\":\"%s\",\"request_id\":%s}}"
        .formatted(pick(ERRORS), pick(ERRORS), pick(ERRORS), pick(OTHERS));
  }

  /** Headers that do not fit the body, or that would steer a service that obeys them. */
  private Reply labelled(Reply reply) {
    Map<String, String> labels = new HashMap<>();
    switch (random.nextInt(6)) {
      case 0 -> labels.put("Content-Encoding", "gzip");
      case 1 -> labels.put("Content-Encoding", "none-such");
      case 2 -> labels.put("Content-Type", "application/json;charset=none-such");
      case 3 -> labels.put("Content-Type", "application/x-java-serialized-object");
      case 4 -> {
        labels.put("kafka.OVERRIDE_TOPIC", "elsewhere");
        labels.put("CamelRedeliveryDelay", "999999");
        labels.put("CamelHttpUri", "http://127.0.0.1:9/elsewhere");
      }
      default -> {
        labels.put("Location", "/elsewhere");
        reply = reply.status(List.of(301, 302, 303, 307, 308).get(random.nextInt(5)));
      }
    }
    for (Map.Entry<String, String> label : labels.entrySet()) {
      reply = reply.header(label.getKey(), label.getValue());
    }
    return reply;
  }

  private <T> T pick(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
