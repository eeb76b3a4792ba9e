package io.orderroutes;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The description of the topics for other programs: a tree, and what its references lead to. */
record AsyncApi(JsonNode root) {
  private static final Path FILE = Path.of("routes", "mappings", "asyncapi.yaml");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What a schema of this file is, which may refer to the components beside it. */
  private static final JsonSchemaFactory DRAFT_7 =
      JsonSchemaFactory.getInstance(
          VersionFlag.V7,
          factory ->
              factory.metaSchema(
                  JsonMetaSchema.builder(JsonMetaSchema.getV7())
                      .keyword(new NonValidationKeyword("components"))
                      .build()));

  static AsyncApi read() throws IOException {
    return new AsyncApi(yaml(FILE));
  }

  static JsonNode yaml(Path file) throws IOException {
    try (Reader reader = Files.newBufferedReader(file)) {
      LoadSettings settings = LoadSettings.builder().setLabel(file.toString()).build();
      return JSON.valueToTree(new Load(settings).loadFromReader(reader));
    }
  }

  static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  JsonNode at(String pointer) {
    return root.at(pointer);
  }

  JsonNode message(String name) {
    return root.at("/components/messages/" + name);
  }

  /** Every object of the tree. */
  Stream<JsonNode> objects() {
    return objects(root);
  }

  private static Stream<JsonNode> objects(JsonNode node) {
    Stream<JsonNode> inside =
        StreamSupport.stream(node.spliterator(), false).flatMap(AsyncApi::objects);
    return node.isObject() ? Stream.concat(Stream.of(node), inside) : inside;
  }

  /** The node itself, or what it refers to. */
  JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? target(node.get("$ref").asText()) : node;
  }

  /** What a reference leads to, here or in a file beside this one. */
  JsonNode target(String reference) {
    try {
      return reference.startsWith("#")
          ? root.at(reference.substring(1))
          : JSON.readTree(FILE.resolveSibling(reference).toFile());
    } catch (IOException e) {
      throw new AssertionError(reference + " leads nowhere", e);
    }
  }

  /** A schema of this file, or the one of another kind that it wraps. */
  JsonSchema schema(JsonNode schema) {
    if (schema.has("schemaFormat")) {
      JsonNode wrapped = resolved(schema.get("schema"));
      return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(wrapped);
    }
    ObjectNode alone = JSON.createObjectNode();
    alone.putArray("allOf").add(schema);
    alone.set("components", root.get("components"));
    return DRAFT_7.getSchema(alone);
  }

  /** The bytes of an example's record; null where it has none. */
  static byte[] value(JsonNode message, JsonNode example) throws IOException {
    if (!example.has("payload")) {
      return null;
    }
    boolean json = message.path("contentType").asText("json").endsWith("json");
    JsonNode payload = example.get("payload");
    return json ? JSON.writeValueAsBytes(payload) : payload.textValue().getBytes(UTF_8);
  }

  static Headers headers(JsonNode example) {
    Headers headers = new RecordHeaders();
    for (Map.Entry<String, JsonNode> header : example.path("headers").properties()) {
      headers.add(header.getKey(), header.getValue().textValue().getBytes(UTF_8));
    }
    return headers;
  }
}
