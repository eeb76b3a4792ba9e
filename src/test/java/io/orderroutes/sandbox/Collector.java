package io.orderroutes.sandbox;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Takes the spans that a service exports by OTLP over HTTP. */
public final class Collector implements AutoCloseable {
  private final HttpServer server;
  private final Queue<byte[]> requests = new ConcurrentLinkedQueue<>();
  private final Queue<Traced> spans = new ConcurrentLinkedQueue<>();

  /** A span: ids as hexadecimal text, a missing parent and links to none as empty ones. */
  public record Traced(
      String trace,
      String id,
      String parent,
      String name,
      Map<String, String> attributes,
      List<String> links) {

    static Traced of(Span span) {
      return new Traced(
          hex(span.getTraceId()),
          hex(span.getSpanId()),
          hex(span.getParentSpanId()),
          span.getName(),
          span.getAttributesList().stream()
              .collect(Collectors.toMap(KeyValue::getKey, one -> text(one.getValue()))),
          span.getLinksList().stream().map(link -> hex(link.getTraceId())).toList());
    }

    private static String hex(ByteString id) {
      return HexFormat.of().formatHex(id.toByteArray());
    }

    private static String text(AnyValue value) {
      return value.hasIntValue() ? Long.toString(value.getIntValue()) : value.getStringValue();
    }

    public String get(String attribute) {
      return attributes.getOrDefault(attribute, "");
    }
  }

  private Collector(HttpServer server) {
    this.server = server;
  }

  public static Collector start() throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    Collector collector = new Collector(server);
    server.createContext("/v1/traces", collector::take);
    server.start();
    return collector;
  }

  private void take(HttpExchange exchange) throws IOException {
    byte[] request = exchange.getRequestBody().readAllBytes();
    ExportTraceServiceRequest.parseFrom(request).getResourceSpansList().stream()
        .flatMap(resource -> resource.getScopeSpansList().stream())
        .flatMap(scope -> scope.getSpansList().stream())
        .map(Traced::of)
        .forEach(spans::add);
    requests.add(request);
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  /** What makes a service send its spans here, soon. */
  public Map<String, String> properties() {
    return Map.of(
        "quarkus.otel.sdk.disabled",
        "false",
        "quarkus.otel.exporter.otlp.protocol",
        "http/protobuf",
        "quarkus.otel.exporter.otlp.endpoint",
        "http://127.0.0.1:" + server.getAddress().getPort(),
        "quarkus.otel.bsp.schedule.delay",
        "50ms");
  }

  public List<Traced> spans() {
    return List.copyOf(spans);
  }

  /** The spans of that kind, as soon as there are so many. */
  public List<Traced> await(int count, Predicate<Traced> wanted) {
    Flow.await(() -> spans.stream().filter(wanted).count() >= count);
    return spans.stream().filter(wanted).toList();
  }

  /** All that came, as text in which what is text can be found. */
  public String bytes() {
    return requests.stream()
        .map(request -> new String(request, StandardCharsets.UTF_8))
        .collect(Collectors.joining("\n"));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
