package io.orderroutes.events.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderroutes.config.ConfigurationError;
import io.orderroutes.config.OrdersConfig;
import io.orderroutes.events.json.InvalidEventException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Asks a registry for schemas, by Confluent's REST interface. */
final class RegistryClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String URL = "orders.events.registry.url";
  private static final String JSON_TYPE = "application/vnd.schemaregistry.v1+json";
  private static final String SERIALIZED = "?format=serialized";
  private static final int REFERENCES_MAX = 100;

  /** Schema not found; a 404 of something else, such as a proxy, has no such code. */
  private static final int UNKNOWN_SCHEMA = 40_403;

  private final String url;
  private final Optional<String> authorization;
  private final Duration timeout;
  private final HttpClient http;

  RegistryClient(OrdersConfig.Registry keys) {
    this.url = checked(keys.url().orElseThrow());
    this.authorization =
        keys.user()
            .map(user -> user + ":" + keys.password().orElse(""))
            .map(pair -> pair.getBytes(StandardCharsets.UTF_8))
            .map(pair -> "Basic " + Base64.getEncoder().encodeToString(pair));
    this.timeout = Duration.ofMillis(keys.timeout());
    this.http = HttpClient.newBuilder().connectTimeout(timeout).build();
  }

  private static String checked(String text) {
    try {
      URI uri = URI.create(text);
      if (uri.getHost() != null
          && uri.getUserInfo() == null
          && uri.getScheme().startsWith("http")) {
        return text.replaceAll("/+$", "");
      }
    } catch (IllegalArgumentException e) {
      // the same as one without a host; its text may hold a password
    }
    throw new ConfigurationError(
        URL, "is no URL of a registry", "write http(s)://host:port, and .user and .password");
  }

  /** The schema with this id. */
  RegisteredSchema schema(int id) throws InvalidEventException, SchemaUnavailableException {
    String path = "/schemas/ids/" + Integer.toUnsignedString(id);
    JsonNode answer = get(path);
    String type = answer.path("schemaType").asText("AVRO");
    try {
      return switch (type) {
        case "JSON" -> RegisteredSchema.JSON;
        case "AVRO" -> AvroSchema.of(references(answer, "").values(), text(answer));
        case "PROTOBUF" ->
            ProtobufSchema.of(references(answer, SERIALIZED), text(get(path + SERIALIZED)));
        default -> throw new IOException("its type is not read");
      };
    } catch (InvalidEventException e) {
      throw e;
    } catch (SchemaUnavailableException e) {
      throw e;
    } catch (Exception | StackOverflowError e) {
      throw new InvalidEventException(
          "the %s schema of the value cannot be used (%s)"
              .formatted(InvalidEventException.shown(type), e.getClass().getSimpleName()));
    }
  }

  private static String text(JsonNode answer) {
    return answer.path("schema").asText();
  }

  /** What a schema refers to, by name, each after the ones that it needs itself. */
  private Map<String, String> references(JsonNode answer, String format)
      throws InvalidEventException, SchemaUnavailableException {
    Map<String, String> found = new LinkedHashMap<>();
    add(found, answer, format, 0);
    return found;
  }

  private void add(Map<String, String> found, JsonNode answer, String format, int depth)
      throws InvalidEventException, SchemaUnavailableException {
    for (JsonNode reference : answer.path("references")) {
      String name = reference.path("name").asText();
      if (found.size() >= REFERENCES_MAX || depth >= REFERENCES_MAX) {
        throw new InvalidEventException("the schema of the value refers to too many others");
      }
      if (!found.containsKey(name)) {
        String subject =
            URLEncoder.encode(reference.path("subject").asText(), StandardCharsets.UTF_8)
                .replace("+", "%20");
        JsonNode other =
            get("/subjects/" + subject + "/versions/" + reference.path("version").asInt() + format);
        add(found, other, format, depth + 1);
        found.put(name, text(other));
      }
    }
  }

  private JsonNode get(String path) throws InvalidEventException, SchemaUnavailableException {
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(url + path))
              .timeout(timeout)
              .header("Accept", JSON_TYPE + ", application/json");
      authorization.ifPresent(text -> request.header("Authorization", text));
      HttpResponse<byte[]> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      return answer(response);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SchemaUnavailableException("the schema registry was not waited for");
    } catch (JsonProcessingException e) {
      throw new SchemaUnavailableException("the schema registry answers no JSON");
    } catch (IOException e) {
      throw new SchemaUnavailableException(
          "the schema registry does not respond (" + e.getClass().getSimpleName() + ")");
    }
  }

  private static JsonNode answer(HttpResponse<byte[]> response)
      throws IOException, InvalidEventException, SchemaUnavailableException {
    int status = response.statusCode();
    if (status == HttpURLConnection.HTTP_NOT_FOUND
        && errorCode(response.body()) == UNKNOWN_SCHEMA) {
      throw new InvalidEventException("the schema registry does not know the schema of the value");
    }
    if (status != HttpURLConnection.HTTP_OK) {
      throw new SchemaUnavailableException("the schema registry answers HTTP " + status);
    }
    JsonNode answer = JSON.readTree(response.body());
    if (!answer.path("schema").isTextual()) {
      throw new SchemaUnavailableException("the schema registry answers no schema");
    }
    return answer;
  }

  private static int errorCode(byte[] body) {
    try {
      return JSON.readTree(body).path("error_code").asInt();
    } catch (IOException e) {
      return 0;
    }
  }
}
