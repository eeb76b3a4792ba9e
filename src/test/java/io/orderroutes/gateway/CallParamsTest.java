package io.orderroutes.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallParamsTest {
  private static final CamelContext CAMEL = started();

  private final Exchange exchange = new DefaultExchange(CAMEL);

  @Test
  void writesADottedNameAsAMemberOfAJsonObject() {
    assertThat(params("param1.order_id:number=${variable.orderId}", "orderId", "31130700125804"))
        .containsExactly(Map.entry("param1", "{\"order_id\":31130700125804}"));
    assertThat(params("param1.logistics_order_id=${variable.id}", "id", "BP10000000018002"))
        .containsExactly(Map.entry("param1", "{\"logistics_order_id\":\"BP10000000018002\"}"));
  }

  @Test
  void neverRoundsANumber() {
    assertThat(params("p.id:number=${variable.id}", "id", "9223372036854775808"))
        .containsExactly(Map.entry("p", "{\"id\":9223372036854775808}"));
  }

  @Test
  void gathersTheMembersOfOneObject() {
    assertThat(params("p.a=1&q=2&p.b:number=3&p.c.d=4", "none", ""))
        .containsOnly(
            Map.entry("p", "{\"a\":\"1\",\"b\":3,\"c\":{\"d\":\"4\"}}"), Map.entry("q", "2"));
  }

  @Test
  void escapesWhatJsonNeedsEscaped() {
    assertThat(params("p.a=${variable.text}", "text", "say \"é\" \\ 😀"))
        .containsExactly(Map.entry("p", "{\"a\":\"say \\\"é\\\" \\\\ 😀\"}"));
  }

  @Test
  void joinsAListByCommas() {
    assertThat(params("out_ids=${variable.ids}", "ids", List.of("a", "b", "c")))
        .containsExactly(Map.entry("out_ids", "a,b,c"));
    assertThat(params("out_ids=${variable.ids}", "ids", List.of()))
        .containsExactly(Map.entry("out_ids", ""));
  }

  @Test
  void takesValuesThatHoldAnEqualsSign() {
    assertThat(params("order_ids=${variable.id}&filter=a=b", "id", "7"))
        .containsOnly(Map.entry("order_ids", "7"), Map.entry("filter", "a=b"));
  }

  @Test
  void takesNoTextFromAValueForAnotherParameter() {
    assertThat(params("id=${variable.id}&p.id=${variable.id}", "id", "1&evil=2\",\"x\":\"y"))
        .containsOnly(
            Map.entry("id", "1&evil=2\",\"x\":\"y"),
            Map.entry("p", "{\"id\":\"1&evil=2\\\",\\\"x\\\":\\\"y\"}"));
  }

  @Test
  void leavesBlankMembersAndWhollyBlankObjectsOut() {
    assertThat(params("p.a=${variable.none}&p.b=x&q.a:number=${variable.blank}", "blank", " "))
        .containsExactly(Map.entry("p", "{\"b\":\"x\"}"));
  }

  @Test
  void needsNoParameters() {
    assertThat(params("", "none", "")).isEmpty();
    assertThat(params("  ", "none", "")).isEmpty();
  }

  @Test
  void ignoresSpacesAroundNamesAndValues() {
    assertThat(params(" a = 1 & p.b = 2 ", "none", ""))
        .containsOnly(Map.entry("a", "1"), Map.entry("p", "{\"b\":\"2\"}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"order_id", "=1", "a=1&b", "a=1&=2", "a=1&&b=2"})
  void refusesATextThatIsNoParameters(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CallParams(CAMEL, text))
        .withMessageContaining("'" + text + "'")
        .withMessageContaining("write name=value, several joined by &");
  }

  private Map<String, String> params(String text, String variable, Object value) {
    exchange.setVariable(variable, value);
    return new CallParams(CAMEL, text).of(exchange);
  }

  private static CamelContext started() {
    CamelContext camel = new DefaultCamelContext();
    camel.start();
    return camel;
  }

  @AfterAll
  static void stop() {
    CAMEL.stop();
  }
}
