package io.orderroutes.replay;

import io.orderroutes.parked.ParkedRecord;
import jakarta.inject.Singleton;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.util.ObjectHelper;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;

/** Sends single records through the route {@code replay}, and counts the results. */
@Singleton
public record ReplayRoute(CamelContext camel, ProducerTemplate template) {
  /**
   * Sends one record. A record that is too large is reported; any other failure ends the replay.
   *
   * @throws KafkaException when the record may not have been sent
   */
  ReplayCounts send(ParkedRecord record, ReplayOptions options, Consumer<String> complaints) {
    Endpoint start = camel.getEndpoint("direct:replay");
    Exchange exchange = start.createExchange();
    exchange.getMessage().setBody(record);
    exchange.setVariable(Replays.OPTIONS, options);
    exchange.setVariable("origin", record.origin());
    exchange.setVariable("rate", options.rate());
    template.send(start, exchange);
    Exception failure = exchange.getException();
    boolean tooLarge = ObjectHelper.getException(RecordTooLargeException.class, failure) != null;
    if (tooLarge) {
      complaints.accept(
          record.origin() + " is larger than the events topic or kafka.max.request.size allows");
    } else if (failure != null) {
      throw new KafkaException(record.origin() + " may not have been sent: " + failure, failure);
    }
    boolean selected = exchange.getVariable("selected", false, Boolean.class);
    boolean again = exchange.getProperty(Exchange.DUPLICATE_MESSAGE, false, Boolean.class);
    return new ReplayCounts(
        1,
        0,
        selected ? 1 : 0,
        again ? 1 : 0,
        selected && !again && !tooLarge ? 1 : 0,
        tooLarge ? 1 : 0);
  }
}
