package io.orderroutes.sandbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers like the REST interface of Confluent's schema registry, as far as readers need it. */
public final class RegistryStub implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String UNKNOWN = "{\"error_code\":40403,\"message\":\"Schema 9 not found\"}";

  private final HttpServer server;
  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile String authorization = "";
  private volatile int down;

  /** What a schema refers to: by its name there, the version of a subject. */
  public record Reference(String name, String subject, int version) {}

  private RegistryStub(HttpServer server) {
    this.server = server;
  }

  public static RegistryStub start() throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    RegistryStub stub = new RegistryStub(server);
    server.createContext("/", stub::answer);
    server.start();
    return stub;
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().toString();
    asked.add(path);
    String login = exchange.getRequestHeaders().getFirst("Authorization");
    boolean known = authorization.isEmpty() || authorization.equals(login);
    String body = answers.getOrDefault(path, UNKNOWN);
    int status = known ? answers.containsKey(path) ? 200 : 404 : 401;
    byte[] bytes = (down > 0 ? "<html>" : body).getBytes();
    exchange.sendResponseHeaders(down > 0 ? down : status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  /** Registers a schema by its id; the type of Avro is not named. */
  public RegistryStub schema(int id, String type, String schema, Reference... references) {
    answers.put("/schemas/ids/" + id, text(type, schema, references));
    return this;
  }

  public RegistryStub version(Reference of, String type, String schema, Reference... references) {
    answers.put(path(of), text(type, schema, references));
    return this;
  }

  private static String path(Reference of) {
    return "/subjects/" + of.subject() + "/versions/" + of.version();
  }

  public RegistryStub protobuf(int id, FileDescriptorProto file, Reference... references) {
    schema(id, "PROTOBUF", "syntax = \"proto3\"; // not read", references);
    answers.put("/schemas/ids/" + id + "?format=serialized", text("PROTOBUF", serialized(file)));
    return this;
  }

  public RegistryStub protobuf(Reference of, FileDescriptorProto file) {
    answers.put(path(of) + "?format=serialized", text("PROTOBUF", serialized(file)));
    return this;
  }

  private static String serialized(FileDescriptorProto file) {
    return Base64.getEncoder().encodeToString(file.toByteArray());
  }

  private static String text(String type, String schema, Reference... references) {
    ObjectNode answer = JSON.createObjectNode();
    if (!type.equals("AVRO")) {
      answer.put("schemaType", type);
    }
    for (Reference one : references) {
      answer
          .withArray("references")
          .addObject()
          .put("name", one.name())
          .put("subject", one.subject())
          .put("version", one.version());
    }
    return answer.put("schema", schema).toString();
  }

  /** Answers every request with this HTTP status; 0 is as usual. */
  public void down(int status) {
    down = status;
  }

  /** Takes only requests with this header Authorization. */
  public void only(String login) {
    authorization = login;
  }

  /** The paths of all requests. */
  public List<String> asked() {
    return asked;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
