package io.orderroutes.gateway.response;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderroutes.gateway.response.LenientReader.UnreadableException;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is nearly JSON, what is XML, and what is neither. */
class LenientReaderTest {
  private static final ObjectMapper STRICT = new ObjectMapper();

  @Test
  void readsRawControlCharactersAndEscapedApostrophes() throws Exception {
    StringBuilder raw = new StringBuilder("{\"a\":\"");
    StringBuilder text = new StringBuilder();
    for (char sign = 0; sign < ' '; sign++) {
      raw.append(sign);
      text.append(sign);
    }
    String json = raw + "the buyer\\'s \\\" \\\\ \\u00e9\",\t\"b\":[1,\n2]}";
    Response answer = read(json);
    assertThat(STRICT.readTree(answer.payload().bytes()).path("a").asText())
        .isEqualTo(text + "the buyer's \" \\ é");
    assertThat(new String(answer.payload().bytes(), UTF_8)).endsWith(",\t\"b\":[1,\n2]}");
  }

  @Test
  void findsThePayloadOfWhatItHasRepaired() throws Exception {
    String json = "{\"x_response\":{\"result\":{\"data\":{\"id\":7,\"memo\":\"a\tb\"}}}}";
    Response answer =
        LenientReader.read(json.getBytes(UTF_8), Read.ORDER_INFO, List.of("7")).get("7");
    assertThat(answer.value(ResponsePaths.Want.ORDER_ID)).isEqualTo("7");
    assertThat(STRICT.readTree(answer.payload().bytes()).at("/result/data/memo").asText())
        .isEqualTo("a\tb");
  }

  @Test
  void leavesAnAnswerThatIsJsonAsItCame() throws Exception {
    String json = Read.example("alibaba.seller.order.get.simplified.response");
    assertThat(read(json).payload().bytes())
        .isEqualTo(Read.answer(json, new ResponsePaths(), "7").payload().bytes());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\" 1}",
        "{\"a\":1}}",
        "{\"a\":01}",
        "{\"a\":\"\\q\"}",
        "{'a':1}",
        "\uFEFF{\"a\":tru}",
        "{\"error_response\":\"busy\"}",
        "<?xml version=\"1.0\"?><order_get_response><id>7</id></order_get_response>"
      })
  void saysSoWhereAWholeAnswerCannotBeRead(String text) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(UnreadableException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":",
        "{\"a\":\"x\ty",
        "{\"a\":{\"b\":1}",
        "busy",
        "[]",
        "<!DOCTYPE html><html><body>busy</body></html>",
        "<html><body>busy</body></html>",
        "<error_response><code>1",
        "<"
      })
  void mayComeWholeTheNextTimeWhereItIsCutOrNoAnswerAtAll(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(UnreadableException.class);
  }

  @Test
  void saysOfBytesInAnotherEncodingThatTheyCannotBeRead() {
    byte[] body = "{\"a\":\"中\"}".getBytes(java.nio.charset.Charset.forName("GBK"));
    assertThatThrownBy(() -> LenientReader.read(body, new ResponsePaths(), List.of("7")))
        .isInstanceOf(UnreadableException.class)
        .hasMessageStartingWith("the response");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "code | 15",
        "sub_code | isp.remote-service-error",
        "sub_msg | not <now> & here",
        "request_id | r1"
      })
  void readsAnErrorInXml(String member, String text) throws Exception {
    String xml =
        "\uFEFF<?xml version=\"1.0\" encoding=\"utf-8\" ?>\n<!-- top -->\n<error_response>"
            + "<args list=\"true\"><arg><key>code</key><value>no</value></arg></args>\n"
            + " <code>15</code><msg>Remote service error</msg>"
            + "<sub_code>isp.remote-service-error</sub_code>"
            + "<sub_msg>not &lt;now&gt; <![CDATA[& here]]></sub_msg>"
            + "<request_id>r1</request_id></error_response>\n<!--top01-->";
    assertThat(read(xml).error()).containsEntry(member, text).doesNotContainKey("key");
  }

  @Test
  void looksNothingUpThatXmlNames() {
    String xml =
        "<?xml version=\"1.0\"?><!DOCTYPE e [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
            + "<error_response><code>&x;</code></error_response>";
    assertThatThrownBy(() -> read(xml)).isInstanceOf(IOException.class);
  }

  private static Response read(String text) throws IOException {
    return LenientReader.read(text.getBytes(UTF_8), new ResponsePaths(), List.of("7")).get("7");
  }
}
