package io.orderroutes.documents;

import io.orderroutes.config.ConfigurationError;
import io.orderroutes.config.OrdersConfig;
import io.orderroutes.config.OrdersConfig.Sources;
import io.orderroutes.config.OrdersConfig.Validate;
import io.orderroutes.events.ParkedException;
import io.orderroutes.events.UnavailableException;
import io.orderroutes.gateway.Fault;
import io.orderroutes.gateway.OrderContext;
import io.orderroutes.gateway.OrderContext.End;
import io.orderroutes.gateway.Section;
import io.orderroutes.kafka.RetryHeaders;
import io.orderroutes.mappings.Mappings;
import io.orderroutes.sellers.Order;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Makes the order document from the sections, or throws why there is none. */
@Singleton
@Named("documents")
public class Documents implements Processor {
  private static final String DROP = "orders.documents.drop";

  private final DocumentWriter writer;
  private final Optional<DocumentSchema> schema;
  private final Mappings mappings;

  public Documents(OrdersConfig config, Mappings mappings) {
    OrdersConfig.Documents documents = config.documents();
    List<List<String>> dropped =
        documents.drop().orElse(List.of()).stream().map(Documents::path).toList();
    this.writer = new DocumentWriter(documents.sources() == Sources.FULL, dropped);
    this.schema =
        documents.validate() == Validate.PARK
            ? Optional.of(new DocumentSchema())
            : Optional.empty();
    this.mappings = mappings;
  }

  private static List<String> path(String field) {
    List<String> path = List.of(field.strip().replace("[]", "").split("\\."));
    if (DocumentContent.FRAME.contains(path.get(0)) || path.get(0).equals("status")) {
      throw new ConfigurationError(
          DROP, "names '" + field + "'", "a document always has that field, drop others");
    }
    return path;
  }

  @Override
  public void process(Exchange exchange) throws Exception {
    OrderContext context = OrderContext.of(exchange);
    Order order = context.order();
    List<Section> sections = context.sections();
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
    OrderDocument document = writer.write(order, origin(context), sections, mappings);
    if (schema.isPresent()) {
      schema.get().check(document.json());
    }
    exchange.setVariable("phase", document.phase());
    exchange.setVariable("complete", document.complete());
    context.ends(End.DOCUMENT, Boolean.toString(document.complete()));
    exchange.getMessage().setBody(document.json());
  }

  private static EventOrigin origin(OrderContext context) {
    RetryHeaders event = context.newest().retryHeaders();
    return new EventOrigin(event.topic(), event.partition(), event.offset(), event.timestamp());
  }

  private static ParkedException parked(Section main, Fault fault) {
    Map<String, String> details = fault.details(main.api());
    details.put("attempts", Integer.toString(main.attempts()));
    String reason = fault.kind().parkedReason();
    return fault.kind().passes()
        ? new UnavailableException(reason, fault.message(), details)
        : new ParkedException(reason, fault.message(), details);
  }
}
