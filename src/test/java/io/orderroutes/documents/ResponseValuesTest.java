package io.orderroutes.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderroutes.gateway.OrderContext;
import io.orderroutes.gateway.TestOrders;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

/** Places in an event, as the parameters of a call name them. */
class ResponseValuesTest {
  private final CamelContext camel = new DefaultCamelContext();

  @Test
  void aParameterNamesAPlaceInTheEvent() throws Exception {
    assertThat(evaluated("{\"note\": {\"no\": 12345678901234567890}}", "text('event.note.no')"))
        .isEqualTo("12345678901234567890");
  }

  @Test
  void aListGivesAllItsTexts() throws Exception {
    String event = "{\"lines\": [{\"id\": \"a\"}, {}, {\"id\": \"b\"}]}";
    assertThat(evaluated(event, "all('event.lines[].id')")).isEqualTo("[a, b]");
    assertThat(evaluated(event, "text('event.lines[].id')")).isEqualTo("a");
  }

  @Test
  void whatIsNotThereIsEmpty() throws Exception {
    assertThat(evaluated("{}", "text('event.note')")).isEmpty();
    assertThat(evaluated("ORD-1", "text('event.note')")).isEmpty();
    assertThat(evaluated("{\"note\": {}}", "text('event.note')")).isEmpty();
  }

  private String evaluated(String event, String method) throws Exception {
    camel.getRegistry().bind("answers", new ResponseValues());
    camel.start();
    Exchange exchange = new DefaultExchange(camel);
    new OrderContext(TestOrders.event(event)).enter(exchange);
    String simple = "${bean:answers?method=" + method + "}";
    return camel
        .resolveLanguage("simple")
        .createExpression(simple)
        .evaluate(exchange, Object.class)
        .toString();
  }
}
