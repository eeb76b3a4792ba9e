package io.orderroutes.documents;

import io.orderroutes.gateway.Fault;
import io.orderroutes.gateway.Order;
import io.orderroutes.gateway.Section;
import io.orderroutes.gateway.Sections;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Makes the order document of the collected sections, or parks an event whose order has no answer.
 */
@Singleton
@Named("documents")
public class Documents implements Processor {
  @Override
  public void process(Exchange exchange) throws Exception {
    Order order = exchange.getVariable("order", Order.class);
    List<Section> sections = exchange.getVariable("sections", Sections.class).all();
    Section main =
        sections.stream()
            .filter(Section::isMain)
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "route " + order.flow() + " made no call with section: order"));
    if (main.fault().isPresent()) {
      throw parked(main, main.fault().get());
    }
    EventOrigin origin = exchange.getVariable("origin", EventOrigin.class);
    exchange.getMessage().setBody(DocumentWriter.write(order, origin, sections));
  }

  private static ParkedException parked(Section main, Fault fault) {
    Map<String, String> details = new HashMap<>();
    details.put("api", main.api());
    details.put("code", fault.code());
    details.put("sub-code", fault.subCode());
    details.put("request-id", fault.requestId());
    details.put("attempts", Integer.toString(main.attempts()));
    details.values().removeIf(String::isEmpty);
    return new ParkedException(fault.kind().parkedReason(), fault.message(), details);
  }
}
