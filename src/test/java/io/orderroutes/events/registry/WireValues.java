package io.orderroutes.events.registry;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** Framed values as producers write them, by the libraries of the formats. */
public final class WireValues {
  private WireValues() {}

  public static byte[] framed(int id, byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0);
    out.writeBytes(ByteBuffer.allocate(4).putInt(id).array());
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  public static byte[] avro(int id, Schema schema, Object datum) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    new GenericDatumWriter<>(schema).write(datum, encoder);
    encoder.flush();
    return framed(id, out.toByteArray());
  }

  public static GenericData.Record record(Schema schema, Map<String, Object> fields) {
    GenericData.Record record = new GenericData.Record(schema);
    fields.forEach(record::put);
    return record;
  }

  /** Of the message at these indexes, zigzag varints; a list of the first one alone is a zero. */
  public static byte[] protobuf(int id, byte[] indexes, Message message) {
    return framed(id, indexes, message.toByteArray());
  }

  public static FieldDescriptorProto field(String name, int number, Type type) {
    return FieldDescriptorProto.newBuilder()
        .setName(name)
        .setNumber(number)
        .setType(type)
        .setLabel(FieldDescriptorProto.Label.LABEL_OPTIONAL)
        .build();
  }

  public static FieldDescriptorProto field(String name, int number, String message) {
    return field(name, number, Type.TYPE_MESSAGE).toBuilder().setTypeName(message).build();
  }

  public static DescriptorProto message(String name, FieldDescriptorProto... fields) {
    DescriptorProto.Builder message = DescriptorProto.newBuilder().setName(name);
    for (FieldDescriptorProto field : fields) {
      message.addField(field);
    }
    return message.build();
  }

  public static FileDescriptorProto file(String name, DescriptorProto... messages) {
    FileDescriptorProto.Builder file =
        FileDescriptorProto.newBuilder().setName(name).setPackage("shop").setSyntax("proto3");
    for (DescriptorProto message : messages) {
      file.addMessageType(message);
    }
    return file.build();
  }

  public static FileDescriptor built(FileDescriptorProto file, FileDescriptor... imports)
      throws Exception {
    return FileDescriptor.buildFrom(file, imports);
  }

  public static DynamicMessage of(Descriptor type, Map<String, Object> fields) {
    DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
    fields.forEach((name, value) -> message.setField(type.findFieldByName(name), value));
    return message.build();
  }
}
