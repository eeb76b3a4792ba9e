package io.orderroutes.documents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.orderroutes.events.ParkedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.stream.Collectors;

/** The JSON Schema of documents. */
final class DocumentSchema {
  private static final String FILE = "routes/mappings/order-document.schema.json";
  private static final int PROBLEMS_MAX = 5;

  private final ObjectMapper json = new ObjectMapper();
  private final JsonSchema schema;

  DocumentSchema() {
    ClassLoader classes = Thread.currentThread().getContextClassLoader();
    try (InputStream in = classes.getResourceAsStream(FILE)) {
      schema = JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(json.readTree(in));
      schema.initializeValidators();
    } catch (IOException e) {
      throw new UncheckedIOException(FILE + " cannot be read", e);
    }
  }

  /** Names the invalid places of a document and the rules they break, but no values. */
  void check(byte[] document) throws IOException, ParkedException {
    JsonNode tree = json.readTree(document);
    String problems =
        schema.validate(tree).stream()
            .map(DocumentSchema::problem)
            .sorted()
            .limit(PROBLEMS_MAX)
            .collect(Collectors.joining(", "));
    if (!problems.isEmpty()) {
      throw new ParkedException(
          "document-invalid", "the document breaks its schema: " + problems, Map.of());
    }
  }

  private static String problem(ValidationMessage message) {
    String property = message.getProperty() == null ? "" : " " + message.getProperty();
    return message.getInstanceLocation() + " (" + message.getType() + property + ")";
  }
}
