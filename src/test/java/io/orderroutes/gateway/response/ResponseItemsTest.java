package io.orderroutes.gateway.response;

import static io.orderroutes.gateway.response.Read.answer;
import static io.orderroutes.gateway.response.Read.payload;
import static io.orderroutes.gateway.response.Read.tree;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderroutes.gateway.response.ResponsePaths.Want;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of a batch answer only the order that was asked for may reach a document. */
class ResponseItemsTest {
  private static final String FIRST =
      "{\"order_id\":1100040120015434,\"out_id\":\"first-]}\\\"\",\"order_lines\":%s}";
  private static final String MIDDLE =
      "{\"out_id\":\"middle😀\",\"order_lines\":%s,\"order_id\":\"1100040120015435\"}";
  private static final String LAST =
      "{\"order_lines\":%s,\"order_id\":1100040120015436,\"extra_params\":{\"order_id\":1}}";
  private static final List<String> ORDERS = List.of(FIRST, MIDDLE, LAST);
  private static final List<String> IDS =
      List.of("1100040120015434", "1100040120015435", "1100040120015436");

  @Test
  void keepsTheAskedOrderWhereverItStands() throws Exception {
    for (int asked = 0; asked < 3; asked++) {
      String expected = simplified(List.of(ORDERS.get(asked)));
      for (String answer : List.of(simplified(ORDERS), wrapped(ORDERS))) {
        assertThat(payload(answer, Read.TRADE, IDS.get(asked))).isEqualTo(expected);
        Response read = answer(answer, Read.TRADE, IDS.get(asked));
        assertThat(read.value(Want.ORDER_ID)).isEqualTo(IDS.get(asked));
        assertThat(read.value(Want.PAYLOAD)).isNotEmpty();
        assertThat(read.requestId()).isEqualTo("r1");
      }
    }
  }

  @Test
  void keepsTheAskedOrderOfSpacedJson() throws Exception {
    for (int asked = 0; asked < 3; asked++) {
      Object expected = tree(simplified(List.of(ORDERS.get(asked))));
      for (String answer : List.of(simplified(ORDERS), wrapped(ORDERS))) {
        assertThat(tree(payload(spaced(answer), Read.TRADE, IDS.get(asked)))).isEqualTo(expected);
      }
    }
  }

  @Test
  void keepsOneOrderThatStandsAlone() throws Exception {
    for (String answer : List.of(simplified(List.of(LAST)), wrapped(List.of(LAST)))) {
      assertThat(payload(answer, Read.TRADE, IDS.get(2))).isEqualTo(simplified(List.of(LAST)));
    }
  }

  @Test
  void keepsNoOrderWhenOnlyOthersAreAnswered() throws Exception {
    for (String answer : List.of(simplified(ORDERS), wrapped(ORDERS))) {
      Response read = answer(answer, Read.TRADE, "77");
      assertThat(read.value(Want.PAYLOAD)).isEmpty();
      assertThat(tree(Read.text(read))).isEqualTo(tree(simplified(List.of())));
    }
  }

  @Test
  void keepsAnOrderOnceThatIsAnsweredTwice() throws Exception {
    String again = FIRST.replace("first", "again");
    String answer = simplified(List.of(MIDDLE, FIRST, again, LAST, again));
    assertThat(payload(answer, Read.TRADE, IDS.get(0))).isEqualTo(simplified(List.of(FIRST)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"result\":{\"orders\":[],\"success\":true}}",
        "{\"result\":{\"orders\":{},\"success\":true}}",
        "{\"result\":{\"orders\":null,\"success\":true}}",
        "{\"result\":{\"success\":true}}",
        "{\"result\":{\"orders\":[null,1,\"1\",{}],\"success\":true}}"
      })
  void findsNoOrderInAnEmptyList(String answer) throws Exception {
    for (String shape : List.of(answer, "{\"x_response\":" + answer + "}")) {
      Response read = answer(shape, Read.TRADE, "1");
      assertThat(read.value(Want.PAYLOAD)).isEmpty();
      assertThat((Object) ((Map<?, ?>) tree(Read.text(read))).get("result")).isNotNull();
    }
  }

  @Test
  void findsNoOrderInAnEmptyWrappedList() throws Exception {
    String answer = "{\"x_response\":{\"result\":{\"orders\":{\"order\":[]},\"success\":true}}}";
    assertThat(answer(answer, Read.TRADE, "1").value(Want.PAYLOAD)).isEmpty();
    assertThat(payload(answer, Read.TRADE, "1"))
        .isEqualTo("{\"result\":{\"orders\":[],\"success\":true}}");
  }

  private static String simplified(List<String> orders) {
    return "{\"result\":{\"orders\":["
        + String.join(",", with(orders, "[{\"n\":1}]"))
        + "],\"success\":true}"
        + (orders.size() == 3 ? ",\"request_id\":\"r1\"}" : "}");
  }

  private static String wrapped(List<String> orders) {
    return "{\"x_response\":{\"result\":{\"orders\":{\"order\":["
        + String.join(",", with(orders, "{\"order_line\":[{\"n\":1}]}"))
        + "]},\"success\":true},\"request_id\":\"r1\"}}";
  }

  private static List<String> with(List<String> orders, String lines) {
    List<String> written = new ArrayList<>();
    orders.forEach(order -> written.add(order.formatted(lines)));
    return written;
  }

  private static String spaced(String json) {
    return json.replaceAll("([\\[{])(?=[\"{])", " $1\n ").replaceAll(",(?=[\"{])", " ,\t");
  }
}
