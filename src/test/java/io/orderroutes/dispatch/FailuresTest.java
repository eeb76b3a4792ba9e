package io.orderroutes.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderroutes.retry.RetryRecordFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What routes/failures.camel.yaml waits for, and what it parks; a send fails as its future does.
 */
class FailuresTest {
  private final List<String> steps = new ArrayList<>();

  static List<Exception> ofKafka() {
    return List.of(
        new KafkaException("closed"),
        new TimeoutException("no metadata"),
        new ExecutionException(new TimeoutException("2000 ms have passed")),
        new ExecutionException(new TopicAuthorizationException("order-documents")));
  }

  @ParameterizedTest
  @MethodSource("ofKafka")
  void aSendThatKafkaDidNotTakeIsMadeAgain(Exception failure) throws Exception {
    fail(failure);
    assertThat(steps).containsExactly("sent", "sent again");
  }

  @Test
  void aDocumentThatIsTooLargeIsParked() throws Exception {
    fail(new ExecutionException(new RecordTooLargeException("3 MB")));
    assertThat(steps).containsExactly("sent", "parked");
  }

  @Test
  void aFaultThatIsNotKafkasIsParked() throws Exception {
    fail(new ExecutionException(new IllegalStateException("unforeseen")));
    assertThat(steps).containsExactly("sent", "parked");
  }

  /** The first send fails so, the second one does not. */
  private void fail(Exception failure) throws Exception {
    try (DefaultCamelContext camel = new DefaultCamelContext()) {
      camel
          .getRegistry()
          .bind("retryRecordFactory", new RetryRecordFactory(DispatcherFixture.NO_RETRIES, null));
      PluginHelper.getRoutesLoader(camel)
          .loadRoutes(ResourceHelper.resolveResource(camel, "routes/failures.camel.yaml"));
      camel.addRoutes(
          new RouteBuilder() {
            @Override
            public void configure() {
              from("direct:send")
                  .routeConfigurationId("failures")
                  .process(exchange -> send(exchange, failure));
              from("direct:park").process(exchange -> steps.add("parked"));
              from("direct:retry").process(exchange -> steps.add("retried"));
            }
          });
      camel.start();
      camel.createProducerTemplate().send("direct:send", exchange -> {});
    }
  }

  private void send(Exchange exchange, Exception failure) throws Exception {
    steps.add(steps.isEmpty() ? "sent" : "sent again");
    if (steps.size() == 1) {
      throw failure;
    }
  }
}
