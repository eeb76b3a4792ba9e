package io.orderroutes.events.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.StringValue;
import com.google.protobuf.WrappersProto;
import io.orderroutes.config.ConfigurationError;
import io.orderroutes.config.OrdersConfig;
import io.orderroutes.events.EventForms;
import io.orderroutes.events.EventSource;
import io.orderroutes.events.OrderEvent;
import io.orderroutes.events.OrderEvents;
import io.orderroutes.events.json.InvalidEventException;
import io.orderroutes.sandbox.RegistryStub;
import io.orderroutes.sandbox.RegistryStub.Reference;
import io.orderroutes.sellers.Configured;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.Conversions;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaRegistryTest {
  /** A double would make 9007199254740992 of it. */
  private static final long ID = 9_007_199_254_740_993L;

  private static final String ORDER =
      """
      {"type":"record","name":"Order","namespace":"shop","fields":[
        {"name":"order_id","type":"long"},
        {"name":"seller","type":["null","string"],"default":null},
        {"name":"logistics_order_ids","type":{"type":"array","items":"string"}}]}
      """;

  private static final byte[] FIRST = {0};

  private final AtomicLong now = new AtomicLong();
  private RegistryStub stub;
  private SchemaRegistry registry;

  @BeforeEach
  void start() throws Exception {
    stub = RegistryStub.start();
    registry = registry(Configured.nothing());
  }

  @AfterEach
  void stop() {
    stub.close();
  }

  private SchemaRegistry registry(Configured configured) {
    OrdersConfig config = configured.with("orders.events.registry.url", stub.url()).config();
    return new SchemaRegistry(config.events().registry(), now::get);
  }

  private OrderEvent event(byte[] value) throws Exception {
    EventSource source = EventSource.of("order-events", value, new RecordHeaders());
    return new OrderEvents(EventForms.packaged(), Optional.of(registry))
        .read(source)
        .event()
        .orElseThrow();
  }

  private byte[] order(int id) throws Exception {
    Schema schema = new Schema.Parser().parse(ORDER);
    Map<String, Object> fields =
        Map.of(
            "order_id",
            ID,
            "seller",
            "shop \"1\"\n",
            "logistics_order_ids",
            java.util.List.of("7"));
    return WireValues.avro(id, schema, WireValues.record(schema, fields));
  }

  @Test
  void avroIsReadToTheLastDigit() throws Exception {
    stub.schema(7, "AVRO", ORDER);
    assertThat(registry.json(order(7)))
        .asString(UTF_8)
        .isEqualToIgnoringWhitespace(
            "{\"order_id\":9007199254740993,\"seller\":\"shop \\\"1\\\"\\n\","
                + "\"logistics_order_ids\":[\"7\"]}");
  }

  @Test
  void anAvroTextAndAnAvroNumberAreBareIds() throws Exception {
    stub.schema(1, "AVRO", "\"string\"").schema(2, "AVRO", "{\"type\":\"long\"}");
    Schema text = Schema.create(Schema.Type.STRING);
    Schema number = Schema.create(Schema.Type.LONG);
    assertThat(event(WireValues.avro(1, text, "1100040120015434")).orderId())
        .isEqualTo("1100040120015434");
    assertThat(event(WireValues.avro(2, number, ID)).orderId()).isEqualTo("9007199254740993");
  }

  /** As Debezium and Connect write it, with a key column of the type NUMBER. */
  @Test
  void aDecimalOfAnEnvelopeKeepsItsDigits() throws Exception {
    String text =
        """
        {"type":"record","name":"Envelope","fields":[
          {"name":"before","type":["null",{"type":"record","name":"Value","fields":[
            {"name":"order_id","type":{"type":"bytes","logicalType":"decimal","precision":38,"scale":0}}]}]},
          {"name":"after","type":["null","Value"]},{"name":"op","type":"string"}]}
        """;
    stub.schema(3, "AVRO", text);
    Schema schema = new Schema.Parser().parse(text);
    Schema row = schema.getField("after").schema().getTypes().get(1);
    ByteBuffer number =
        new Conversions.DecimalConversion()
            .toBytes(
                new BigDecimal("1100040120015434000"),
                row.getField("order_id").schema(),
                LogicalTypes.decimal(38, 0));
    Object datum =
        WireValues.record(
            schema, Map.of("after", WireValues.record(row, Map.of("order_id", number)), "op", "c"));
    assertThat(event(WireValues.avro(3, schema, datum)).orderId()).isEqualTo("1100040120015434000");
  }

  @Test
  void avroMayReferToOtherSchemas() throws Exception {
    Reference id = new Reference("shop.Id", "shop.Id-value", 2);
    Reference digits = new Reference("shop.Digits", "digits", 1);
    String digitsText =
        "{\"type\":\"record\",\"name\":\"shop.Digits\",\"fields\":[{\"name\":\"order_id\",\"type\":\"long\"}]}";
    String idText =
        "{\"type\":\"record\",\"name\":\"shop.Id\",\"fields\":[{\"name\":\"data\",\"type\":\"shop.Digits\"}]}";
    String text =
        "{\"type\":\"record\",\"name\":\"shop.Event\",\"fields\":[{\"name\":\"payload\",\"type\":\"shop.Id\"}]}";
    stub.version(digits, "AVRO", digitsText)
        .version(id, "AVRO", idText, digits)
        .schema(4, "AVRO", text, id);
    Schema.Parser parser = new Schema.Parser();
    Schema digitsSchema = parser.parse(digitsText);
    Schema idSchema = parser.parse(idText);
    Schema schema = parser.parse(text);
    Object datum =
        WireValues.record(
            schema,
            Map.of(
                "payload",
                WireValues.record(
                    idSchema,
                    Map.of("data", WireValues.record(digitsSchema, Map.of("order_id", ID))))));
    assertThat(registry.json(WireValues.avro(4, schema, datum)))
        .asString(UTF_8)
        .isEqualToIgnoringWhitespace("{\"payload\":{\"data\":{\"order_id\":9007199254740993}}}");
  }

  @Test
  void protobufIsReadToTheLastDigit() throws Exception {
    FileDescriptorProto file =
        WireValues.file(
            "order.proto",
            WireValues.message(
                "Order",
                WireValues.field("order_id", 1, Type.TYPE_INT64),
                WireValues.field("seller", 2, ".google.protobuf.StringValue")));
    file = file.toBuilder().addDependency("google/protobuf/wrappers.proto").build();
    stub.protobuf(5, file);
    var type = WireValues.built(file, WrappersProto.getDescriptor()).findMessageTypeByName("Order");
    var message = WireValues.of(type, Map.of("order_id", ID, "seller", StringValue.of("shop-1")));
    OrderEvent event = event(WireValues.protobuf(5, FIRST, message));
    assertThat(event.orderId()).isEqualTo("9007199254740993");
    assertThat(event.seller()).contains("shop-1");
  }

  @Test
  void protobufNamesItsMessageByIndexesAndMayImportOtherFiles() throws Exception {
    FileDescriptorProto ids =
        WireValues.file(
            "ids.proto",
            WireValues.message("Id", WireValues.field("order_id", 1, Type.TYPE_UINT64)));
    FileDescriptorProto file =
        WireValues.file(
                "events.proto",
                WireValues.message("Other"),
                WireValues.message("Events").toBuilder()
                    .addNestedType(
                        WireValues.message("Paid", WireValues.field("data", 3, ".shop.Id")))
                    .build())
            .toBuilder()
            .addDependency("ids.proto")
            .build();
    Reference reference = new Reference("ids.proto", "ids", 1);
    stub.protobuf(reference, ids).protobuf(6, file, reference);
    FileDescriptor built = WireValues.built(file, WireValues.built(ids));
    var paid = built.findMessageTypeByName("Events").findNestedTypeByName("Paid");
    var id = paid.findFieldByName("data").getMessageType();
    var message = WireValues.of(paid, Map.of("data", WireValues.of(id, Map.of("order_id", ID))));
    byte[] indexes = {4, 2, 0}; // two of them: the second message, and its first nested one
    assertThat(registry.json(WireValues.protobuf(6, indexes, message)))
        .asString(UTF_8)
        .isEqualTo("{\"data\":{\"order_id\":\"9007199254740993\"}}");
    assertThatThrownBy(() -> registry.json(WireValues.protobuf(6, new byte[] {2, 10}, message)))
        .hasMessageContaining("the value does not match its schema, which has the id 6");
  }

  @Test
  void jsonSchemaIsJson() throws Exception {
    stub.schema(8, "JSON", "{\"type\":\"object\"}");
    assertThat(event(WireValues.framed(8, ("{\"order_id\":" + ID + "}").getBytes())).orderId())
        .isEqualTo("9007199254740993");
  }

  /** Which begins with other bytes, or stands before the packaged one. */
  @Test
  void anOperatorsFormOfBytesIsHisOwn(@TempDir Path dir) throws Exception {
    Files.writeString(
        dir.resolve("events.yaml"),
        "forms:\n  - {name: own, when: {bytes: '0007'}, skip: 2, order-id: order_id}\n");
    OrderEvents events = new OrderEvents(EventForms.of(Optional.of(dir)), Optional.of(registry));
    byte[] value = "\0\7{\"order_id\":\"1100040120015434\"}".getBytes(UTF_8);
    OrderEvent event =
        events
            .read(EventSource.of("order-events", value, new RecordHeaders()))
            .event()
            .orElseThrow();
    assertThat(event.orderId()).isEqualTo("1100040120015434");
    assertThat(stub.asked()).isEmpty();
  }

  @Test
  void aSchemaIsAskedForOnce() throws Exception {
    stub.schema(7, "AVRO", ORDER);
    registry.json(order(7));
    stub.down(503);
    for (int i = 0; i < 5; i++) {
      registry.json(order(7));
    }
    assertThat(stub.asked()).containsExactly("/schemas/ids/7");
  }

  @Test
  void anUnknownSchemaIsAReasonToParkAndAskedForAgainLater() throws Exception {
    for (int i = 0; i < 3; i++) {
      assertThatExceptionOfType(InvalidEventException.class)
          .isThrownBy(() -> registry.json(order(9)))
          .withMessage(
              "the schema registry does not know the schema of the value, which has the id 9");
    }
    assertThat(stub.asked()).hasSize(1);
    stub.schema(9, "AVRO", ORDER);
    now.addAndGet(Duration.ofSeconds(11).toNanos());
    assertThat(registry.json(order(9))).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 404, 429, 500, 503, 200})
  void anythingElseButASchemaIsARegistryThatIsAway(int status) throws Exception {
    stub.schema(7, "AVRO", ORDER);
    stub.down(status);
    for (int i = 0; i < 3; i++) {
      assertThatExceptionOfType(SchemaUnavailableException.class)
          .isThrownBy(() -> registry.json(order(7)))
          .withMessageStartingWith("the schema registry answers ");
    }
    assertThat(stub.asked()).as("it is left alone for a while").hasSize(1);
    stub.down(0);
    now.addAndGet(Duration.ofSeconds(11).toNanos());
    assertThat(registry.json(order(7))).isNotEmpty();
  }

  @Test
  void aRegistryThatDoesNotRespondIsAway() {
    stub.close();
    assertThatExceptionOfType(SchemaUnavailableException.class)
        .isThrownBy(() -> registry.json(order(7)))
        .withMessage("the schema registry does not respond (ConnectException)");
  }

  @Test
  void logsIn() throws Exception {
    stub.schema(7, "AVRO", ORDER).only("Basic bWU6c2VjcmV0");
    assertThatExceptionOfType(SchemaUnavailableException.class)
        .isThrownBy(() -> registry.json(order(7)));
    Configured login =
        Configured.nothing()
            .with("orders.events.registry.user", "me")
            .with("orders.events.registry.password", "secret");
    assertThat(registry(login).json(order(7))).isNotEmpty();
  }

  @Test
  void aSchemaThatIsNoneIsAReasonToPark() {
    stub.schema(7, "AVRO", "{\"type\":\"nothing\"}").schema(8, "XSD", "<schema/>");
    stub.schema(9, "PROTOBUF", "syntax").schema(10, "AVRO", ORDER, new Reference("a", "b", 1));
    for (int id = 7; id <= 10; id++) {
      byte[] value = WireValues.framed(id, FIRST);
      assertThatExceptionOfType(InvalidEventException.class)
          .isThrownBy(() -> registry.json(value))
          .withMessageEndingWith(", which has the id " + id);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"registry", "ftp://registry", "http://me:secret@registry", "http://a b"})
  void aWrongUrlStopsTheStartWithoutBeingTold(String url) {
    OrdersConfig config = Configured.nothing().with("orders.events.registry.url", url).config();
    assertThatThrownBy(() -> new SchemaRegistry(config.events().registry()))
        .isInstanceOf(ConfigurationError.class)
        .hasMessageContaining("orders.events.registry.url is no URL of a registry")
        .hasMessageNotContaining("secret");
  }

  /** Lengths that claim gigabytes among them; the seed is fixed. */
  @Test
  void damagedValuesAreRefused() throws Exception {
    FileDescriptorProto file =
        WireValues.file(
            "order.proto",
            WireValues.message("Order", WireValues.field("order_id", 1, Type.TYPE_STRING)));
    stub.schema(7, "AVRO", ORDER).protobuf(5, file);
    stub.schema(6, "AVRO", "{\"type\":\"array\",\"items\":\"null\"}");
    stub.schema(4, "AVRO", "\"bytes\"");
    var type = WireValues.built(file).findMessageTypeByName("Order");
    byte[][] whole = {
      order(7),
      WireValues.protobuf(5, FIRST, WireValues.of(type, Map.of("order_id", "1100040120015434"))),
      WireValues.framed(6, new byte[] {-2, -1, -1, -1, 15, 0}),
      WireValues.framed(4, new byte[] {-2, -1, -1, -1, 15, 0})
    };
    Random random = new Random(20_261_127);
    int refused = 0;
    for (int i = 0; i < 2000; i++) {
      byte[] value = whole[i % whole.length].clone();
      for (int changes = i < whole.length ? 0 : 1 + random.nextInt(4); changes > 0; changes--) {
        value[5 + random.nextInt(value.length - 5)] = (byte) random.nextInt();
      }
      try {
        assertThat(registry.json(value)).isNotNull();
      } catch (InvalidEventException e) {
        refused++;
      }
    }
    assertThat(refused).isBetween(500, 1950);
  }
}
