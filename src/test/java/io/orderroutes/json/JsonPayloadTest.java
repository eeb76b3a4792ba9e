package io.orderroutes.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read, and what is refused, is what Jackson reads and refuses. */
class JsonPayloadTest {
  private static final int TIMES = 20_000;

  @Test
  void readsWhatJacksonReads() throws IOException {
    for (int seed = 0; seed < TIMES; seed++) {
      String json = new RandomJson(new Random(seed)).value();
      JsonNode read = JsonPayload.of(json.getBytes(UTF_8)).node();
      JsonNode expected = JacksonTree.of(json.getBytes(UTF_8));
      assertThat(read).as("seed %d: %s", seed, json).isEqualTo(expected);
      assertThat(expected).as("seed %d: %s", seed, json).isEqualTo(read);
      assertThat(written(read))
          .as("seed %d", seed)
          .isEqualTo(new String(JacksonTree.bytes(expected), UTF_8));
      assertThat(read.deepCopy().toString()).isEqualTo(expected.toString());
    }
  }

  private static String written(JsonNode node) {
    JsonOut out = new JsonOut(1);
    out.node(node);
    return new String(out.toByteArray(), UTF_8);
  }

  /** A byte changed, taken out, doubled, or the rest cut off. */
  @Test
  void refusesWhatJacksonRefuses() {
    int refused = 0;
    int read = 0;
    for (int seed = 0; seed < 5 * TIMES; seed++) {
      Random random = new Random(seed);
      byte[] json = broken(new RandomJson(random).value().getBytes(UTF_8), random);
      boolean accepted = isReadable(json);
      assertThat(isReadByJackson(json) && isUtf8(json))
          .as("seed %d: %s", seed, new String(json, UTF_8))
          .isEqualTo(accepted);
      read += accepted ? 1 : 0;
      refused += accepted ? 0 : 1;
    }
    assertThat(refused).isGreaterThan(TIMES);
    assertThat(read).isGreaterThan(TIMES);
  }

  private static byte[] broken(byte[] json, Random random) {
    int at = random.nextInt(json.length);
    byte[] broken = json.clone();
    switch (random.nextInt(5)) {
      case 0 -> broken[at] = (byte) random.nextInt(256);
      case 1 -> broken[at] = (byte) "\"\\{}[],:0-.eE1 tn/".charAt(random.nextInt(18));
      case 2 -> System.arraycopy(json, at, broken, at - 1 < 0 ? 0 : at - 1, json.length - at);
      case 3 -> broken = Arrays.copyOf(json, at);
      default -> {
        broken = Arrays.copyOf(json, json.length + 1);
        System.arraycopy(json, at, broken, at + 1, json.length - at);
      }
    }
    return broken;
  }

  private static boolean isReadable(byte[] json) {
    try {
      JsonPayload.of(json);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isReadByJackson(byte[] json) {
    try {
      JacksonTree.of(json);
      return true;
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }

  private static boolean isUtf8(byte[] json) {
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(json));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":1", "[1, 2", "{\"a", "{\"a\":\"b", "{\"a\":\"\\u00"})
  void whatIsCutOffIsToldFromWhatIsWrong(String json) {
    assertThatThrownBy(() -> JsonPayload.of(json.getBytes(UTF_8)))
        .isInstanceOf(JsonEOFException.class);
  }

  @Test
  void asDeepAsJackson() throws IOException {
    assertThat(isReadable(deep(900))).isTrue();
    assertThat(isReadable(deep(901))).isFalse();
  }

  private static byte[] deep(int levels) {
    return ("[".repeat(levels) + "]".repeat(levels)).getBytes(UTF_8);
  }

  @Test
  void asLongAsJackson() {
    for (String json :
        new String[] {
          "1".repeat(1000),
          "1".repeat(1001),
          "-" + "1".repeat(1000),
          "-" + "1".repeat(1001),
          "1." + "1".repeat(998) + "e2",
          "1." + "1".repeat(998) + "e-2",
          "1." + "1".repeat(998) + "e22",
          "0." + "1".repeat(998),
          "0." + "1".repeat(999),
          "{\"" + "a".repeat(50_000) + "\":1}",
          "{\"" + "a".repeat(50_001) + "\":1}"
        }) {
      assertThat(isReadable(json.getBytes(UTF_8)))
          .as("%d characters, %.20s…", json.length(), json)
          .isEqualTo(isReadByJackson(json.getBytes(UTF_8)));
    }
  }

  @Test
  void aMarkOfTheByteOrderIsNoneOfIt() throws IOException {
    byte[] json = "\uFEFF{\"a\":1}".getBytes(UTF_8);
    assertThat(JsonPayload.of(json).node().path("a").intValue()).isEqualTo(1);
  }

  @Test
  void theLastOfTwoMembersCounts() throws IOException {
    ObjectNode read =
        (ObjectNode) JsonPayload.of("{\"a\":1,\"b\":2,\"a\":3}".getBytes(UTF_8)).node();
    assertThat(read.toString()).isEqualTo("{\"a\":3,\"b\":2}");
    assertThat(read.size()).isEqualTo(2);
  }
}
