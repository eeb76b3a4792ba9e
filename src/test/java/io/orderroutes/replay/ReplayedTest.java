package io.orderroutes.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderroutes.kafka.KafkaSettings;
import io.orderroutes.sellers.Configured;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

class ReplayedTest {
  /** Marks that can be read, and not written. */
  private static final class ReadOnly extends Replayed {
    ReadOnly() {
      super(
          new KafkaSettings(new SmallRyeConfigBuilder().build()),
          null,
          Configured.nothing().config());
    }

    @Override
    public boolean contains(String origin) {
      return false;
    }

    @Override
    public boolean add(String origin) {
      throw new RuntimeCamelException("not authorized");
    }
  }

  /** The steps are those of routes/replay.camel.yaml; Camel's own repository fails nothing here. */
  @Test
  void failsTheExchangeWhoseMarkCannotBeWritten() throws Exception {
    AtomicInteger sent = new AtomicInteger();
    try (DefaultCamelContext camel = new DefaultCamelContext()) {
      camel.addRoutes(
          new RouteBuilder() {
            @Override
            public void configure() {
              from("direct:replay")
                  .errorHandler(noErrorHandler())
                  .idempotentConsumer(constant("order-events-3-42"), new ReadOnly())
                  .eager(false)
                  .completionEager(true)
                  .removeOnFailure(false)
                  .process(exchange -> sent.incrementAndGet());
            }
          });
      camel.start();
      Exchange exchange = camel.createProducerTemplate().send("direct:replay", e -> {});
      assertThat(sent).hasValue(1);
      assertThat(exchange.getException()).hasMessageContaining("not authorized");
    }
  }
}
