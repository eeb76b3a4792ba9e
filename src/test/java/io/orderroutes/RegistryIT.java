package io.orderroutes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import io.orderroutes.events.registry.WireValues;
import io.orderroutes.sandbox.Ends;
import io.orderroutes.sandbox.Flow;
import io.orderroutes.sandbox.RegistryStub;
import io.orderroutes.sandbox.Topic;
import io.orderroutes.simulator.GatewaySimulator;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Events in Avro, Protobuf and JSON Schema, with a registry that is there, away or ignorant. */
class RegistryIT {
  private static final String ORDER =
      """
      {"type":"record","name":"Order","fields":[
        {"name":"order_id","type":"long"},{"name":"seller","type":["null","string"]}]}
      """;
  private static final Schema AVRO = new Schema.Parser().parse(ORDER);
  private static final Schema IDS = Schema.createArray(Schema.create(Schema.Type.LONG));
  private static final String LOGIN = "Basic b3JkZXJzOnNlY3JldA==";

  private static RegistryStub registry;
  private static GatewaySimulator gateway;
  private static Flow flow;

  @BeforeAll
  static void start() throws Exception {
    registry = RegistryStub.start();
    registry.only(LOGIN);
    gateway = GatewaySimulator.start(0);
    flow =
        Flow.start(
            "registry",
            gateway.topUrl(),
            gateway.iopUrl(),
            Map.of(
                "orders.events.registry.url", registry.url() + "/",
                "orders.events.registry.user", "orders",
                "orders.events.registry.password", "secret"));
  }

  @AfterAll
  static void stop() throws Exception {
    flow.close();
    gateway.close();
    registry.close();
  }

  private static byte[] avro(int id, long order) throws Exception {
    Map<String, Object> fields = Map.of("order_id", order, "seller", "shop-1");
    return WireValues.avro(id, AVRO, WireValues.record(AVRO, fields));
  }

  @Test
  void readsEachFormatByItsSchema() throws Exception {
    FileDescriptorProto file =
        WireValues.file(
            "order.proto",
            WireValues.message(
                "Order",
                WireValues.field("order_id", 1, Type.TYPE_INT64),
                WireValues.field("seller", 2, Type.TYPE_STRING)));
    var type = WireValues.built(file).findMessageTypeByName("Order");
    var message =
        WireValues.of(type, Map.of("order_id", 9_007_199_254_740_995L, "seller", "shop-1"));
    registry.schema(1, "AVRO", ORDER).protobuf(2, file).schema(3, "JSON", "{}");
    registry.schema(4, "AVRO", IDS.toString());
    flow.send(key("avro"), avro(1, 9_007_199_254_740_993L));
    flow.send(key("protobuf"), WireValues.protobuf(2, new byte[] {0}, message));
    flow.send(key("json"), WireValues.framed(3, "{\"order_id\":9007199254740997}".getBytes(UTF_8)));
    List<Long> ids = List.of(9_007_199_254_740_999L, 9_007_199_254_741_001L);
    flow.send(key("several"), WireValues.avro(4, IDS, ids));
    flow.awaitDocuments(
        List.of(
            "9007199254740993",
            "9007199254740995",
            "9007199254740997",
            "9007199254740999",
            "9007199254741001"));
  }

  @Test
  void anEventWaitsWhileTheRegistryIsAway() throws Exception {
    registry.down(503);
    registry.schema(11, "AVRO", ORDER);
    byte[] value = avro(11, 9_007_199_254_741_003L);
    flow.send(key("waits"), value);
    String last = "order-events.retry-1h";
    try (Topic retried = new Topic(flow.broker().bootstrapServers(), last)) {
      // twice in the last topic: there is no end to it
      List<ConsumerRecord<byte[], byte[]>> waiting =
          retried.await(records -> records.size() >= 2, Flow.PATIENCE);
      assertThat(waiting).hasSizeGreaterThanOrEqualTo(2);
      for (ConsumerRecord<byte[], byte[]> record : waiting) {
        assertThat(record.value()).isEqualTo(value);
        assertThat(Flow.header(record, "retry.attempts")).isEqualTo("0");
        assertThat(Flow.header(record, "retry.cause"))
            .isEqualTo("the schema registry answers HTTP 503");
      }
    }
    registry.down(0);
    flow.awaitDocuments(List.of("9007199254741003"));
    Ends.awaitCommitted(flow);
    assertThat(flow.parked().all()).extracting(Flow::key).doesNotContain("waits");
  }

  @Test
  void anEventOfAnUnknownSchemaIsParkedAsItCame() throws Exception {
    byte[] value = avro(99, 9_007_199_254_741_005L);
    flow.send(key("unknown"), value);
    ConsumerRecord<byte[], byte[]> parked = flow.parkedRecord("unknown");
    assertThat(parked.value()).isEqualTo(value);
    assertThat(Flow.header(parked, "parked.reason")).isEqualTo("event-invalid");
    assertThat(Flow.header(parked, "parked.message"))
        .isEqualTo(
            "the schema registry does not know the schema of the value, which has the id 99");
  }

  private static byte[] key(String text) {
    return text.getBytes(UTF_8);
  }
}
