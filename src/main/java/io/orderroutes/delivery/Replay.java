package io.orderroutes.delivery;

import io.quarkus.runtime.annotations.CommandLineArguments;
import jakarta.inject.Singleton;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.util.ObjectHelper;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Sends the parked records through the route {@code replay}, one after the other, and counts. */
@Singleton
public class Replay {
  private static final int PROGRESS = 1000;

  private final CamelContext camel;
  private final ProducerTemplate template;
  private final ParkedTopic parked;
  private final Replays replays;
  private final Replayed replayed;
  private final ReplayOptions options;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String brokers;

  private long read;
  private long foreign;
  private long selected;
  private long before;
  private long sent;
  private long tooLarge;

  public Replay(
      CamelContext camel,
      ProducerTemplate template,
      ParkedTopic parked,
      Replays replays,
      Replayed replayed,
      @CommandLineArguments String[] args) {
    this.camel = camel;
    this.template = template;
    this.parked = parked;
    this.replays = replays;
    this.replayed = replayed;
    this.options = ReplayOptions.of(args);
  }

  /** True when all that is selected has been sent, now or before; tells the counts. */
  public boolean run() {
    boolean ended = false;
    try {
      parked.read(this::one);
      ended = true;
    } catch (KafkaException e) {
      System.err.println(
          "The replay stopped, run it again to go on: "
              + e.getMessage()
              + " (kafka.bootstrap.servers="
              + brokers
              + ")");
    }
    System.out.println((options.dryRun() ? "dry run: " : "replay: ") + counts());
    return ended && tooLarge == 0;
  }

  private String counts() {
    return "read %d, selected %d, already replayed %d, sent %d"
            .formatted(read, selected, before, sent)
        + (tooLarge > 0 ? ", too large " + tooLarge : "")
        + (foreign > 0 ? ", not the service's " + foreign : "");
  }

  private void one(ConsumerRecord<byte[], byte[]> record) {
    read++;
    ParkedRecord.of(record)
        .ifPresentOrElse(options.dryRun() ? this::show : this::send, () -> foreign++);
  }

  private void show(ParkedRecord record) {
    if (replays.selected(record)) {
      boolean again = replayed.contains(record.origin());
      selected++;
      before += again ? 1 : 0;
      System.out.println(record.summary() + (again ? " (already replayed)" : ""));
    }
  }

  private void send(ParkedRecord record) {
    Endpoint route = camel.getEndpoint("direct:replay");
    Exchange exchange = route.createExchange();
    exchange.getMessage().setBody(record);
    exchange.setVariable("origin", record.origin());
    exchange.setVariable("rate", options.rate());
    template.send(route, exchange);
    Exception failure = exchange.getException();
    if (ObjectHelper.getException(RecordTooLargeException.class, failure) != null) {
      tooLarge++;
      System.err.println(
          record.origin() + " is larger than the events topic or kafka.max.request.size takes");
    } else if (failure != null) {
      throw new KafkaException(record.origin() + " may not have been sent: " + failure, failure);
    }
    count(exchange, failure == null);
  }

  private void count(Exchange exchange, boolean well) {
    if (exchange.getVariable("selected", false, Boolean.class)) {
      boolean again = exchange.getProperty(Exchange.DUPLICATE_MESSAGE, false, Boolean.class);
      selected++;
      before += again ? 1 : 0;
      sent += well && !again ? 1 : 0;
      if (selected % PROGRESS == 0) {
        System.out.println(counts());
      }
    }
  }
}
