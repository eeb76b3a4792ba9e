package io.orderroutes.events.registry;

import com.google.protobuf.AnyProto;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DurationProto;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.EmptyProto;
import com.google.protobuf.FieldMaskProto;
import com.google.protobuf.StructProto;
import com.google.protobuf.TimestampProto;
import com.google.protobuf.WrappersProto;
import com.google.protobuf.util.JsonFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Values in Protobuf's binary encoding, after the indexes of their message in the file. */
final class ProtobufSchema implements RegisteredSchema {
  private static final int DEEPEST = 100;

  /** What every compiler knows. */
  private static final List<FileDescriptor> WELL_KNOWN =
      List.of(
          AnyProto.getDescriptor(),
          DescriptorProto.getDescriptor().getFile(),
          DurationProto.getDescriptor(),
          EmptyProto.getDescriptor(),
          FieldMaskProto.getDescriptor(),
          StructProto.getDescriptor(),
          TimestampProto.getDescriptor(),
          WrappersProto.getDescriptor());

  private static final JsonFormat.Printer PRINTER =
      JsonFormat.printer().preservingProtoFieldNames().omittingInsignificantWhitespace();

  private final FileDescriptor file;

  private ProtobufSchema(FileDescriptor file) {
    this.file = file;
  }

  /**
   * Of descriptors of files in base64: the schema's, and by their names those that it imports, each
   * after the ones that it needs.
   */
  static ProtobufSchema of(Map<String, String> imports, String text)
      throws IOException, DescriptorValidationException {
    var known = new HashMap<String, FileDescriptor>();
    WELL_KNOWN.forEach(wellKnown -> known.put(wellKnown.getName(), wellKnown));
    for (var imported : imports.entrySet()) {
      known.put(imported.getKey(), file(imported.getValue(), known));
    }
    return new ProtobufSchema(file(text, known));
  }

  private static FileDescriptor file(String text, Map<String, FileDescriptor> known)
      throws IOException, DescriptorValidationException {
    var proto = FileDescriptorProto.parseFrom(Base64.getDecoder().decode(text));
    var needed =
        proto.getDependencyList().stream()
            .map(known::get)
            .filter(Objects::nonNull)
            .toArray(FileDescriptor[]::new);
    return FileDescriptor.buildFrom(proto, needed, true);
  }

  @Override
  public byte[] json(ByteBuffer value) throws IOException {
    var in = CodedInputStream.newInstance(value.array(), value.position(), value.remaining());
    var message = DynamicMessage.newBuilder(type(in)).mergeFrom(in).build();
    if (!in.isAtEnd()) {
      throw new IOException("there are bytes after the value");
    }
    return PRINTER.print(message).getBytes(StandardCharsets.UTF_8);
  }

  /** Of the file's first message alone a zero stands for the list of indexes. */
  private Descriptor type(CodedInputStream in) throws IOException {
    int indexes = in.readSInt32();
    if (indexes < 0 || indexes > DEEPEST) {
      throw new IOException("the message has " + indexes + " indexes");
    }
    var type = file.getMessageTypes().get(indexes == 0 ? 0 : in.readSInt32());
    for (int i = 1; i < indexes; i++) {
      type = type.getNestedTypes().get(in.readSInt32());
    }
    return type;
  }
}
