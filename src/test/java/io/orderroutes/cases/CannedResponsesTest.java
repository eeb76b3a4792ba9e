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
  void anAnswerForTheIdGoesBeforeThatOfTheApi() {
    assertThat(cannedResponses.to("a.get", "id=8").body()).asString(UTF_8).isEqualTo("any");
    assertThat(cannedResponses.to("a.get", "id=7").body()).asString(UTF_8).isEqualTo("seven");
    assertThat(cannedResponses.to("a.get", "id=77").body()).asString(UTF_8).isEqualTo("77");
  }

  @Test
  void namesTheFileThatIsMissing() {
    assertThat(cannedResponses.to("b.get", "id=7").body()).isEmpty();
    assertThat(cannedResponses.missing(Path.of("cases", "one")))
        .containsExactly("b.get has no answer: write " + Path.of("cases", "one", "b.get.json"));
  }

  @Test
  void namesTheFilesThatWereNeverAskedFor() {
    cannedResponses.to("a.get", "id=7");
    assertThat(cannedResponses.unused())
        .containsExactly("a.get.json was never asked for", "a.get@77.json was never asked for");
  }

  private static CannedResponse response(String text) {
    return CannedResponse.ofBody(text.getBytes(UTF_8));
  }
}
