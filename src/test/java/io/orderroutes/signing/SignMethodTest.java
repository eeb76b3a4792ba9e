package io.orderroutes.signing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignMethodTest {
  private final JsonNode vectors = vectors();

  @Test
  void signsThePublishedExample() {
    Map<String, String> params =
        Map.of(
            "method", "taobao.item.seller.get",
            "app_key", "12345678",
            "session", "test",
            "timestamp", "2016-01-01 12:00:00",
            "format", "json",
            "v", "2.0",
            "fields", "num_iid,title,nick,price,num",
            "num_iid", "11223344",
            "sign_method", "md5");
    assertThat(SignMethod.MD5.sign("", new TreeMap<>(params), "helloworld"))
        .isEqualTo("66987CB115214E59E6EC978214934FB8");
  }

  @TestFactory
  Stream<DynamicTest> signsAsTheOfficialClientsDo() {
    return StreamSupport.stream(vectors.path("vectors").spliterator(), false)
        .map(vector -> DynamicTest.dynamicTest(vector.path("name").asText(), () -> check(vector)));
  }

  @Test
  void knowsFiftyVectorsOfThreeProtocols() {
    assertThat(vectors.path("vectors")).hasSize(50);
    assertThat(vectors.path("vectors").findValuesAsText("protocol"))
        .contains("TOP", "IOP_SYNC", "IOP_REST");
    assertThat(vectors.path("vectors").findValuesAsText("signMethod"))
        .contains("md5", "hmac", "hmac-sha256", "sha256");
  }

  @Test
  void ordersUpperCaseBeforeUnderscoreBeforeLowerCase() {
    Map<String, String> params = Map.of("ab", "4", "aB", "2", "a_b", "3", "a", "1");
    Map<String, String> sameText = Map.of("a1aB2a_b3ab", "4");
    assertThat(SignMethod.HMAC.sign("", new TreeMap<>(params), "s"))
        .isEqualTo(SignMethod.HMAC.sign("", new TreeMap<>(sameText), "s"));
  }

  @Test
  void putsThePathBeforeTheParameters() {
    Map<String, String> params = Map.of("app_key", "1");
    Map<String, String> sameText = Map.of("/order/getapp_key", "1");
    assertThat(SignMethod.SHA256.sign("/order/get", new TreeMap<>(params), "s"))
        .isEqualTo(SignMethod.SHA256.sign("", new TreeMap<>(sameText), "s"))
        .isNotEqualTo(SignMethod.SHA256.sign("", new TreeMap<>(params), "s"));
  }

  @ParameterizedTest
  @CsvSource({
    "TOP, md5, MD5",
    "TOP, hmac, HMAC",
    "TOP, hmac-sha256, HMAC_SHA256",
    "IOP, sha256, SHA256"
  })
  void isFoundByItsWireNameAndProtocol(Protocol protocol, String name, SignMethod method) {
    assertThat(SignMethod.of(protocol, name)).contains(method);
    assertThat(method.wireName()).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({"TOP, sha256", "TOP, sha512", "TOP, MD5", "TOP, ''", "IOP, md5", "IOP, hmac-sha256"})
  void isNotFoundUnderAnotherProtocolOrName(Protocol protocol, String name) {
    assertThat(SignMethod.of(protocol, name)).isEmpty();
  }

  private static void check(JsonNode vector) {
    Map<String, String> params = new TreeMap<>();
    vector
        .path("params")
        .properties()
        .forEach(param -> params.put(param.getKey(), param.getValue().textValue()));
    String protocol = vector.path("protocol").asText().substring(0, 3);
    SignMethod method =
        SignMethod.of(Protocol.valueOf(protocol), vector.path("signMethod").asText()).orElseThrow();
    String path = vector.path("apiPath").isNull() ? "" : vector.path("apiPath").asText();
    String secret = vector.path("appSecret").asText();
    assertThat(method.sign(path, Signer.withoutBlanks(params), secret))
        .isEqualTo(vector.path("expectedSign").asText());
  }

  private static JsonNode vectors() {
    try (InputStream in = SignMethodTest.class.getResourceAsStream("/signature-vectors.json")) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new IllegalStateException("signature-vectors.json cannot be read", e);
    }
  }
}
