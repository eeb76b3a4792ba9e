package io.orderroutes.gateway.response;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderroutes.gateway.response.ResponsePaths.Want;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One answer for several orders. */
class ResponseBatchTest {
  private static final String ITEM = "{\"order_id\":%s,\"out_id\":\"o%s\",\"order_lines\":[%s]}";
  private static final String FRAME = "{\"result\":{\"orders\":%s,\"success\":true}%s}";

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void leavesEachOrderItsOwnElementAndTheAnswersOwnFields(boolean simplified) throws Exception {
    String list = item("1") + " , " + item("2") + "," + item("3") + "," + item("2");
    String answer =
        FRAME.formatted(simplified ? "[" + list + "]" : wrapped(list), ",\"request_id\":\"r\"");
    Map<String, Response> responses =
        ResponseReader.read(
            (simplified ? answer : "{\"a_b_response\":" + answer + "}").getBytes(UTF_8),
            Read.TRADE,
            List.of("2", "9", "3", "1"));
    for (String id : List.of("1", "2", "3")) {
      assertThat(Read.text(responses.get(id))).isEqualTo(FRAME.formatted("[" + item(id) + "]", ""));
      assertThat(responses.get(id).value(Want.ORDER_ID)).isEqualTo(id);
      assertThat(responses.get(id).value(Want.PAYLOAD)).isNotEmpty();
      assertThat(responses.get(id).requestId()).isEqualTo("r");
    }
    assertThat(Read.text(responses.get("9"))).isEqualTo(FRAME.formatted("[]", ""));
    assertThat(responses.get("9").value(Want.PAYLOAD)).isEmpty();
    assertThat(responses).hasSize(4);
  }

  private static String item(String id) {
    return ITEM.formatted(id, id, "");
  }

  private static String wrapped(String list) {
    return "{\"order\":[" + list + "]}";
  }
}
