package io.orderroutes.gateway.response;

import static io.orderroutes.gateway.response.Read.answer;
import static io.orderroutes.gateway.response.Read.example;
import static io.orderroutes.gateway.response.Read.leaves;
import static io.orderroutes.gateway.response.Read.payload;
import static io.orderroutes.gateway.response.Read.tree;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderroutes.gateway.response.ResponsePaths.Want;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseReaderTest {
  private static final String REQUEST_ID = "16a1x7k2m9d3q";

  static Stream<Arguments> examples() {
    return Stream.of(
        Arguments.of("aliexpress.solution.order.info.get", Read.ORDER_INFO, "31130700125804"),
        Arguments.of("alibaba.seller.order.get", Read.ALIBABA, "12345"),
        Arguments.of(
            "aliexpress.local.logistics.order.info.query", Read.LOGISTICS, "8143812362060033"),
        Arguments.of("aliexpress.trade.order.open.query", Read.TRADE, "1100040120015434"));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void givesTheSamePayloadForBothShapes(String api, ResponsePaths paths, String id)
      throws Exception {
    Map<?, ?> expected = (Map<?, ?>) tree(example(api + ".simplified.response"));
    assertThat(expected.remove("request_id")).isEqualTo("VALUE_STRING " + REQUEST_ID);
    String wrapped = payload(example(api + ".response"), paths, id);
    String simplified = payload(example(api + ".simplified.response"), paths, id);
    assertThat(tree(wrapped)).isEqualTo(expected);
    assertThat(tree(simplified)).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void keepsEveryLeafInItsOrderAndText(String api, ResponsePaths paths, String id)
      throws Exception {
    String example = example(api + ".response");
    var expected = leaves(tree(example));
    assertThat(expected.remove("VALUE_STRING " + REQUEST_ID)).isTrue();
    assertThat(leaves(tree(payload(example, paths, id)))).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void tellsWhatAnExampleAnswerSays(String api, ResponsePaths paths, String id) throws Exception {
    for (String shape : new String[] {".response", ".simplified.response"}) {
      Response answer = answer(example(api + shape), paths, id);
      assertThat(answer.requestId()).isEqualTo(REQUEST_ID);
      assertThat(answer.value(Want.ORDER_ID)).isEqualTo(id);
      assertThat(answer.value(Want.PAYLOAD)).isNotEmpty();
      assertThat(answer.error()).isEmpty();
    }
  }

  @Test
  void findsFlagsAndErrorTextsBesideThePayload() throws Exception {
    for (String shape : new String[] {".response", ".simplified.response"}) {
      Response info =
          answer(example("aliexpress.solution.order.info.get" + shape), Read.ORDER_INFO, "1");
      assertThat(info.value(Want.ERROR_CODE)).isEqualTo("F00-10-10000-001");
      assertThat(info.value(Want.ERROR_MESSAGE)).isEqualTo("account not found");
      assertThat(info.links()).containsExactly("1234567");
      Response parcel =
          answer(
              example("aliexpress.local.logistics.order.info.query" + shape), Read.LOGISTICS, "1");
      assertThat(parcel.value(Want.SUCCESS)).isEqualTo("true");
      assertThat(parcel.value(Want.ERROR_CODE)).isEqualTo("11");
    }
  }

  @Test
  void keepsIdsAndAmountsAsTheBytesTheyCameAs() throws Exception {
    assertThat(
            payload(
                "{\"x_response\":{\"a\":1100040120015434567,\"b\":9223372036854775808,\"c\":1.10,"
                    + "\"d\":1E400,\"e\":-0,\"f\":0.000,\"g\":\"1.10\"}}"))
        .isEqualTo(
            "{\"a\":1100040120015434567,\"b\":9223372036854775808,\"c\":1.10,"
                + "\"d\":1E400,\"e\":-0,\"f\":0.000,\"g\":\"1.10\"}");
  }

  @Test
  void keepsTextsAsTheBytesTheyCameAs() throws Exception {
    String texts =
        "{\"a\":\"查看😀\",\"b\":\"caf\\u00e9 \\uD83D\\uDE00\",\"c\":\"a\\\"}],{[\\\\\",\"d\":\"\\/x/\","
            + "\"e\\u00e9\":null}";
    assertThat(payload("{\"x_response\":" + texts + "}")).isEqualTo(texts);
    assertThat(payload(texts)).isEqualTo(texts);
  }

  @Test
  void findsTheIdAsTextAndAsNumber() throws Exception {
    for (String id : new String[] {"9223372036854775808", "\"9223372036854775808\""}) {
      assertThat(answer("{\"value\":{\"trade_id\":" + id + "}}", Read.ALIBABA, "1").values())
          .containsEntry(Want.ORDER_ID, "9223372036854775808");
    }
  }

  @Test
  void knowsAnAnswerWithoutPayload() throws Exception {
    for (String value :
        new String[] {"", "\"value\":null", "\"value\":{}", "\"other\":{\"a\":1}"}) {
      assertThat(answer("{" + value + "}", Read.ALIBABA, "1").value(Want.PAYLOAD)).isEmpty();
      assertThat(answer("{\"x_response\":{" + value + "}}", Read.ALIBABA, "1").value(Want.PAYLOAD))
          .isEmpty();
    }
  }

  @Test
  void readsAnErrorAnswer() throws Exception {
    Response answer =
        answer(
            "{\"error_response\":{\"code\":27,\"msg\":\"Invalid session\","
                + "\"sub_code\":\"invalid-sessionkey\",\"more\":{\"a\":[1]},\"request_id\":\"r1\"}}",
            Read.ALIBABA,
            "1");
    assertThat(answer.error())
        .containsEntry("code", "27")
        .containsEntry("msg", "Invalid session")
        .containsEntry("sub_code", "invalid-sessionkey")
        .doesNotContainKey("more");
    assertThat(answer.requestId()).isEqualTo("r1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"request_id\":\"r0\",\"error_response\":{\"code\":27,\"request_id\":\"r1\"}}",
        "{\"error_response\":{\"code\":27,\"request_id\":\"r1\"},\"request_id\":\"r0\"}",
        "{\"error_response\":{\"code\":27},\"request_id\":\"r1\"}",
        "{\"request_id\":\"r1\",\"error_response\":{\"code\":27}}",
        "{\"value\":{\"trade_id\":1},\"request_id\":\"r1\",\"error_response\":{\"code\":27}}"
      })
  void readsAnErrorWhereverItStands(String json) throws Exception {
    Response answer = answer(json, Read.ALIBABA, "1");
    assertThat(answer.error()).containsEntry("code", "27");
    assertThat(answer.requestId()).isEqualTo("r1");
  }

  @Test
  void leavesOutTheNullMembersOfAnError() throws Exception {
    Response answer =
        answer(
            "{\"error_response\":{\"code\":7,\"msg\":\"limited\",\"sub_code\":null,"
                + "\"sub_msg\":null}}",
            Read.ALIBABA,
            "1");
    assertThat(answer.error()).containsOnlyKeys("code", "msg");
  }

  @Test
  void takesAnEmptyErrorForAnError() throws Exception {
    assertThat(answer("{\"error_response\":{}}", Read.ALIBABA, "1").error())
        .containsExactly(Map.entry("code", ""));
  }
}
