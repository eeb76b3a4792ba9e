package io.orderroutes.cases;

import io.orderroutes.signing.SignedForm;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.kafka.KafkaConfiguration;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.kafka.KafkaEndpoint;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.ProcessorEndpoint;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Utils;

/**
 * Replaces the endpoints outside of the service: what is sent to Kafka is recorded, gateways
 * respond from a case's files, and no timer runs.
 */
@Singleton
public class StandIns {
  private final List<ProducerRecord<byte[], byte[]>> sent = new ArrayList<>();
  private volatile CannedResponses cannedResponses = new CannedResponses(Map.of());

  /** Starts a case with these responses; forgets what was sent. */
  synchronized void begin(CannedResponses cannedResponses) {
    this.cannedResponses = cannedResponses;
    sent.clear();
  }

  /** What was sent since the last call. */
  synchronized List<ProducerRecord<byte[], byte[]>> takeSent() {
    List<ProducerRecord<byte[], byte[]>> taken = List.copyOf(sent);
    sent.clear();
    return taken;
  }

  /**
   * A callback for Camel. This class is not an EndpointStrategy, because such a bean would be
   * active in the service too.
   */
  public Endpoint instead(String uri, Endpoint endpoint) {
    if (endpoint instanceof KafkaEndpoint kafka) {
      return new Silent(endpoint, exchange -> send(kafka.getConfiguration(), exchange));
    }
    if (uri.startsWith("http:") || uri.startsWith("https:")) {
      return new Silent(endpoint, this::respond);
    }
    return uri.startsWith("timer:") ? new Silent(endpoint, exchange -> {}) : endpoint;
  }

  private synchronized void send(KafkaConfiguration kafka, Exchange exchange) {
    Message message = exchange.getMessage();
    Object named = message.removeHeader(KafkaConstants.OVERRIDE_TOPIC);
    String topic = named == null ? kafka.getTopic() : named.toString();
    RecordHeaders headers = new RecordHeaders();
    byte[] key = message.getHeader(KafkaConstants.KEY, byte[].class);
    byte[] value = value(message, topic, headers, kafka.getValueSerializer());
    sent.add(new ProducerRecord<>(topic, null, key, value, headers));
  }

  @SuppressWarnings("unchecked")
  private static byte[] value(
      Message message, String topic, RecordHeaders headers, String serializer) {
    if (serializer.startsWith("org.apache.kafka.")) {
      return message.getBody(byte[].class);
    }
    try (Serializer<Object> own = Utils.newInstance(serializer, Serializer.class)) {
      return own.serialize(topic, headers, message.getBody());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private void respond(Exchange exchange) throws IOException {
    Message message = exchange.getMessage();
    if (!(message.getBody() instanceof SignedForm form)) {
      throw new IOException("a case can call gateways only, with signed requests");
    }
    String api =
        Arrays.stream(form.query().split("&"))
            .filter(param -> param.startsWith("method="))
            .map(param -> param.substring("method=".length()))
            .findFirst()
            .orElse("");
    String asked = new String(form.getContent().readAllBytes(), StandardCharsets.US_ASCII);
    CannedResponse response =
        cannedResponses.to(api, URLDecoder.decode(asked, StandardCharsets.UTF_8));
    message.setHeader(Exchange.HTTP_RESPONSE_CODE, response.status());
    message.setHeader(Exchange.HTTP_RESPONSE_TEXT, response.retryAfter()); // as of SignedQuery
    message.setBody(response.body());
  }

  /** An endpoint that passes on what is sent to it, and that consumes nothing. */
  private static final class Silent extends ProcessorEndpoint {
    Silent(Endpoint original, Processor taker) {
      super(original.getEndpointUri(), original.getCamelContext(), taker);
    }

    @Override
    public Consumer createConsumer(Processor processor) {
      return new DefaultConsumer(this, processor);
    }
  }
}
