package io.orderroutes.gateway.response;

import static io.orderroutes.gateway.response.Read.payload;
import static io.orderroutes.gateway.response.Read.tree;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes that are no answer are refused as such, whatever they are. */
class ResponseRefusalTest {
  private static final int MUTATIONS = 20_000;
  private static final String[] APIS = {
    "aliexpress.solution.order.info.get",
    "alibaba.seller.order.get",
    "aliexpress.local.logistics.order.info.query",
    "aliexpress.trade.order.open.query"
  };
  private static final ResponsePaths[] PATHS = {
    Read.ORDER_INFO, Read.ALIBABA, Read.LOGISTICS, Read.TRADE
  };
  private static final List<String> PIECES =
      List.of(
          "{",
          "}",
          "[",
          "]",
          "\"",
          ",",
          ":",
          "\\",
          "\\ud800",
          "null",
          "true",
          "1e9",
          "-0",
          "007",
          "\"request_id\":1,",
          "\"x_response\":",
          "[[",
          "{\"a\":[",
          "\uFEFF",
          "\u0000",
          "é",
          " ");

  /** The seed is fixed: a failure comes back with every run. */
  private final Random random = new Random(20_260_202);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "[]",
        "[{\"a\":1}]",
        "1",
        "\"text\"",
        "null",
        "<html>busy</html>",
        "{\"a\":1",
        "{\"a\":1}}",
        "{\"a\":1} x",
        "{\"a\":1}{\"a\":1}",
        "{\"a\":1,}",
        "{\"a\" 1}",
        "{'a':1}",
        "{\"a\":01}",
        "{\"a\":NaN}",
        "{\"a\":\"\u0001\"}",
        "{\"x_response\":{}",
        "{\"x_response\":[]}",
        "{\"x_response\":1}",
        "{\"x_response\":{}} x",
        "{\"error_response\":\"busy\"}",
        "{\"request_id\":\"r\",\"error_response\":\"busy\"}",
        "{\"error_response\":{\"code\":"
      })
  void refusesWhatIsNoWholeJsonObject(String bytes) {
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> payload(bytes));
  }

  @Test
  void refusesEveryBeginningOfAnAnswer() throws Exception {
    String answer = Read.example(APIS[3] + ".response").strip();
    for (int end = 0; end < answer.length(); end++) {
      String begin = answer.substring(0, end);
      assertThatExceptionOfType(IOException.class)
          .as(begin)
          .isThrownBy(() -> payload(begin, Read.TRADE, "1100040120015434"));
    }
  }

  @Test
  void refusesBytesThatAreNotUtf8() {
    for (Charset charset : new Charset[] {ISO_8859_1, UTF_16, UTF_16LE}) {
      refuses("{\"a\":\"é\"}".getBytes(charset));
    }
    int[][] sequences = {
      {0x80}, // goes on with nothing
      {0xE4, 0xB8}, // not whole
      {0xC0, 0x80}, // overlong
      {0xC1, 0xBF},
      {0xE0, 0x9F, 0xBF},
      {0xF0, 0x8F, 0xBF, 0xBF},
      {0xED, 0xA0, 0x80}, // half a surrogate pair
      {0xED, 0xBF, 0xBF},
      {0xF4, 0x90, 0x80, 0x80}, // above U+10FFFF
      {0xF5, 0x80, 0x80, 0x80},
      {0xFF}
    };
    for (int[] sequence : sequences) {
      refuses(bytes("{\"a\":\"", sequence, "\"}"));
      refuses(bytes("{\"", sequence, "\":1}"));
    }
  }

  @Test
  void takesTheFirstAndTheLastCharacterOfEachLength() throws Exception {
    String all = "\u0080\u07FF\u0800\uD7FF\uE000\uFFFF\uD800\uDC00\uDBFF\uDFFF";
    String json = "{\"" + all + "\":\"" + all + "\"}";
    assertThat(payload(json)).isEqualTo(json);
  }

  @Test
  void readsAnAnswerAfterAByteOrderMark() throws Exception {
    assertThat(payload("\uFEFF{\"x_response\":{\"l\":{\"x\":[1]}}}")).isEqualTo("{\"l\":[1]}");
  }

  /** A document has levels of its own around an answer; readers take 1000 in all. */
  @Test
  void readsOnlyAnAnswerWhoseDocumentOthersCanReadToo() throws Exception {
    String readable = "{\"a\":" + "[".repeat(899) + "]".repeat(899) + "}";
    assertThat(payload(readable)).isEqualTo(readable);
    String deeper = "{\"a\":" + "[".repeat(900) + "]".repeat(900) + "}";
    refuses(deeper.getBytes(UTF_8));
  }

  @Test
  void refusesJsonNestedWithoutEnd() {
    String deep = "{\"a\":".repeat(100_000);
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> payload(deep));
    String lists = "{\"x_response\":{\"a\":" + "[".repeat(100_000);
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> payload(lists));
  }

  @Test
  void givesValidJsonOrARefusalForEveryMutation() throws Exception {
    int read = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      int api = random.nextInt(APIS.length);
      byte[] mutated = mutated(example(api).getBytes(UTF_8));
      Optional<Response> answer = readOrRefused(mutated, PATHS[api]);
      if (answer.isPresent() && answer.get().error().isEmpty()) {
        validate(answer.get());
        read++;
      }
    }
    assertThat(read).isBetween(MUTATIONS / 100, MUTATIONS * 9 / 10);
  }

  private static Optional<Response> readOrRefused(byte[] mutated, ResponsePaths paths) {
    try {
      return Optional.of(
          ResponseReader.read(mutated, paths, List.of("1100040120015434")).get("1100040120015434"));
    } catch (IOException refused) {
      return Optional.empty();
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError("neither read nor refused: " + new String(mutated, UTF_8), e);
    }
  }

  private static void validate(Response answer) throws IOException {
    String payload = Read.text(answer);
    assertThat(payload).startsWith("{").endsWith("}");
    try {
      tree(payload);
    } catch (IOException e) {
      // a name given twice is passed on as it came
      assertThat(e).as(payload).hasMessageStartingWith("Duplicate field");
    }
  }

  private String example(int api) throws IOException {
    return Read.example(APIS[api] + (random.nextBoolean() ? ".response" : ".simplified.response"));
  }

  private byte[] mutated(byte[] example) {
    byte[] bytes = example;
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      int from = random.nextInt(bytes.length + 1);
      int to = Math.min(bytes.length, from + random.nextInt(6));
      ByteArrayOutputStream result = new ByteArrayOutputStream();
      result.write(bytes, 0, from);
      switch (random.nextInt(4)) {
        case 0 -> result.write(random.nextInt(256));
        case 1 -> result.writeBytes(Arrays.copyOfRange(bytes, from / 2, from));
        case 2 -> result.writeBytes(PIECES.get(random.nextInt(PIECES.size())).getBytes(UTF_8));
        default -> {}
      }
      result.write(bytes, to, bytes.length - to);
      bytes = result.toByteArray();
    }
    return bytes;
  }

  private static void refuses(byte[] body) {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> ResponseReader.read(body, new ResponsePaths(), List.of("")));
  }

  private static byte[] bytes(String begin, int[] sequence, String rest) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(begin.getBytes(UTF_8));
    Arrays.stream(sequence).forEach(bytes::write);
    bytes.writeBytes(rest.getBytes(UTF_8));
    return bytes.toByteArray();
  }
}
