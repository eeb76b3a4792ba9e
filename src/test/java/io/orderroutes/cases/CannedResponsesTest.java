package io.orderroutes.cases;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CannedResponsesTest {
  private final CannedResponses cannedResponses =
      new CannedResponses(
          Map.of(
              "a.get", response("any"), "a.get@7", response("seven"), "a.get@77", response("77")));

  @Test
  void aResponseForTheIdTakesPrecedenceOverThatOfTheApi() {
    assertThat(cannedResponses.to("a.get", "id=8").body()).asString(UTF_8).isEqualTo("any");
    assertThat(cannedResponses.to("a.get", "id=7").body()).asString(UTF_8).isEqualTo("seven");
    assertThat(cannedResponses.to("a.get", "id=77").body()).asString(UTF_8).isEqualTo("77");
  }

  @Test
  void namesTheFileThatIsMissing() {
    assertThat(cannedResponses.to("b.get", "id=7").body()).isEmpty();
    assertThat(cannedResponses.missing(Path.of("cases", "one")))
        .singleElement()
        .asString()
        .startsWith("b.get ")
        .endsWith(Path.of("cases", "one", "b.get.json").toString());
  }

  @Test
  void namesTheFilesThatWereNotUsed() {
    cannedResponses.to("a.get", "id=7");
    assertThat(cannedResponses.unused())
        .extracting(line -> line.split(" ")[0])
        .containsExactly("a.get.json", "a.get@77.json");
  }

  private static CannedResponse response(String text) {
    return CannedResponse.ofBody(text.getBytes(UTF_8));
  }
}
