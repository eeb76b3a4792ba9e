package io.orderroutes.events.registry;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.avro.Conversions;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.DecoderFactory;

/** Values in Avro's binary encoding; a union is its value, a decimal is a number. */
final class AvroSchema implements RegisteredSchema {
  /** No value of an event holds more, whatever length it claims. */
  private static final Map<String, String> LARGEST =
      Map.of("bytes", "1000000", "string", "1000000", "collectionItems", "100000");

  private static final GenericData DATA = new GenericData();

  static {
    // Avro allocates what a length claims, unless it exceeds these
    LARGEST.forEach(
        (what, most) -> {
          var limit = "org.apache.avro.limits." + what + ".maxLength";
          System.setProperty(limit, System.getProperty(limit, most));
        });
    DATA.addLogicalTypeConversion(new Conversions.DecimalConversion());
  }

  private final Schema schema;

  private AvroSchema(Schema schema) {
    this.schema = schema;
  }

  /** Of the schema's text, and of those that it refers to, each after the ones that it needs. */
  static AvroSchema of(Iterable<String> references, String text) {
    var parser = new Schema.Parser(NameValidator.NO_VALIDATION).setValidateDefaults(false);
    references.forEach(parser::parse);
    return new AvroSchema(parser.parse(text));
  }

  @Override
  public byte[] json(ByteBuffer value) throws IOException {
    var decoder =
        DecoderFactory.get()
            .binaryDecoder(value.array(), value.position(), value.remaining(), null);
    var datum = new GenericDatumReader<>(schema, schema, DATA).read(null, decoder);
    if (!decoder.isEnd()) {
      throw new IOException("there are bytes after the value");
    }
    return DATA.toString(datum).getBytes(StandardCharsets.UTF_8);
  }
}
