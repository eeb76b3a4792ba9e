package io.orderroutes.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class GatewaySignatureTest {
  private final JsonNode vectors = GatewayCaller.resource("/signature-vectors.json");

  @TestFactory
  Stream<DynamicTest> signsAsTheOfficialClientsDo() {
    return StreamSupport.stream(vectors.path("vectors").spliterator(), false)
        .map(vector -> DynamicTest.dynamicTest(vector.path("name").asText(), () -> check(vector)));
  }

  @Test
  void knowsAllVectors() {
    assertThat(vectors.path("vectors")).hasSize(vectors.path("count").asInt()).hasSize(50);
  }

  @Test
  void leavesTheSignatureItselfOut() {
    assertThat(GatewaySignature.text("/path", Map.of("b", "2", "a", "1", "sign", "x", "c", " ")))
        .isEqualTo("/patha1b2");
  }

  private void check(JsonNode vector) {
    Map<String, String> params = new TreeMap<>();
    vector
        .path("params")
        .properties()
        .forEach(param -> params.put(param.getKey(), param.getValue().textValue()));
    String path = vector.path("apiPath").asText("");
    String method = vector.path("signMethod").asText();
    String secret = vector.path("appSecret").asText();
    assertThat(GatewaySignature.of(method, path, params, secret))
        .isEqualTo(vector.path("expectedSign").asText());
  }
}
