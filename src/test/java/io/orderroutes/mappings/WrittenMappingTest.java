package io.orderroutes.mappings;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderroutes.simulator.SampleOrders;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A mapping writes what the interpreter makes, byte for byte, and finds as much odd. */
class WrittenMappingTest {
  private static final int ORDERS = 2_000;

  private final Mapped mapped = Mapped.packaged();
  private final SampleOrders orders = new SampleOrders();

  @ParameterizedTest
  @ValueSource(strings = {"aliexpress", "aliexpress-trade", "alibaba"})
  void ofTheExamples(String flow) {
    mapped.assertWrittenAsMapped(flow, Mapped.examples(flow));
  }

  @ParameterizedTest
  @ValueSource(strings = {"aliexpress", "aliexpress-trade", "alibaba"})
  void ofTheSimulatedOrders(String flow) {
    Random random = new Random(flow.length());
    for (int i = 0; i < ORDERS; i++) {
      String id = "1100" + (100_000_000L + random.nextInt(900_000_000));
      mapped.assertWrittenAsMapped(flow, answers(flow, id));
    }
  }

  private ObjectNode answers(String flow, String id) {
    ObjectNode answers = Mapped.JSON.createObjectNode();
    answers.set(
        "order",
        switch (flow) {
          case "aliexpress" -> orders.orderInfo(id);
          case "alibaba" -> orders.sellerOrder(id);
          default -> orders.tradeOrders(List.of(id));
        });
    if (!flow.equals("aliexpress-trade")) {
      answers.putArray("logistics").add(orders.logistics("BP" + id, id, 1));
    }
    return answers;
  }

  /** Nothing at all, and what no answer is: the mapping fails, or has nothing to say. */
  @Test
  void ofNoAnswers() {
    for (String flow : Mapped.FLOWS) {
      for (String json : List.of("{}", "[]", "null", "7", "\"text\"", "{\"order\": []}")) {
        mapped.assertWrittenAsMapped(flow, Mapped.read(json));
      }
    }
  }
}
