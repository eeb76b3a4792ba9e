package io.orderroutes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderroutes.sandbox.Flow;
import io.orderroutes.sandbox.InThisJvm;
import io.orderroutes.simulator.GatewaySimulator;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/**
 * Whole orders with the service in this JVM: a breakpoint anywhere in the code stops there. A
 * pattern for tests that are written together with the code.
 */
@QuarkusTest
@QuarkusTestResource(InThisJvm.class)
class WholeOrderTest {
  private Flow flow;
  private GatewaySimulator gateway;

  @Test
  void anEventBecomesADocument() {
    flow.send("8100000000000001", "8100000000000001");
    JsonNode document = flow.document("8100000000000001");
    assertThat(document.path("complete").asBoolean()).isTrue();
    assertThat(document.path("seller").asText()).isEqualTo("shop-1");
    assertThat(document.path("sections").findValuesAsText("name")).contains("order", "logistics");
    assertThat(gateway.calls()).isEqualTo(document.path("sections").size());
  }

  @Test
  void anEventThatIsNoneIsParked() {
    flow.send("none", "{\"order_id\":");
    assertThat(Flow.header(flow.parkedRecord("none"), "parked.reason")).isEqualTo("event-invalid");
  }
}
