package io.orderroutes.parked;

import io.orderroutes.events.ParkedException;
import io.orderroutes.gateway.OrderContext;
import io.orderroutes.gateway.OrderContext.End;
import io.orderroutes.kafka.EventRecord;
import io.orderroutes.privacy.RedactedThrowable;
import io.orderroutes.retry.OutgoingRecord;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.util.ObjectHelper;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jboss.logging.Logger;

/** Creates the parked record of the event in the body, for which there is no document. */
@Singleton
@Named("parkedRecordFactory")
public class ParkedRecordFactory implements Processor {
  private static final Logger LOG = Logger.getLogger(ParkedRecordFactory.class);

  /** The events of the exchange. */
  public List<EventRecord> events(Exchange exchange) {
    return OrderContext.of(exchange).records();
  }

  @Override
  public void process(Exchange exchange) {
    EventRecord record = exchange.getMessage().getBody(EventRecord.class);
    Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    Map<String, String> why = why(record, cause);
    String reason = why.get(ParkedRecord.REASON);
    record.parked(reason);
    OrderContext.of(exchange).ends(End.PARKED, reason);
    why.put("parked.at", Instant.now().toString());
    why.putAll(record.retryHeaders().origin());
    int attempts = Integer.parseInt(why.getOrDefault("parked.attempts", "1"));
    why.put("parked.attempts", Integer.toString(record.retryHeaders().attempts() + attempts));
    new OutgoingRecord(record, why).enter(exchange);
  }

  private static Map<String, String> why(EventRecord record, Throwable cause) {
    Map<String, String> why = new LinkedHashMap<>();
    if (cause instanceof ParkedException parked) {
      why.put(ParkedRecord.REASON, parked.reason());
      why.put("parked.message", parked.getMessage());
      parked.details().forEach((name, value) -> why.put("parked." + name, value));
    } else if (ObjectHelper.getException(RecordTooLargeException.class, cause) != null) {
      why.put(ParkedRecord.REASON, "document-too-large");
      why.put(
          "parked.message",
          "the document is larger than the topic or kafka.max.request.size allows");
    } else {
      LOG.errorf(
          new RedactedThrowable(cause),
          "event %s is parked because the service or a route failed",
          record);
      why.put(ParkedRecord.REASON, "document-invalid");
      why.put("parked.message", "no document could be made: " + cause.getClass().getName());
    }
    return why;
  }
}
